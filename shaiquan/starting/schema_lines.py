"""The first line of a content file, which tells editors' programs its JSON Schema (edge: asks which
file is there)."""

from __future__ import annotations

import os
from pathlib import Path

from shaiquan.content.sources import SITE_FILE


def write_schema_line(content: Path, path: Path) -> str:
    """The line for a file of the content that is to be at ``path``; empty where the folder of the
    schemas, beside the content, has none for it, and for Markdown."""
    content, path = content.absolute(), path.absolute()
    inside = path.relative_to(content) if path.is_relative_to(content) else path
    name = "site" if inside.as_posix() == SITE_FILE else inside.parts[0]
    schema = content.parent / "schemas" / f"{name}.json"
    if path.suffix == ".md" or not schema.is_file():
        return ""
    relative = Path(os.path.relpath(schema, path.parent)).as_posix()
    return f"# yaml-language-server: $schema={relative}\n"
