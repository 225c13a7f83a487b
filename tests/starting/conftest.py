"""The command ``init`` in tests: a sample to replace, answers, a terminal."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shaiquan.cli import main
from tests.conftest import MakeSite

UNIT = "某县水务局"
NEEDED = ["--unit", UNIT, "--phone", "0000-1234567"]
#: an answer to each question
ANSWERS = [
    UNIT,
    "水务局",
    "",
    "https://example.cn/ql/",
    "1234567890",
    "0000-1234567",
    "a@example.cn",
]

TypeLines = Callable[..., list[str]]


def init(content: Path, *options: str) -> int:
    return main(["init", "--content", str(content), *options])


def review(content: Path) -> None:
    assert main(["review", "--content", str(content), "--by", "办公室主任"]) == 0


@pytest.fixture
def sample(site: MakeSite) -> Path:
    """A small site that says it is the sample."""
    content = site({})
    assert "示例: 是" in (content / "site.yml").read_text("utf-8")
    return content


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Content that ``init`` has just written."""
    content = tmp_path / "fresh" / "content"
    assert init(content, *NEEDED) == 0
    return content


@pytest.fixture
def type_lines(monkeypatch: pytest.MonkeyPatch) -> TypeLines:
    """Type some lines at a terminal; the list that is returned has those not yet read."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def type_lines(*lines: str) -> list[str]:
        unread = list(lines)

        def input() -> str:
            if not unread:
                raise EOFError
            return unread.pop(0)

        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr("builtins.input", input)
        return unread

    return type_lines
