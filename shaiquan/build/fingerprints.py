"""What outputs depend on beside the content: our own code, libraries, templates, options
(edge: reads files)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from shaiquan.build.inputs import Inputs
from shaiquan.build.options import Options
from shaiquan.files.scanning import Digests, combine_digests, digest, digest_folder, encode_path
from shaiquan.views.printed_forms import DEFAULT_FORMS, FORMS

#: the templates of printed sheets, in the folder of the layouts
PRINT_FOLDER = "print"
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Fingerprints:
    """Digests, and the options that say which files there are."""

    #: ``site.yml`` and where it is: it has defaults, so problems may be placed there
    site: bytes
    page: bytes
    charts: bytes
    printing: bytes
    forms: tuple[str, ...]
    booklets: bool
    preview: bool
    #: whether each list is made for Excel too
    xlsx: bool = False


def fingerprint_tool() -> bytes:
    """The fingerprint of our own code, Python, and the installed libraries with their versions.

    A library is known by the name of its metadata folder, which has the version.
    """
    names = {path.name for place in sys.path for path in Path(place).glob("*.*-info")}
    code = combine_digests(digest_folder(_PACKAGE, leave_out=("__pycache__",)))
    return digest(code, sys.version.encode(), *(name.encode() for name in sorted(names)))


def fingerprint_inputs(options: Options, inputs: Inputs) -> Fingerprints:
    """The fingerprints of the inputs, by the type of what depends on them."""
    settings = repr((options.printing, options.archive, options.preview)).encode()
    layouts = inputs.look.templates.digests()
    return Fingerprints(
        site=digest(inputs.content.get("site.yml", b""), encode_path(options.content.as_posix())),
        page=digest(_fingerprint_pages(layouts), settings),
        charts=digest(repr(options.printing).encode()),
        printing=digest(_fingerprint_prints(layouts), settings),
        forms=list_forms(options),
        booklets=options.printing,
        preview=options.preview,
        xlsx=options.xlsx,
    )


def list_forms(options: Options) -> tuple[str, ...]:
    """The printed forms of sheets that the site has."""
    return tuple(FORMS) if options.printing else DEFAULT_FORMS


def _fingerprint_pages(layouts: Digests) -> bytes:
    """Of the templates of pages, all of them: one may include any other."""
    return combine_digests({path: digest for path, digest in layouts.items() if _is_of_pages(path)})


def _is_of_pages(path: str) -> bool:
    """Not of a sheet, and not what an editor's program leaves about."""
    return not path.endswith((".typ", "~")) and not path.rpartition("/")[2].startswith(".")


def _fingerprint_prints(layouts: Digests) -> bytes:
    """Of the templates of printed sheets."""
    folder = f"{PRINT_FOLDER}/"
    return combine_digests(
        {path: digest for path, digest in layouts.items() if path.startswith(folder)}
    )
