"""A file of postings with some ended and some added, every other byte as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shaiquan.content.raw_types import DEFAULTS
from shaiquan.editing.file_edits import FieldEdit, NewRecord, RecordFile, require_meant
from shaiquan.editing.yaml_nodes import end_of, is_flow
from shaiquan.editing.yaml_values import quote
from shaiquan.kinds.registry import KIND
from shaiquan.model.ledger import Posting
from shaiquan.model.shapes import Path

_FOLDER = KIND["posting"].folder
#: what an editor calls the day on which a sheet was taken down
_UNTIL = "撤下日期"
#: behind which of its fields the end of a posting is written
_BEFORE_END = ("since", "mark", "id")


@dataclass(frozen=True, slots=True)
class NewPosting:
    """A posting to add beside the one at ``like`` (its entry path), from which it takes all
    fields but those of ``values`` (field -> text; None: it lacks the field)."""

    like: Path
    values: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class PostingChanges:
    """What is to change in one file: entry path -> the day on which it ends; new postings."""

    ended: Mapping[Path, str]
    added: tuple[NewPosting, ...]


@dataclass(frozen=True, slots=True)
class ChangedPostings:
    """The new text of a file, and texts of postings that need a file of their own, by id."""

    text: str
    others: Mapping[str, str]


def change_postings(text: str, changes: PostingChanges) -> ChangedPostings:
    """The text of a file of postings with the changes. ``text`` is sound.

    A posting that stands alone in its file gets no neighbour: the new one is given as a text of
    its own. Raises UnusualYaml.
    """
    file = RecordFile(text, _FOLDER)
    ended = [
        FieldEdit(path, "until", day, _BEFORE_END, _UNTIL) for path, day in changes.ended.items()
    ]
    added = [NewRecord(new.like, new.values, copied=True) for new in changes.added]
    beside = [new for new in added if isinstance(new.like[-1] if new.like else "", int)]
    others = {str(new.values["id"]): _write_alone(file, new) for new in added if new not in beside}
    changed = file.edit((*ended, *beside))
    require_meant((changed, *others.values()), _FOLDER, file.expect((*ended, *added)))
    return ChangedPostings(changed, others)


def write_new_postings(records: tuple[Mapping[str, str], ...], defaults: Mapping[str, str]) -> str:
    """A new file of postings, by field; ``defaults`` hold for all of them, as YAML."""
    label = Posting.label_of
    lines = ["# 哪张图贴在哪里，由 python build.py post 写入；换图用 python build.py replace。"]
    pairs = ", ".join(f"{label(name)}: {value}" for name, value in defaults.items())
    lines += [f"{DEFAULTS[0]}: {{{pairs}}}"] if pairs else []
    lines.append(f"{KIND['posting'].label}:")
    for record in records:
        values = ", ".join(f"{label(name)}: {quote(value)}" for name, value in record.items())
        lines.append(f"  - {{{values}}}")
    return "\n".join(lines) + "\n"


def _write_alone(file: RecordFile, new: NewRecord) -> str:
    """The posting as a file of its own, in the style of the one that stands alone."""
    yaml, words = file.file, file.copy_record(new)
    if not new.like:
        return words + yaml.newline
    node = yaml.find(new.like)
    between = " " if is_flow(node) else yaml.newline + " " * node.start_mark.column
    text = f"{new.like[0]}:{between}{words}{yaml.newline}"
    for key, value in yaml.root.value:
        if key.value in DEFAULTS:
            said = yaml.text[key.start_mark.index : end_of(value)]
            text = f"{said}{yaml.newline}{text}"
    return text
