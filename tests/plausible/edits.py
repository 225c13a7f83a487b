"""Small sensible changes of a content folder: one field or record withheld, withdrawn, renamed.

An edit is one that an editor makes on a day. It may break a rule, such as a declared count;
what it must not do is to bring about a leak where it only withholds, or a fault of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import FOLDERS, find_kind_by_word
from shaiquan.model.shapes import fields_by_key
from tests.canaries.records import Values, find_withholding, list_withholdable

_FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n(.*)", re.DOTALL)
_BASIS = "政府信息公开条例第十六条（内部事务信息）"


@dataclass
class ContentFile:
    """A content file as data; ``body`` is what stands below the front matter."""

    path: Path
    data: Any
    body: str | None = None

    @classmethod
    def read(cls, path: Path) -> ContentFile:
        text = path.read_text("utf-8")
        matter = _FRONT_MATTER.fullmatch(text) if path.suffix == ".md" else None
        data = yaml.load(matter[1] if matter else text, yaml.CBaseLoader)
        return cls(path, data, matter[2] if matter else None)

    def as_text(self) -> str:
        text = yaml.safe_dump(self.data, allow_unicode=True, sort_keys=False, width=10_000)
        return text if self.body is None else f"---\n{text}---\n{self.body}"

    def records(self, folder: str) -> Iterator[tuple[Kind, Values]]:
        """The records of the file, to be changed in place."""
        kinds = FOLDERS[folder]
        sections = [(find_kind_by_word(key, kinds), value) for key, value in _items(self.data)]
        if isinstance(self.data, list):
            sections = [(kinds[0], self.data)]
        elif "编号" in self.data:
            sections = [(kinds[0], [self.data])]
        for kind, rows in sections:
            for row in rows if isinstance(rows, list) else [rows]:
                if kind and isinstance(row, dict) and "编号" in row:
                    yield kind, row


def _items(data: Any) -> list[tuple[str, Any]]:
    return list(data.items()) if isinstance(data, dict) else []


@dataclass(frozen=True)
class PlausibleEdit:
    """What it does, and the new text of a file."""

    words: str
    path: Path
    text: str


def make_edit(rng: Random, content: Path, changes: Sequence[Change] = ()) -> PlausibleEdit | None:
    """A change of one record of the content; None where chance found nothing to change."""
    paths = sorted(
        p for p in content.rglob("*") if p.suffix in (".yml", ".md") and p.parent != content
    )
    path = rng.choice(paths)
    file = ContentFile.read(path)
    records = list(file.records(path.parent.relative_to(content).parts[0]))
    if not records:
        return None
    kind, values = rng.choice(records)
    change = rng.choice(changes or CHANGES)
    words = change(rng, kind, values)
    if not words:
        return None
    name = f"{path.relative_to(content).as_posix()} {values['编号']}：{words}"
    return PlausibleEdit(name, path, file.as_text())


def _withhold_field(rng: Random, kind: Kind, values: Values) -> str:
    """A field of the record, or of a step or another part of it."""
    path, part, fields = rng.choice(list(find_withholding(kind.model, values)))
    labels = list_withholdable(part, fields)
    if not labels:
        return ""
    label = rng.choice(labels)
    fields["不公开字段"] = [*fields.get("不公开字段", []), {"字段": label, "依据": _BASIS}]
    return f"{path} 的 {label} 不公开"


def _narrow_scope(rng: Random, kind: Kind, values: Values) -> str:
    values["公开"] = {
        "范围": (scope := rng.choice(("党内", "本单位", "特定对象", "不公开"))),
        "依据": _BASIS,
    }
    return f"改为 {scope}"


def _delay(rng: Random, kind: Kind, values: Values) -> str:
    key, day = rng.choice((("从", "2026-12-01"), ("至", "2026-11-01")))
    values["公开"] = {"范围": "社会", key: day}
    return f"公开 {key} {day}"


def _make_draft(rng: Random, kind: Kind, values: Values) -> str:
    values["状态"] = "草稿"
    return "改为草稿"


def _withdraw(rng: Random, kind: Kind, values: Values) -> str:
    values |= {"状态": "撤回", "原因": "不再行使", "撤回日期": "2026-10-08"}
    return "撤回"


def _rename(rng: Random, kind: Kind, values: Values) -> str:
    label = rng.choice([label for label in ("名称", "简称") if label in values] or [""])
    if label:
        values[label] += rng.choice(("（试行）", "甲", " 二"))
    return f"{label}改为 {values[label]}" if label else ""


def _remove_field(rng: Random, kind: Kind, values: Values) -> str:
    model = kind.model
    names = {
        label: fields_by_key(model)[label].name for label in values if label in fields_by_key(model)
    }
    optional = [
        label for label, name in names.items() if not model.model_fields[name].is_required()
    ]
    if not optional:
        return ""
    values.pop(label := rng.choice(optional))
    return f"删去 {label}"


def _change_limit(rng: Random, kind: Kind, values: Values) -> str:
    spots = [
        part
        for *_, part in find_withholding(kind.model, values)
        if "时限" in part or "承诺时限" in part
    ]
    if not spots:
        return ""
    part = rng.choice(spots)
    label = "时限" if "时限" in part else "承诺时限"
    part[label] = rng.choice(("2个工作日", "十日内", "当场", "会前3日"))
    return f"{label}改为 {part[label]}"


Change = Callable[[Random, Kind, Values], str]
CHANGES: tuple[Change, ...] = (
    _withhold_field, _withhold_field, _withhold_field, _narrow_scope, _delay, _make_draft, _withdraw,
    _rename, _remove_field, _change_limit,
)  # fmt: skip
