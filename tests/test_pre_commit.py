"""The hook for editors: content with an error is not committed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from shaiquan.cli import ROOT

CHECK = "import pathlib, sys\nsys.exit('错' in pathlib.Path('content/a.yml').read_text('utf-8'))\n"


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    own = ("-c", "user.name=a", "-c", "user.email=a@example.cn", "-c", "core.hooksPath=.githooks")
    return subprocess.run(
        ["git", *own, *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_content_with_an_error_is_not_committed_and_other_files_are_not_checked(
    tmp_path: Path,
) -> None:
    shutil.copytree(ROOT / ".githooks", tmp_path / ".githooks")
    (tmp_path / "content").mkdir()
    page, build = tmp_path / "content" / "a.yml", tmp_path / "build.py"
    page.write_text("错", "utf-8")
    build.write_text(CHECK, "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "build.py")
    assert git(tmp_path, "commit", "-qm", "a").returncode == 0
    git(tmp_path, "add", "content")
    refused = git(tmp_path, "commit", "-qm", "b")
    assert refused.returncode == 1
    assert "没有提交：内容有上面的错误" in refused.stderr
    page.write_text("对", "utf-8")
    git(tmp_path, "add", "content")
    assert git(tmp_path, "commit", "-qm", "b").returncode == 0
