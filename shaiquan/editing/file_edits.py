"""A content file with some fields and records changed, every other byte as it stands.

Whoever keeps the file has comments, an order and a style of his own in it. So nothing is read
and written anew: a few words are put in, each in the style of those beside it. What comes out is
read again, and must say just what was meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import yaml

from shaiquan.content.raw_records import read_records
from shaiquan.content.raw_types import DEFAULTS, RawRecord
from shaiquan.content.sources import Source
from shaiquan.editing.yaml_file import Splice, UnusualYaml, YamlFile, apply_splices
from shaiquan.editing.yaml_values import write_flow_part, write_record
from shaiquan.model.base import Part
from shaiquan.model.shapes import Path, field_shapes
from shaiquan.model.spellings import spellings_of


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A field (its English name) of the record at an entry path gets a raw value; None: it goes.

    A new field stands behind the first of ``behind`` that the record has, else in the order of
    the model. ``label`` is how it is called there; empty: by its Chinese label.
    """

    entry: Path
    field: str
    value: Any
    behind: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record to add behind the last of the list in which the one at ``like`` stands.

    ``values`` are raw values by English names. With ``copied`` it takes all that the one at
    ``like`` says besides, in its words; None: it lacks the field. ``comments`` stand below it.
    """

    like: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    copied: bool = False
    comments: tuple[str, ...] = ()


Change = FieldEdit | NewRecord


@dataclass(frozen=True, slots=True)
class EditedText:
    """The text of a file after changes, and the comments that stood beside what is gone."""

    text: str
    dropped: tuple[str, ...] = ()


def edit_file(text: str, folder: str, changes: Iterable[Change]) -> EditedText:
    """The text of a sound file of a folder with the changes, and what is lost. Raises
    UnusualYaml."""
    changes = tuple(changes)
    before = RecordFile(text, folder)
    changed = before.edit(changes)
    require_meant((changed,), folder, before.expect(changes))
    return EditedText(changed, tuple(before.file.dropped))


def read_values(text: str, folder: str) -> dict[str, dict[str, Any]]:
    """Id -> values of every record of a file. Raises UnusualYaml where it has mistakes."""
    return {str(raw.values.get("id", "")): dict(raw.values) for raw in _read(text, folder)}


def require_meant(texts: Iterable[str], folder: str, wanted: Mapping[str, Any]) -> None:
    """Raises UnusualYaml unless the texts say what is wanted, id -> values, and nothing else."""
    found: dict[str, Any] = {}
    count = 0
    for text in texts:
        values = read_values(text, folder)
        count += len(values)
        found |= values
    if found != dict(wanted) or count != len(wanted):
        raise UnusualYaml


def _read(text: str, folder: str) -> tuple[RawRecord, ...]:
    file = read_records(Source("edited.yml", folder, text, ""))
    if file.problems:
        raise UnusualYaml
    return file.records


class RecordFile:
    """The records of a text, and the splices that change them."""

    def __init__(self, text: str, folder: str) -> None:
        self.records = {raw.entry: raw for raw in _read(text, folder)}
        self.file, self.folder = YamlFile(text), folder

    def edit(self, changes: Iterable[Change]) -> str:
        """The text with the changes, not yet read again."""
        ordered = sorted(changes, key=self._find_order)
        splices = [splice for change in ordered for splice in self._splice(change)]
        return apply_splices(self.file.text, sorted(splices, key=itemgetter(0, 1)))

    def _find_order(self, change: Change) -> int:
        """What belongs to a field comes before a new field behind it, that before a new record."""
        if isinstance(change, NewRecord):
            return 2
        return change.field not in self._own_fields(change.entry)

    def expect(self, changes: Iterable[Change]) -> dict[str, dict[str, Any]]:
        """Id -> the values that every record is to have; a field that goes leaves its default."""
        wanted = {entry: dict(raw.values) for entry, raw in self.records.items()}
        added: list[dict[str, Any]] = []
        for change in changes:
            if isinstance(change, NewRecord):
                like = self.records[change.like].values
                kept = like if change.copied else self._read_defaults(change.like)
                values = {**kept, **change.values}
                added.append({name: v for name, v in values.items() if v is not None})
            elif change.value is None:
                wanted[change.entry].pop(change.field, None)
            else:
                wanted[change.entry][change.field] = change.value
        return {str(values["id"]): values for values in (*wanted.values(), *added)}

    def _read_defaults(self, like: Path) -> Mapping[str, Any]:
        """What a record in the list of another has without saying it."""
        root = self.file.root
        pairs = root.value if isinstance(root, yaml.MappingNode) else ()
        said = [self.file.words_of(key, value) for key, value in pairs if key.value in DEFAULTS]
        if not said:
            return {}
        (bare,) = _read("\n".join((*said, f"{like[0]}: [{{id: any}}]")), self.folder)
        return {name: value for name, value in bare.values.items() if name != "id"}

    def copy_record(self, new: NewRecord) -> str:
        """The words of a new record, in the order and style of the one that it is like."""
        part, file = self.model_of(new.like), self.file
        node, pairs = file.find(new.like), self._pairs_of(new.like)
        said = []
        for name, (key, value) in pairs.items():
            if name not in new.values:
                said.append(file.words_of(key, value))
            elif (own := new.values[name]) is not None:
                label = file.text[key.start_mark.index : key.end_mark.index]
                said.append(
                    f"{label}: {write_flow_part(part, {name: own})[1:-1].split(': ', 1)[1]}"
                )
        said += [
            write_flow_part(part, {name: value})[1:-1]
            for name, value in new.values.items()
            if value is not None and name not in pairs
        ]
        return file.join_fields(node, said)

    def can_clear(self, entry: Path, name: str) -> bool:
        """Whether a record has no such field once its own line goes: no default says it."""
        root = self.file.root
        pairs = root.value if isinstance(root, yaml.MappingNode) else ()
        names = spellings_of(self.model_of(entry))
        inherited = {
            names.get(field.value)
            for key, value in pairs
            if key.value in DEFAULTS and isinstance(value, yaml.MappingNode)
            for field, _ in value.value
        }
        return name in self._own_fields(entry) and name not in inherited

    def model_of(self, entry: Path) -> type[Part]:
        """The class of the record at an entry path."""
        return self.records[entry].kind.model

    def _pairs_of(self, entry: Path) -> dict[str, tuple[Any, Any]]:
        """Field -> its key and value in the record at an entry path."""
        names = spellings_of(self.model_of(entry))
        pairs = self.file.pairs_of(entry)
        return {names[key.value]: (key, value) for key, value in pairs if key.value in names}

    def _own_fields(self, entry: Path) -> frozenset[str]:
        """The fields that the record itself says, rather than a default."""
        return frozenset(self._pairs_of(entry))

    def _splice(self, change: Change) -> Iterator[Splice]:
        if isinstance(change, NewRecord):
            yield self._add_record(change)
            return
        pairs = self._pairs_of(change.entry)
        part = self.model_of(change.entry)
        shape, old = field_shapes(part)[change.field], self._old_value(change)
        if change.value is None:
            if change.field in pairs:
                yield self.file.remove_pair(change.entry, pairs[change.field][0])
        elif change.field in pairs:
            yield from self.file.replace_value(*pairs[change.field], shape, old, change.value)
        else:
            key, value = pairs[_find_before(change, part, tuple(pairs))]
            node = self.file.find(change.entry)
            label = _call(change, part, key.value)
            new = _omit_defaults(old, change.value)
            yield self.file.add_pair(node, value, shape, label, new)

    def _old_value(self, change: FieldEdit) -> Any:
        return self.records[change.entry].values.get(change.field)

    def _add_record(self, new: NewRecord) -> Splice:
        if not new.like or not isinstance(new.like[-1], int):
            raise UnusualYaml
        part = self.model_of(new.like)
        if new.copied:
            return self.file.add_item(new.like, [self.copy_record(new)])
        values = {name: value for name, value in new.values.items() if value is not None}
        lines = [line[2:] for line in write_record(part, values, "")]
        lines[0] = lines[0].removeprefix("- ")
        return self.file.add_item(new.like, lines, write_flow_part(part, values), new.comments)


def _find_before(change: FieldEdit, part: type[Part], present: tuple[str, ...]) -> str:
    """The field behind which a new one is written."""
    for name in change.behind:
        if name in present:
            return name
    order = list(part.model_fields)
    at = order.index(change.field)
    before = [name for name in present if order.index(name) < at]
    return max(before, key=order.index, default=present[0])


def _call(change: FieldEdit, part: type[Part], beside: str) -> str:
    """How a new field is called: in English where the one beside it is."""
    if beside in part.model_fields:
        return change.field
    return change.label or part.label_of(change.field)


def _omit_defaults(old: Any, new: Any) -> Any:
    """Of a mapping, which adds to what a default says, the keys that differ from it."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {name: value for name, value in new.items() if old.get(name) != value}
    return new
