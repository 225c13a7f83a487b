"""What outputs depend on beside the content: the tool itself, its libraries, templates, options
(edge: reads files)."""

from __future__ import annotations

import re
import site
import sys
from dataclasses import dataclass
from pathlib import Path

from shaiquan.scanning import Digests, digest, digests, whole

_PACKAGE = Path(__file__).resolve().parent.parent
_USES = re.compile(r"{%-?\s*(?:extends|import|include|from)\s+(\S+)")


@dataclass(frozen=True)
class Salts:
    """Digests, and the options that say which files there are."""

    #: ``site.yml``: defaults stand there, so problems may be placed there
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
    places = [*site.getsitepackages(), site.getusersitepackages()]
    libraries = sorted({each.name for place in places for each in Path(place).glob("*.dist-info")})
    code = whole(digests(_PACKAGE))
    return digest(code, sys.version.encode(), *(name.encode() for name in libraries))


def of_layout(folder: Path, found: Digests, name: str) -> bytes:
    """The digest of a template with all that it includes; where names are reckoned, of all."""
    wanted, met = [name], set()
    while wanted:
        each = wanted.pop()
        if each not in met:
            met.add(each)
            for used in _USES.findall(_text(folder / each)):
                if used[0] not in "\"'":
                    return whole(found)
                wanted.append(used.strip("\"'"))
    return digest(*(part for each in sorted(met) for part in (each.encode(), found.get(each, b""))))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
