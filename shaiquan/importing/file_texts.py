"""The YAML of a content file, apart from what stands before and behind it (edge: reads files)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from shaiquan.content.front_matter import divide_front_matter
from shaiquan.editing.file_edits import RecordFile
from shaiquan.editing.yaml_file import UnusualYaml
from shaiquan.importing.list_files import ExistingRecord
from shaiquan.kinds.descriptor import Kind

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class FileText:
    """A text in three: a byte order mark or the line above the fields, the fields as YAML, and the
    Markdown below."""

    head: str
    yaml: str
    tail: str


def read_file_text(path: Path) -> FileText:
    """The text of a content file. Raises UnusualYaml, OSError."""
    text = path.read_bytes().decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    text = text.removeprefix(mark)
    if path.suffix != ".md":
        return FileText(mark, text, "")
    divided = divide_front_matter(text)
    if divided is None or not divided[0]:
        raise UnusualYaml
    at = text.index(divided[0], text.index("---") + 3)
    return FileText(mark + text[:at], divided[0], text[at + len(divided[0]) :])


def find_kept_fields(before: ExistingRecord, names: Iterable[str], kind: Kind) -> tuple[str, ...]:
    """Of the fields of a record those that it would still have if its own lines went."""
    names = tuple(names)
    try:
        file = RecordFile(read_file_text(Path(before.path)).yaml, kind.folder)
        return tuple(name for name in names if not file.can_clear(before.entry, name))
    except (UnusualYaml, OSError):
        return names
