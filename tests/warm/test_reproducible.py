"""The same content gives the same bytes: whoever builds, where, when, and in what order."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from tests.warm.comparing import Tree, compare_trees, read_tree
from tests.warm.harness import BASE, ROOT, Workspace, make_environment
from tests.warm.state import DAY, FOLDERS


@dataclass(frozen=True)
class Surroundings:
    """A place where the base content is built."""

    name: str
    #: added to the environment; an empty value takes a name away
    environment: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    jobs: int = 1
    #: seconds since 1970 that all files show, in an order of copying
    mtime: int | None = None
    backwards: bool = False
    #: run from another folder, with the full paths
    afar: bool = False
    command: str = "build"


#: several strangenesses at once where they are of different sorts, as each build has its price
PLACES = (
    Surroundings(
        "a stranger's 文件夹",
        {
            "HOME": "/",
            "USER": "nobody",
            "LOGNAME": "nobody",
            "TMPDIR": "/var/tmp",
            "XDG_CACHE_HOME": "/nowhere",
            "XDG_CONFIG_HOME": "/nowhere",
            "XDG_DATA_HOME": "/nowhere",
            "LANG": "C",
            "LC_ALL": "C",
            "TZ": "Pacific/Kiritimati",
        },
        umask=0o077,
        mtime=4_000_000_000,
        afar=True,
    ),
    Surroundings(
        "backwards",
        {
            "LANG": "",
            "LC_ALL": "C.UTF-8",
            "TZ": "America/Anchorage",
            "SOURCE_DATE_EPOCH": "86400",
            "PYTHONHASHSEED": "random",
        },
        jobs=3,
        backwards=True,
        mtime=86_400,
    ),
)


def copy_inputs(surroundings: Surroundings, folder: Path) -> Path:
    """The three folders copied there, file by file, in the order and with the time wanted."""
    top = folder / surroundings.name
    sources = {"content": BASE, "layouts": ROOT / "layouts", "assets": ROOT / "assets"}
    files = [
        (path, top / name / path.relative_to(sources[name]))
        for name in FOLDERS
        for path in sources[name].rglob("*")
        if path.is_file()
    ]
    for path, to in sorted(files, reverse=surroundings.backwards):
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, to)
        if surroundings.mtime is not None:
            os.utime(to, (surroundings.mtime, surroundings.mtime))
    return top


def build_in(surroundings: Surroundings, folder: Path) -> Tree:
    """The site built in a place, by a process of its own; no permission bits."""
    top = copy_inputs(surroundings, folder)
    at = f"{top}/" if surroundings.afar else ""
    command = [sys.executable, "-X", "utf8", "-m", "shaiquan", surroundings.command]
    command += ["--as-of", DAY.isoformat()]
    for name in (*FOLDERS, "site"):
        command += [f"--{name}", f"{at}{name}"]
    command += ["--cache", f"{at}store", "--jobs", str(surroundings.jobs)]
    done = subprocess.run(
        command,
        cwd="/" if surroundings.afar else top,
        umask=surroundings.umask,
        check=False,
        env=make_environment(
            {"PYTHONHASHSEED": "0", "TZ": "Asia/Shanghai", **surroundings.environment}
        ),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert "没有问题" in done.stderr
    return {name: (0, data) for name, (_, data) in read_tree(top / "site").items()}


@pytest.fixture(scope="module")
def usual_tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return build_in(Surroundings("usual"), tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize("surroundings", PLACES, ids=lambda surroundings: surroundings.name)
def test_a_site_is_the_same_wherever_it_is_built(
    surroundings: Surroundings, usual_tree: Tree, tmp_path: Path
) -> None:
    assert compare_trees(build_in(surroundings, tmp_path), usual_tree) == ""


def test_what_is_printed_is_the_same_wherever_it_is_printed(tmp_path: Path) -> None:
    first = Surroundings(
        "first", {"PYTHONHASHSEED": "3", "TZ": "Pacific/Kiritimati"}, command="print"
    )
    second = Surroundings(
        "second",
        {"PYTHONHASHSEED": "4", "LC_ALL": "C", "TZ": "America/Anchorage", "HOME": "/"},
        jobs=2,
        backwards=True,
        mtime=0,
        command="print",
    )
    one = build_in(first, tmp_path)
    assert {"print/zdsx-a1.pdf", "print/zdsx-a3.pdf"} <= set(one)
    assert compare_trees(build_in(second, tmp_path), one) == ""


class Shuffled:
    """A folder listed in another order, as another disk would."""

    def __init__(self, path: str | os.PathLike[str] = ".") -> None:
        with _SCANDIR(path) as entries:
            self._entries: list[os.DirEntry[str]] = [*entries]
        Random(str(path)).shuffle(self._entries)

    def __enter__(self) -> Iterator[os.DirEntry[str]]:
        return iter(self._entries)

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return iter(self._entries)

    def __next__(self) -> os.DirEntry[str]:
        if not self._entries:
            raise StopIteration
        return self._entries.pop()

    def close(self) -> None:
        """Nothing is open."""


_SCANDIR, _LISTDIR = os.scandir, os.listdir


def test_the_order_in_which_a_disk_lists_its_files_does_not_matter(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual_tree = workspace.cold()

    def shuffled(path: str = ".") -> list[str]:
        return sorted(_LISTDIR(path), reverse=True)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", Shuffled)
        patch.setattr(os, "listdir", shuffled)
        other = workspace.warm()
    assert other.code == 0, other.stderr
    assert compare_trees(other.tree, usual_tree.tree) == ""


def test_the_manifest_has_every_file_with_its_digest_and_the_day(
    usual_tree: Tree, workspace: Workspace
) -> None:
    manifest = json.loads(usual_tree["manifest.json"][1])
    files = {
        name: hashlib.sha256(data).hexdigest()
        for name, (_, data) in usual_tree.items()
        if not name.endswith("/") and name != "manifest.json"
    }
    assert manifest["files"] == files
    assert list(manifest["files"]) == sorted(files)
    assert manifest["as_of"] == DAY.isoformat()
    assert workspace.cold().tree["manifest.json"][1] == usual_tree["manifest.json"][1]
