"""The functions that descriptors name, from all modules of this room that have some."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shaiquan.kinds.descriptor import KindError


def find_functions(ending: str, table: str) -> dict[str, Any]:
    """The ``table`` (name -> function) of each module whose name has the ending, as one.

    Raises KindError where two modules use one name.
    """
    found: dict[str, Any] = {}
    for module in _list_modules(ending):
        own = getattr(module, table, {})
        for name in own.keys() & found.keys():
            raise KindError(f"{module.__name__}: {table}: another module has {name!r}")
        found |= own
    return found


def _list_modules(ending: str) -> Iterator[Any]:
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.endswith(ending):
            yield importlib.import_module(f"shaiquan.site.{module.name}")
