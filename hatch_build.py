"""What the wheel says that it needs: the pins of the lock files (edge: reads them).

The pins and no ranges, so that the same version of the tool makes the same bytes everywhere, and a
site that changes one line of its ``requirements.txt`` changes all of it. It is an application with
an environment of its own: nobody else's pins can clash with these.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

#: a pin of a lock file, with what it holds for; its digests stand on the lines that follow
_PIN = re.compile(r"(?m)^([a-z0-9][\w.-]*==[^\s;\\]+(?: ; [^\\\n]+?)?) \\$")
_BASE = "requirements.lock"
#: what only developers need is not in the wheel
_DEVELOPERS = "requirements-dev.lock"


class PinnedMetadata(MetadataHookInterface):
    """The dependencies, and an extra for each other lock file: ``requirements-<extra>.lock``."""

    def update(self, metadata: dict[str, Any]) -> None:
        root = Path(self.root)
        base = read_pins(root / _BASE)
        extras = {
            path.stem.removeprefix("requirements-"): [
                pin for pin in read_pins(path) if pin not in base
            ]
            for path in sorted(root.glob("requirements-*.lock"))
            if path.name != _DEVELOPERS
        }
        metadata["dependencies"] = base
        metadata["optional-dependencies"] = extras


def read_pins(lock: Path) -> list[str]:
    """``name==version`` with its condition, for each package of a lock file."""
    return _PIN.findall(lock.read_text("utf-8"))
