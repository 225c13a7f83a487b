"""Fields whose value is parsed from one text, and what is wrong with a text that is no value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from shaiquan.limits import OverLimit


class RefusedText(ValueError):
    """A text that is no value of its type, and which problem it is."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code


@dataclass(frozen=True)
class ParsedText:
    """Tells pydantic to parse a text by ``parse``; a failure is an error of type ``code``, a value
    over a limit one that has the OverLimit."""

    code: str
    parse: Callable[[str], Any]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def read(self, value: Any) -> Any:
        """What the value of a field says."""
        text = require_text(value)
        try:
            return self.parse(text)
        except OverLimit:
            raise
        except RefusedText as fault:
            raise PydanticCustomError(fault.code, "bad", {"value": text}) from None
        except ValueError:
            raise PydanticCustomError(self.code, "bad", {"value": text}) from None


def require_text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "text")
    return value
