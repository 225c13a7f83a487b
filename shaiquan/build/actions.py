"""What there is to do, as plain values: an action, what came of it, what is remembered of it."""

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

    ``args`` are nested tuples of text, numbers and flags; ``salt`` is the digest of all else
    that it depends on and does not read through the catalogs: templates, options. Actions
    with one ``near`` share work.
    """

    name: str
    maker: str
    args: tuple[Any, ...] = ()
    salt: bytes = b""
    near: str = ""

    def fingerprint(self) -> bytes:
        """By the words of ``args``: a pickle would tell by which of them are one object."""
        return digest(self.maker.encode(), marshal.dumps(self.args, 2), self.salt)


@dataclass(frozen=True, slots=True)
class File:
    """A file that an action made; ``digest`` is its SHA-256."""

    path: str
    content: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an action. ``reads``: keys of what it has seen through the catalogs.

    ``parts`` are pieces of files that several actions make together; ``findings`` are placed
    by whoever has the sources; ``value`` is plain and small, for what is planned next.
    """

    name: str
    reads: frozenset[str]
    files: tuple[File, ...] = ()
    parts: tuple[bytes, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    value: Any = None


@dataclass(frozen=True, slots=True)
class Done:
    """What is remembered of an action: enough to know whether it would give the same again.

    ``reads`` are the numbers of keys (four bytes each), ``files`` paths, ``parts`` how many.
    """

    fingerprint: bytes
    reads: bytes
    files: tuple[str, ...] = ()
    parts: int = 0
    problems: tuple[Problem, ...] = ()
    value: Any = None


@dataclass(frozen=True, slots=True)
class Joined(CompactPickle):
    """A file made of pieces: part ``index`` of each action, with something between them."""

    path: str
    index: int
    actions: tuple[str, ...]
    head: bytes = b""
    between: bytes = b""
    foot: bytes = b""
