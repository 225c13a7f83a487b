"""The pieces of work of a build as plain values, their results, and what is kept of them."""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shaiquan.files.scanning import digest
from shaiquan.model.packing import CompactPickle
from shaiquan.problems import Problem

if TYPE_CHECKING:  # a build after no change needs none of the model
    from shaiquan.content.places import Finding

#: a key that changes with every build: what reads it is never reused
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Action(CompactPickle):
    """A piece of work that a worker does alone.

    ``type`` names its handler; ``args`` are nested tuples of text, numbers and flags.
    ``inputs`` is the fingerprint of all else that it depends on and does not read through the
    catalogs: templates, options. Actions of one ``group`` share work.
    """

    name: str
    type: str
    args: tuple[Any, ...] = ()
    inputs: bytes = b""
    group: str = ""

    def fingerprint(self) -> bytes:
        """By the values in ``args``: a pickle would show which of them are the same object."""
        return digest(self.type.encode(), marshal.dumps(self.args, 2), self.inputs)


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that an action made; ``digest`` is its SHA-256."""

    path: str
    content: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class ActionResult:
    """The result of an action. ``reads``: the keys that it read through the catalogs.

    ``parts`` are pieces of files that several actions make together; ``findings`` get their
    places from whoever has the sources; ``value`` is plain and small, for later planning.
    """

    name: str
    reads: frozenset[str]
    files: tuple[OutputFile, ...] = ()
    parts: tuple[bytes, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    value: Any = None


@dataclass(frozen=True, slots=True)
class CachedAction:
    """What is kept of an action: enough to know whether its result would be the same again.

    ``reads`` are the numbers of keys (four bytes each), ``files`` paths, ``parts`` how many.
    """

    fingerprint: bytes
    reads: bytes
    files: tuple[str, ...] = ()
    parts: int = 0
    problems: tuple[Problem, ...] = ()
    value: Any = None


@dataclass(frozen=True, slots=True)
class JoinedFile(CompactPickle):
    """A file made of parts: part ``index`` of each action, with a separator between them."""

    path: str
    index: int
    actions: tuple[str, ...]
    header: bytes = b""
    separator: bytes = b""
    footer: bytes = b""
