"""A mistake in a descriptor stops the import, with the names of the kind and of the part."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import pytest

import shaiquan
from shaiquan.kinds.descriptor import (
    BackLink,
    Beside,
    Column,
    Count,
    Dated,
    Kind,
    KindError,
    ListPlace,
    Said,
    Section,
)
from shaiquan.kinds.overviews import OVERVIEWS
from shaiquan.kinds.page_parts import BackLinks, Particulars
from shaiquan.kinds.registry import (
    KINDS,
    check_functions,
    check_kinds,
    check_overviews,
    require_index,
)
from shaiquan.model.adoption import AdoptableRecord
from shaiquan.model.base import Ref, RefKinds, define_field
from shaiquan.model.bodies import Area
from shaiquan.model.common import Record
from shaiquan.model.topics import Topic

SECTION = Section(name="visits", title="走访", lead="", order=1)


class Visit(Record):
    """A record that refers to a kind that nobody describes."""

    visitor: Annotated[Ref, RefKinds("visitor")] = define_field("访客", "谁去的")


class Visits(Record):
    """A record with a list that YAML would not be read into."""

    heard: list[str] = define_field("意见", "听到的意见", [])


def make_kind(**parts: Any) -> Kind:
    usual: dict[str, Any] = {"name": "visit", "label": "走访", "model": Area, "order": 1}
    return Kind(**(usual | parts))


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ({"label": ""}, "no label"),
        ({"beside": Beside("visitor", "heard", "at")}, "beside: no other kind 'visitor'"),
        ({"beside": Beside("role", "name", "at")}, "beside: Area has no name.at"),
        (
            {"model": Topic, "beside": Beside("meeting", "deliberations", "order")},
            "beside: Deliberation.order never names one",
        ),
        ({"name": ""}, "name: small letters and _ are expected"),
        ({"columns": Column("name")}, "columns: a tuple is expected"),
        ({"order": "75"}, "order: a whole number is expected"),
        ({"label": "声明"}, "label: '声明' is a key of site.yml"),
        ({"model": str}, "model: <class 'str'> is no class of records"),
        ({"section": SECTION}, "no columns, and its records stand in a list"),
        ({"section": SECTION, "columns": (Column("id"),)}, "lead: no column 'name'"),
        ({"index": ("order",)}, "index: Area has no field 'order'"),
        ({"page": (Particulars(("heard",)),)}, "page: leave_out: Area has no field 'heard'"),
        ({"counts": (Count("走访", "code"),)}, "counts: the index has no field 'code'"),
        ({"summary": (Said("opened", "{}"),)}, "summary: Area has no field 'opened'"),
        ({"dates": (Dated("opened", "开放"),)}, "dates: Area has no field 'opened'"),
        (
            {"section": SECTION, "columns": (Column("name"),), "card_remark": "走访"},
            "card_remark: 'mechanism' is not in the index",
        ),
        ({"model": Visits}, "model: list[str]: a field is a value, a tuple, a dict or a part"),
        ({"home_figure": "走访"}, "home_figure: it leads to a list, and the kind has no section"),
        (
            {"model": Visit},
            "model: visitor refers to the kind 'visitor', which does not exist",
        ),
        (
            {
                "columns": (Column("name"),),
                "back_links": (BackLink(on="body", fields=("unit",), title="{n}", anchor=""),),
            },
            "back_links on 'body': title: nothing fills {n}",
        ),
        (
            {
                "section": Section(name="matrix", title="走访", lead="", order=1),
                "columns": (Column("name"),),
            },
            "section: /matrix/ is the address of another page",
        ),
        (
            {
                "section": Section(name="../x", title="走访", lead="", order=1),
                "columns": (Column("name"),),
            },
            "section: name: small letters and _ are expected",
        ),
        (
            {
                "section": Section(name="data", title="走访", lead="", order=1),
                "columns": (Column("name"),),
            },
            "section: /data/ is the address of another page",
        ),
        (
            {
                "section": Section(name="visits", title="走访", lead="", order=1, files="visitor"),
                "columns": (Column("name"),),
            },
            "section: files: no kind 'visitor'",
        ),
        (
            {"back_links": (BackLink(on="power", fields=("powers",), title="", anchor=""),)},
            "back_links on 'power': Area has no field 'powers'",
        ),
        (
            {"back_links": (BackLink(on="body", fields=("review.by",), title="", anchor=""),)},
            "back_links on 'body': Area.review.by never names one",
        ),
        (
            {"back_links": (BackLink(on="body", fields=("review.whom",), title="", anchor=""),)},
            "back_links on 'body': Area has no field 'review.whom'",
        ),
        (
            {"back_links": (BackLink(on="body", fields=("unit",), title="", anchor=""),)},
            "back_links on 'body': no columns",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_descriptor_without_a_part_is_refused(parts: dict[str, Any], wanted: str) -> None:
    with pytest.raises(KindError) as fault:
        check_kinds((*KINDS, make_kind(**({"order": 999} | parts))))
    assert str(fault.value) == f"kind {parts.get('name', 'visit')!r}: {wanted}"


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ({"name": "power"}, "another kind is called 'power'"),
        ({"label": "权力事项"}, "another kind is called '权力事项'"),
        ({"page": (BackLinks(("visitor",)),)}, "page: no kind 'visitor'"),
        (
            {"lists": (ListPlace(section="visitors"),), "columns": (Column("name"),)},
            "lists: no section 'visitors'",
        ),
        (
            {
                "section": Section(name="powers", title="别的", lead="", order=1),
                "columns": (Column("name"),),
            },
            "another section 'powers' exists",
        ),
        ({"order": 50}, "order: another kind has 50"),
        (
            {
                "section": Section(name="visits", title="走访", lead="", order=10),
                "columns": (Column("name"),),
            },
            "section: order: another section has 10",
        ),
        (
            {
                "columns": (Column("name"),),
                "back_links": (BackLink(on="body", fields=("unit",), title="", anchor="posts"),),
            },
            "back_links on 'body': another kind has the anchor 'posts'",
        ),
        (
            {
                "columns": (Column("name"),),
                "back_links": (BackLink(on="power", fields=("unit",), title="", anchor="x"),),
            },
            "back_links on 'power': Area.unit never names one",
        ),
        (
            {
                "columns": (Column("name"),),
                "back_links": (BackLink(on="visitor", fields=("unit",), title="", anchor=""),),
            },
            "back_links: no kind 'visitor'",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_descriptor_that_contradicts_the_others_is_refused(
    parts: dict[str, Any], wanted: str
) -> None:
    with pytest.raises(KindError, match=r"^kind '(visit|power|post)': ") as fault:
        check_kinds((*KINDS, make_kind(**({"order": 999} | parts))))
    assert str(fault.value).endswith(wanted)


def test_a_name_for_which_there_is_no_function_is_refused() -> None:
    with pytest.raises(KindError) as fault:
        check_functions("column", [(make_kind(), "hears")], {"visits"})
    assert str(fault.value) == "kind 'visit': column 'hears': nothing makes it"


def test_a_function_that_no_descriptor_names_is_refused() -> None:
    named = [(make_kind(), "visits"), (make_kind(), "visits")]
    check_functions("column", named, {"visits"})
    with pytest.raises(KindError) as fault:
        check_functions("column", named, ["visits", "hears"])
    assert str(fault.value) == "column 'hears': no descriptor asks for it"


def test_every_class_of_records_has_a_descriptor() -> None:
    described = {kind.model for kind in KINDS}
    models = {*Record.__subclasses__(), *AdoptableRecord.__subclasses__()} - {AdoptableRecord}
    assert {model for model in models if "tests" not in model.__module__} == described


def test_a_page_of_the_whole_without_an_outline_is_refused() -> None:
    names = [overview.page.name for overview in OVERVIEWS]
    check_overviews(names)
    with pytest.raises(KindError, match=r"^overview 'matrix': no outline"):
        check_overviews(name for name in names if name != "matrix")
    with pytest.raises(KindError, match=r"^outline 'attendance': no overview has it"):
        check_overviews((*names, "attendance"))


def test_a_field_that_lists_read_and_the_index_lacks_is_refused() -> None:
    with pytest.raises(KindError, match="kind 'power': index: 'limits' is missing"):
        require_index("power", "number", "limits")


def test_every_module_says_which_fields_of_an_index_it_reads() -> None:
    package = Path(shaiquan.__file__).parent
    for path in package.rglob("*.py"):
        text = path.read_text("utf-8")
        said = {*re.findall(r'"(\w+)"', "".join(re.findall(r"^require_index\(.*\)$", text, re.M)))}
        said |= {"mechanism"}  # of whatever kind has a card_remark, as descriptors are checked for
        assert {*re.findall(r'\.index\["(\w+)"\]', text)} <= said, path
