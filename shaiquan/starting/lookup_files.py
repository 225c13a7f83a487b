"""What editors look things up in, as this version has it: ``docs/`` and ``schemas/`` of a site's
own repository (edge: writes files).

What starts such a repository runs this module after each installation, so that they are never
those of an older version: the name of the module and its one word stay as they are.
"""

from __future__ import annotations

import sys
from pathlib import Path

from shaiquan.json_schemas import render_schemas
from shaiquan.program_files import PACKAGED


def write_lookup_files(folder: Path) -> None:
    """Write the files into the repository ``folder``; what else lies beside them stays."""
    for name, data in list_lookup_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def list_lookup_files() -> dict[str, bytes]:
    """File name -> bytes."""
    pages = [path for path in sorted((PACKAGED / "docs").rglob("*")) if path.is_file()]
    return {
        **{path.relative_to(PACKAGED).as_posix(): path.read_bytes() for path in pages},
        "docs/CHANGELOG.md": (PACKAGED / "CHANGELOG.md").read_bytes(),
        **{f"schemas/{name}": text.encode() for name, text in render_schemas().items()},
    }


if __name__ == "__main__":
    write_lookup_files(Path(sys.argv[1]))
