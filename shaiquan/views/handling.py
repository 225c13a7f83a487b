"""How an item is handled, as those who apply need it: 条件, 材料, 收费, 时限, 结果, 救济."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.page_parts import AS_MAIN_ITEM_TITLE, HANDLING_TITLE
from shaiquan.model.base import Part
from shaiquan.model.handling import Fee, Material, Remedy, Result
from shaiquan.model.powers import BASES, HANDLING, Power
from shaiquan.views.cells import field_cell, join_lines, make_cell
from shaiquan.views.values import Cell, Fields, Inline, Line, Row


def show_handling(public: PublicCatalog, entry: Entry) -> Fields | None:
    """A row for each of the fields that says something, or that it is withheld."""
    rows = tuple(Row(label, cell) for label, cell in _list_rows(public, entry, HANDLING).items())
    return Fields(rows, HANDLING_TITLE, "handling") if rows else None


def show_main_handling(public: PublicCatalog, entry: Entry) -> Fields | None:
    """Of a sub item what only its main item says: on what both rest, and how they are handled."""
    assert isinstance(entry.record, Power)
    ref = entry.record.main_item
    main = public.entries.get(ref.id) if ref else None
    if main is None:
        return None
    names = (*BASES, *HANDLING)
    own = _list_rows(public, entry, names)
    rows = [Row(k, cell) for k, cell in _list_rows(public, main, names).items() if k not in own]
    return Fields(tuple(rows), AS_MAIN_ITEM_TITLE, "as-main-item") if rows else None


def _list_rows(public: PublicCatalog, entry: Entry, names: Iterable[str]) -> dict[str, Cell]:
    """Label -> cell of the fields of a power that say something."""
    power = entry.record
    assert isinstance(power, Power)
    withheld = public.withheld.get(entry.id, {})
    rows: dict[str, Cell] = {}
    for name in names:
        make_line = None if (name,) in withheld else _LINES.get(name)
        if make_line:
            cell: Cell = tuple(make_line(public, part) for part in getattr(power, name))
        else:
            cell = field_cell(public, entry, name)
        if cell:
            rows[Power.label_of(name)] = cell
    return rows


def name_materials(public: PublicCatalog, entry: Entry) -> Cell:
    """What is handed in, without forms and notes; or that it is withheld."""
    power = entry.record
    if ("materials",) in public.withheld.get(entry.id, {}) or not isinstance(power, Power):
        return field_cell(public, entry, "materials")
    return tuple((_name_material(material),) for material in power.materials)


def _name_material(material: Material) -> Inline:
    """身份证（复印件，2份）."""
    copies = f"{material.copies}份" if material.copies else ""
    return Inline(_add_in_brackets(material.name, material.form, copies))


def _show_material(public: PublicCatalog, material: Material) -> Line:
    """身份证（复印件，2份）；表格：申请表.docx；未成年人由监护人代交."""
    return (
        _name_material(material),
        *_add_fields(public, material, "blank_form", "example", "note"),
    )


def _show_fee(public: PublicCatalog, fee: Fee) -> Line:
    return (Inline(fee.rate), *_add_fields(public, fee, "note", "basis"))


def _show_result(public: PublicCatalog, result: Result) -> Line:
    valid = f"{Result.label_of('valid')}{result.valid}" if result.valid else ""
    name = _add_in_brackets(result.name, valid)
    return (Inline(name), *_add_fields(public, result, "example"))


def _show_remedy(public: PublicCatalog, remedy: Remedy) -> Line:
    """行政复议：60日以内，向示例县人民政府提出；依据：《行政复议法》第二十条."""
    where = f"向{remedy.body}提出" if remedy.body else ""
    limit = remedy.limit
    is_plain = limit and limit.unit and not limit.text  # unlike 自知道之日起60日内
    within = f"{limit}以内" if is_plain else str(limit or "")
    words = "，".join(filter(None, (within, where)))
    label = f"{remedy.form.label}：{words}" if words else remedy.form.label
    return (Inline(label), *_add_fields(public, remedy, "basis"))


def _add_in_brackets(name: str, *details: str) -> str:
    said = "，".join(filter(None, details))
    return f"{name}（{said}）" if said else name


def _add_fields(public: PublicCatalog, part: Part, *names: str) -> Line:
    """Fields of a part behind a semicolon, with their labels; a note speaks for itself."""
    runs: list[Inline] = []
    for name in names:
        if cell := make_cell(public, getattr(part, name)):
            label = "" if name == "note" else f"{part.label_of(name)}："
            runs += (Inline(f"；{label}"), *join_lines(cell))
    return tuple(runs)


#: field -> how one of its parts is said in a line
_LINES: Mapping[str, Callable[[PublicCatalog, Any], Line]] = {
    "materials": _show_material,
    "fees": _show_fee,
    "results": _show_result,
    "remedies": _show_remedy,
}
