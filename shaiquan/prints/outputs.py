"""One file of the site as a value: its path, how it is made, and from what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Output:
    """A file: ``input`` is plain frozen data, all that the maker needs.

    Makers: ``page`` (a Page), ``svg`` and ``png`` (a Chart), ``json`` (plain values),
    ``raw`` (text or bytes).
    """

    path: str
    maker: str
    input: Any
