"""The versions that run here, to compare with those on another machine."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

import shaiquan

#: the packages that a worker needs: those of requirements-dask.in
LIBRARIES = (
    "jinja2", "markdown", "nh3", "pyyaml", "pydantic", "graphviz", "pygraphviz",
    "manimgx-fonts-cjk", "fonttools", "rjieba", "opencc", "pypinyin", "typst",
    "pylopdf-fonts-zh-cn", "pypdf", "ahocorasick-rs", "rapidfuzz", "segno", "filelock",
    "platformdirs", "livereload", "xlsxwriter", "openpyxl", "python-docx",
    "chinesecalendar", "brotli", "urllib3", "distributed",
)  # fmt: skip


def running_versions() -> dict[str, str]:
    """Name -> version here: of Python, of shaiquan with a digest of its code, of libraries."""
    major, minor, _ = platform.python_version_tuple()
    digest = code_digest(Path(shaiquan.__file__).parent)
    return {
        "Python": f"{major}.{minor}",
        "shaiquan": f"{shaiquan.__version__} ({digest})",
        **{name: _installed_version(name) for name in LIBRARIES},
    }


def compare_versions(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    """The versions that differ, as ``name here / there``.

    >>> compare_versions({"Python": "3.11", "nh3": "0.3"}, {"Python": "3.12", "nh3": "0.3"})
    ['Python 3.11 / 3.12']
    """
    return [
        f"{name} {version} / {there.get(name, '—')}"
        for name, version in here.items()
        if there.get(name, "—") != version
    ]


def code_digest(package: Path) -> str:
    """Eight hex digits of all code of a package; line ends make no difference."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:8]


def _installed_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "—"
