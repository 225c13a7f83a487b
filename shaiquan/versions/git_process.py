"""One question to git (edge: runs git).

Git reads objects and nothing else: no hook, filter, pager or helper that a repository names is
run, and nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

#: seconds after which git is left alone
_PATIENCE = 60
_SAFE = (
    *("-c", "protocol.allow=never", "-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=", "-c", "log.showSignature=false"),
)
#: by what git is told which repository it works on, as in a hook: it is found by its folder
_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")


def run_git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What git says in a folder.

    Raises OSError where there is no git, SubprocessError where it fails or never ends.
    """
    git = shutil.which("git")
    if git is None or not Path(git).is_absolute():  # not one that lies in the working folder
        raise FileNotFoundError("git")
    environment = {name: text for name, text in os.environ.items() if name not in _OF_ANOTHER}
    environment |= {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    done = subprocess.run(
        (git, *_SAFE, *words),
        cwd=folder,
        env=environment,
        input=given,
        capture_output=True,
        timeout=_PATIENCE,
        check=True,
    )
    return done.stdout
