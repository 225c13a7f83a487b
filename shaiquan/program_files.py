"""Where the files of the program lie, and for which folder it works (edge: asks for the working
folder)."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSIDE = _PACKAGE / "packaged"
#: whether the program is installed from its wheel, not run from its repository
INSTALLED = _INSIDE.is_dir()
#: the folder of ``layouts/``, ``assets/``, ``themes/``, ``docs/`` and what else comes with the
#: program: the top of its repository; a wheel has copies of them in the package
PACKAGED = _INSIDE if INSTALLED else _PACKAGE.parent


def find_site_folder() -> Path:
    """The folder that has ``content/`` where no option says it.

    That is the repository of the program, where it runs from there. Of an installed program it is
    the working folder, or the nearest one above it that has content; the working folder if none.
    """
    if not INSTALLED:
        return PACKAGED
    try:
        working = Path.cwd()
    except OSError:  # it was deleted: whatever asks for it next says so
        return PACKAGED
    folders = (working, *working.parents)
    return next((one for one in folders if (one / "content/site.yml").is_file()), working)
