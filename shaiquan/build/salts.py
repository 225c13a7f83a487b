"""What outputs depend on beside the content: the tool itself, its libraries, templates, options
(edge: reads files)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from shaiquan.files.scanning import Digests, digest, digests, whole

#: the templates of printed sheets, in the folder of the layouts
PRINT_FOLDER = "print"
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Salts:
    """Digests, and the options that say which files there are."""

    #: ``site.yml`` and where it is: defaults stand there, so problems may be placed there
    site: bytes
    page: bytes
    charts: bytes
    printing: bytes
    forms: tuple[str, ...]
    booklets: bool
    preview: bool


def tool() -> bytes:
    """The code of the tool, Python, and the installed libraries with their versions.

    A library is known by the name of its metadata folder, which has the version.
    """
    found = (each.name for place in sys.path for each in Path(place).glob("*.*-info"))
    libraries = sorted(set(found))
    code = whole(digests(_PACKAGE, leave_out=("__pycache__",)))
    return digest(code, sys.version.encode(), *(name.encode() for name in libraries))


def of_pages(layouts: Digests) -> bytes:
    """The digest of the templates of pages, all of them: one may include any other."""
    return whole({path: each for path, each in layouts.items() if _of_page(path)})


def _of_page(path: str) -> bool:
    """No template of a sheet, nor what an editor's program leaves about."""
    return not path.endswith((".typ", "~")) and not path.rpartition("/")[2].startswith(".")


def of_prints(layouts: Digests) -> bytes:
    """The digest of the templates of printed sheets."""
    return whole(
        {path: each for path, each in layouts.items() if path.startswith(f"{PRINT_FOLDER}/")}
    )
