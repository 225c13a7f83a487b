"""Small releases to send, and changes to them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from shaiquan.files.manifests import MANIFEST, render_manifest
from shaiquan.publishing.release import Changes, Release, ReleaseFile, Target

FIRST = {
    "index.html": "首页 5 个工作日",
    "powers/index.html": "清单",
    "powers/a b$(id)/index.html": "地址里有空格",
    "powers/old/index.html": "下次没有了",
    "assets/-site.css": "body { color: black }",
    "assets/图 [1]*.svg": "<svg/>",
    "data/power.csv": "编号,名称\n",
}
#: the same length as before, a page and its folder gone, something new
SECOND = {
    **{path: text for path, text in FIRST.items() if path != "powers/old/index.html"},
    "index.html": "首页 7 个工作日",
    "powers/new/index.html": "新的",
    "assets/new.css": "p { color: red }",
}


def make_release(folder: Path, texts: Mapping[str, str]) -> Release:
    """A folder with these files and its manifest; files that are the same keep their times."""
    for old in [path for path in folder.rglob("*") if path.is_file()]:
        if old.relative_to(folder).as_posix() not in texts:
            old.unlink()
            if not [*old.parent.iterdir()]:
                old.parent.rmdir()
    contents = {path: text.encode() for path, text in texts.items()}
    digests = {path: hashlib.sha256(content).digest() for path, content in contents.items()}
    contents[MANIFEST] = render_manifest(digests, "0", {})
    for path, content in contents.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_bytes() != content:
            file.write_bytes(content)
    files = {
        path: ReleaseFile(hashlib.sha256(content).hexdigest(), len(content))
        for path, content in contents.items()
    }
    return Release(folder, files, files[MANIFEST].digest)


def list_texts(folder: Path) -> dict[str, str]:
    """Every file of a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def ignore(done: int, total: int) -> None:
    """Nobody is told of the progress."""


def publish(target: Target, release: Release) -> Changes:
    """Send a release; what that changed."""
    changes = target.compare(release)
    target.send(release, changes, ignore)
    return changes


def publish_texts(target: Target, folder: Path, texts: Mapping[str, str]) -> Changes:
    """Send a release of these files; each is told of, and afterwards nothing is left to send."""
    release, told = make_release(folder, texts), [(0, 0)]
    changes = target.compare(release)
    target.send(release, changes, lambda done, total: told.append((done, total)))
    sent = len(changes.sent | {MANIFEST})
    assert told[-1] == (sent, sent)
    assert target.compare(release) == Changes(unchanged=len(release.files))
    return changes
