"""``docs/`` and ``schemas/`` of a site's own repository, in which its editors look things up (edge:
writes files).

The program that starts such a repository runs this module after each installation, so they are
those of the version in use. Older ones do so too: the name of the module and its one argument must
not change.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from shaiquan.json_schemas import render_schemas
from shaiquan.program_files import PACKAGED

#: a link of a page to what lies beside ``docs/`` in the repository of the program
_BESIDE = re.compile(rb"\]\(\.\./((?:deploy/|CHANGELOG\.md))")


def write_lookup_files(folder: Path) -> None:
    """Write the files into the repository ``folder``; what else lies beside them stays."""
    for name, data in list_lookup_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def list_lookup_files() -> dict[str, bytes]:
    """File name -> bytes."""
    pages = [path for path in (PACKAGED / "docs").rglob("*") if path.is_file()]
    beside = [PACKAGED / "CHANGELOG.md", *(PACKAGED / "deploy").iterdir()]
    files = {path.relative_to(PACKAGED / "docs").as_posix(): path for path in pages}
    files |= {path.relative_to(PACKAGED).as_posix(): path for path in beside}
    return {
        **{f"docs/{name}": _read_page(path) for name, path in sorted(files.items())},
        **{f"schemas/{name}": text.encode() for name, text in render_schemas().items()},
    }


def _read_page(path: Path) -> bytes:
    """A file as it stands in the one folder ``docs/``, where links lead nowhere above."""
    data = path.read_bytes()
    return _BESIDE.sub(rb"](\1", data) if path.suffix == ".md" else data


if __name__ == "__main__":
    write_lookup_files(Path(sys.argv[1]))
