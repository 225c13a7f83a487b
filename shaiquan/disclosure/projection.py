"""A record without what must not be shown: withheld fields, mentions of what is not public."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from shaiquan.content.catalog import Entry, Mention
from shaiquan.model.base import Citation, Part, Ref, Withholding
from shaiquan.model.common import Record
from shaiquan.model.procedures import Procedure, Step, list_steps
from shaiquan.model.shapes import Path, fields_containing
from shaiquan.model.terms import State
from shaiquan.procedures.graph import graph_of

P = TypeVar("P", bound=Part)

#: printed in place of a withheld mandatory field (政府信息公开条例第三十七条)
WITHHELD = "依法不予公开"
HIDDEN = Ref("", "", WITHHELD)

#: all that a withdrawn record still says
_OF_WITHDRAWN = frozenset(
    ("id", "name", "unit", "state", "reason", "withdrawn", "disclosure", "review")
)
#: blank, not 依法不予公开, in a withdrawn record
_EMPTY: dict[Any, Any] = {HIDDEN: Ref("", ""), WITHHELD: ""}
_ACTS = ("start", "step", "decision", "subprocess", "end")
_DROPPED: Any = object()


@dataclass(frozen=True)
class Released:
    """The ids of all records that are shown; of those whose name or short name is withheld, what
    a reference to them says instead of the text that was written."""

    ids: frozenset[str]
    labels: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Mapping[str, Entry], ids: frozenset[str]) -> Released:
        """Those of ``entries`` that have one of ``ids``."""
        records = ((id, entries[id].record) for id in ids)
        return cls(ids, {id: _make_label(r) for id, r in records if _hides_name(r)})

    def shows_as_written(self, id: str) -> bool:
        """Whether a reference to the record may say what was written."""
        return id in self.ids and id not in self.labels


def _hides_name(record: Record) -> bool:
    return bool(record.state is State.WITHDRAWN and record.short) or bool(
        record.withheld and {"name", "short"} & record.withheld_fields.keys()
    )


def _make_label(record: Record) -> str:
    """What may be said of a record's two names."""
    withheld = record.withheld_fields
    if record.short and "short" not in withheld and record.state is not State.WITHDRAWN:
        return record.short
    return WITHHELD if "name" in withheld else record.name


def project_entry(entry: Entry, released: Released) -> tuple[Entry, dict[Path, str]]:
    """The entry as it may be shown, and its withheld fields with their basis."""
    withheld: dict[Path, str] = {}
    record = entry.record
    if is_public_as_is(record, entry.mentions, released):
        return entry, withheld
    if record.state is State.WITHDRAWN:
        record = _clear_withdrawn(record)
    elif isinstance(record, Procedure) and _hides_acts(record, released):
        record = _replace_targets(record)
    public = project_part(record, released, (), withheld)
    return Entry(entry.kind, public, entry.path, entry.entry), withheld


def is_public_as_is(record: Record, links: Iterable[Mention], released: Released) -> bool:
    """Whether nothing at all has to be left out, as of most records."""
    if record.state is State.WITHDRAWN or _withholds(record):
        return False
    return all(released.shows_as_written(link.target) for link in links)


def _withholds(part: Part) -> bool:
    """Whether a part, or a part in it, has fields that are withheld."""
    if isinstance(part, Withholding) and part.withheld:
        return True
    values = part.__dict__
    return any(_value_withholds(values[n]) for n in _list_withholding(type(part)) if values[n])


def _value_withholds(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(_value_withholds(item) for item in value)
    return isinstance(value, Part) and _withholds(value)


@functools.cache
def _list_withholding(part: type[Part]) -> tuple[str, ...]:
    """The fields of a part in which others with withheld fields may stand."""
    return tuple(name for name, _ in fields_containing(part, (Withholding,)))


def _clear_withdrawn(record: Record) -> Record:
    """A withdrawn record without its matter (行政处罚法第四十八条)."""
    blank = {name: _make_blank(type(record), name) for name in type(record).model_fields}
    values = {n: _EMPTY.get(v, v) if isinstance(v, Ref | str) else v for n, v in blank.items()}
    stays = _OF_WITHDRAWN | record.stub_fields
    return record.model_copy(update={n: v for n, v in values.items() if n not in stays})


@functools.cache
def _make_blank(part: type[Part], name: str) -> Any:
    """The value of a field that says nothing: its default, or 依法不予公开 if mandatory."""
    field = part.model_fields[name]
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    type_ = field.annotation
    if type_ is Ref:
        return HIDDEN
    return WITHHELD if type_ is str else () if "tuple" in str(type_) else None


def project_part(part: P, released: Released, path: Path, withheld: dict[Path, str]) -> P:
    """A part without withheld fields and without mentions of what is not ``released``.

    The withheld fields, with their basis, are added to ``withheld``.
    """
    changed = _blank_withheld(part, path, withheld)
    for name in _list_projected(type(part)):
        value = getattr(part, name)
        if name not in changed and value:
            public = _project_value(value, released, (*path, name), withheld)
            if name in part.whole_lists and public is not value:
                shown = (_project_value(item, released, path, withheld) for item in value)
                public = tuple(HIDDEN if item is _DROPPED else item for item in shown)
            if public is _DROPPED:
                blank = _make_blank(type(part), name)
                changed[name] = HIDDEN if blank is None and isinstance(value, Ref) else blank
            elif public is not value:
                changed[name] = public
    return part.model_copy(update=changed) if changed else part


def _blank_withheld(part: Part, path: Path, withheld: dict[Path, str]) -> dict[str, Any]:
    """The values that the withheld fields of a part get."""
    blank: dict[str, Any] = {}
    if not isinstance(part, Withholding):
        return blank
    for name, basis in part.withheld_fields.items():
        blank[name] = _make_blank(type(part), name)
        if name in _ACTS and isinstance(part, Step) and part.act:
            blank[name] = HIDDEN if name == "subprocess" else WITHHELD
        withheld[(*path, name)] = basis
    if isinstance(part, Record) and "extras" not in blank and (hidden := part.withheld_extras):
        blank["extras"] = {**part.extras, **dict.fromkeys(hidden, WITHHELD)}
        withheld |= {(*path, "extras", name): basis for name, basis in hidden.items()}
    return blank


@functools.cache
def _list_projected(part: type[Part]) -> tuple[str, ...]:
    """The fields of a part in which something may have to be left out."""
    return tuple(name for name, _ in fields_containing(part, (Ref, Citation, Withholding)))


def _project_value(value: Any, released: Released, path: Path, withheld: dict[Path, str]) -> Any:
    if isinstance(value, Ref):
        return _project_ref(value, released)
    if isinstance(value, Citation):
        rule = _project_ref(value.rule, released)
        if rule is value.rule or rule is _DROPPED:
            return value if rule is value.rule else _DROPPED
        return Citation(rule, value.article, value.tail)  # a quote may say what is withheld
    if isinstance(value, Part):
        return project_part(value, released, path, withheld)
    if isinstance(value, tuple):
        items = [_project_value(v, released, (*path, i), withheld) for i, v in enumerate(value)]
        if all(new is old for new, old in zip(items, value, strict=True)):
            return value
        return tuple(item for item in items if item is not _DROPPED)
    if isinstance(value, dict):
        return {k: _project_value(v, released, (*path, k), withheld) for k, v in value.items()}
    return value


def _project_ref(ref: Ref, released: Released) -> Any:
    """The reference as it may be shown; nothing of a record that is not."""
    if not ref.id or released.shows_as_written(ref.id):
        return ref
    return Ref(ref.kind, ref.id, released.labels[ref.id]) if ref.id in released.ids else _DROPPED


def _hides_acts(procedure: Procedure, released: Released) -> bool:
    """Whether an act is withheld, or the name of a procedure that a step calls: branches that
    lead there name it too."""
    return any(
        not step.withheld_fields.keys().isdisjoint(_ACTS)
        or (step.subprocess and not released.shows_as_written(step.subprocess.id))
        for step in list_steps(procedure.steps)
    )


def _replace_targets(procedure: Procedure) -> Procedure:
    """Targets by id instead of by act, so that a withheld act leaves no trace in a branch."""
    graph = graph_of(procedure)
    ids = {node.path: node.id for node in graph.nodes if node.step}
    targets = {(jump.source, jump.label): jump.target for jump in graph.jumps}
    holders = dict(graph.contained)

    def replace_in_steps(steps: tuple[Step, ...], path: Path) -> tuple[Step, ...]:
        return tuple(replace_in_step(step, (*path, index)) for index, step in enumerate(steps))

    def replace_in_step(step: Step, path: Path) -> Step:
        if step.parallel:
            branches = tuple(
                replace_in_steps(branch, (*path, "parallel", index))
                for index, branch in enumerate(step.parallel)
            )
            return step.model_copy(update={"parallel": branches})
        id = ids[path]
        named = {label: targets.get((id, label), to) for label, to in step.branches.items()}
        jump = targets.get((id, ""), "") if step.next else ""
        changed: dict[str, Any] = {
            "anchor": id,
            "branches": named,
            "next": jump,
            "within": holders.get(id, ""),
        }
        if step.side and step.side.within:
            beside = holders.get(ids[(*path, "side")], "")
            changed["side"] = step.side.model_copy(update={"within": beside})
        return step.model_copy(update=changed)

    return procedure.model_copy(update={"steps": replace_in_steps(procedure.steps, ("steps",))})
