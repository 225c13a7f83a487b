"""A folder is a release only where each file is as its manifest says, and nothing else is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shaiquan.files.manifests import MANIFEST, render_manifest
from shaiquan.publishing.release import PublishFault
from shaiquan.publishing.release_reading import hold_release, read_release
from tests.publishing.releases import FIRST, make_release


def test_an_untouched_site_is_a_release(tmp_path: Path) -> None:
    made = make_release(tmp_path, FIRST)
    assert read_release(tmp_path) == made
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    with hold_release(tmp_path, (".git",)) as held:
        assert held == made


def move_behind_link(file: Path) -> None:
    elsewhere = file.rename(file.parent.with_name("elsewhere"))
    file.symlink_to(elsewhere)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda site: (site / "index.html").unlink(), "缺 index.html"),
        (lambda site: (site / "index.html").write_text("首页 6 个工作日"), "被改过 index.html"),
        (lambda site: (site / "more.html").write_text(""), "多出 more.html"),
        (lambda site: (site / "link").symlink_to("/etc/hostname"), "多出 link"),
        (lambda site: move_behind_link(site / "index.html"), "被改过 index.html"),
        (lambda site: (site / MANIFEST).unlink(), "不是本程序生成的网站"),
        (lambda site: (site / MANIFEST).write_text('{"files": {}}'), "不是本程序生成的网站"),
        (
            lambda site: (site / MANIFEST).write_bytes(render_manifest({}, "1", {"preview": True})),
            "是预览，里面有草稿",
        ),
    ],
    ids=[
        "missing",
        "changed",
        "extra",
        "a link",
        "a link to the same bytes",
        "no manifest",
        "another manifest",
        "a preview",
    ],
)
def test_what_is_not_the_site_that_was_made_is_refused_by_name(
    tmp_path: Path, spoil: Callable[[Path], object], told: str
) -> None:
    make_release(tmp_path / "site", FIRST)
    spoil(tmp_path / "site")
    with pytest.raises(PublishFault) as refused:
        read_release(tmp_path / "site")
    assert told in refused.value.zh
