"""Small repositories of content with a commit for each state of the files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


class Repository:
    """A git repository whose content lies in ``folder / "content"``."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.content = folder, folder / "content"
        self.content.mkdir(parents=True, exist_ok=True)
        self.run("init", "-q", "-b", "main")

    def run(self, *words: str, at: str = "2026-03-01T09:00:00+08:00") -> str:
        own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        for who in ("AUTHOR", "COMMITTER"):
            own |= {f"GIT_{who}_NAME": "整理人", f"GIT_{who}_EMAIL": "a@example.org"}
            own |= {f"GIT_{who}_DATE": at}
        own |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ("git", *words), cwd=self.folder, env=own, check=True, capture_output=True, text=True
        )
        return done.stdout

    def commit(self, files: Mapping[str, str | None], what: str, at: str) -> None:
        """Write files below the content (None: delete), and commit."""
        for inside, text in files.items():
            path = self.content / inside
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8", newline="\n")
        self.run("add", "-A")
        self.run("commit", "-q", "--allow-empty", "-m", what, at=at)
