"""What runs here, to be held against what runs on another machine."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import shaiquan

#: the packages that have a part in the work of a worker: those of requirements-dask.in
LIBRARIES = (
    "jinja2", "markdown", "nh3", "pyyaml", "pydantic", "graphviz", "pygraphviz",
    "manimgx-fonts-cjk", "fonttools", "opencc", "typst", "pylopdf-fonts-zh-cn", "segno",
    "filelock", "livereload", "distributed",
)  # fmt: skip


def running() -> dict[str, str]:
    """The versions here by name: of Python, of shaiquan with a digest of its code, of libraries."""
    major, minor, _ = platform.python_version_tuple()
    ours = f"{shaiquan.__version__} ({code_digest(Path(shaiquan.__file__).parent)})"
    return {
        "Python": f"{major}.{minor}",
        "shaiquan": ours,
        **{name: _version(name) for name in LIBRARIES},
    }


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """What is not the same, as ``name here / there``.

    >>> differences({"Python": "3.11", "nh3": "0.3"}, {"Python": "3.12", "nh3": "0.3"})
    ['Python 3.11 / 3.12']
    """
    return [
        f"{name} {mine} / {there.get(name, '—')}"
        for name, mine in here.items()
        if there.get(name, "—") != mine
    ]


def code_digest(package: Path) -> str:
    """Eight hex digits of all code of a package, whatever its line ends."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:8]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "—"
