"""The id that a new record gets."""

from __future__ import annotations

import re
from collections.abc import Collection


def propose_id(kind: str, of_kind: Collection[str], taken: Collection[str]) -> str:
    """The next id after those of the kind (ql-07: ql-08), else power-01; one that is free."""
    numbered = [m for m in (re.fullmatch(r"(.*?)([0-9]{1,9})", id) for id in of_kind) if m]
    prefixes = [match[1] for match in numbered]
    prefix = max(prefixes, key=prefixes.count) if prefixes else f"{kind}-"
    digits = [match[2] for match in numbered if match[1] == prefix] or ["00"]
    number, width = max(map(int, digits)) + 1, min(map(len, digits))
    while (id := f"{prefix}{number:0{width}}") in taken:
        number += 1
    return id
