"""Where the files of the program lie, and for which folder it works (edge: asks for the working
folder)."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSIDE = _PACKAGE / "packaged"
_SETTINGS = Path("content", "site.yml")
#: whether the program is installed from its wheel, not run from its repository
INSTALLED = _INSIDE.is_dir()
#: the folder of ``layouts/``, ``assets/``, ``themes/``, ``docs/`` and what else comes with the
#: program: the top of its repository; a wheel has copies of them in the package
PACKAGED = _INSIDE if INSTALLED else _PACKAGE.parent


def find_site_folder() -> Path:
    """The folder that has ``content/`` where no option says it.

    That is the repository of the program, where it runs from there. Of an installed program it is
    the working folder, or the nearest one above it that has content; the working folder if none.
    What others put above it, as into ``/tmp``, is passed over: layouts beside it can run code.
    """
    if not INSTALLED:
        return PACKAGED
    try:
        working = Path.cwd()
    except OSError:  # it was deleted: whatever asks for it next says so
        return PACKAGED
    folders = (working, *working.parents)
    return next((one for one in folders if _has_own_content(one, working)), working)


def _has_own_content(folder: Path, working: Path) -> bool:
    """Whether a folder has content that was put there by this user, or by who owns the working
    folder; in the working folder itself by anybody."""
    path, user = folder / _SETTINGS, getattr(os, "geteuid", int)()
    try:
        is_own = folder == working or _read_owner(path) in (user, _read_owner(working))
        return is_own and path.is_file()
    except OSError:  # none there, or this user may not look
        return False


def _read_owner(path: Path) -> int:
    """The number of the user who owns this; 0 on Windows."""
    return path.stat().st_uid
