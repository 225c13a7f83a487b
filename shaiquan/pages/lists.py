"""A list page for each section of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shaiquan.catalog import Entry
from shaiquan.model.bodies import Portfolio, Post
from shaiquan.model.procedures import ProcedureSet
from shaiquan.model.rules import Rule
from shaiquan.model.terms import RiskDomain, State
from shaiquan.pages import tables
from shaiquan.pages.charts import Drawing
from shaiquan.pages.frame import SECTIONS, Around
from shaiquan.pages.organisation import organisation
from shaiquan.relations import by_unit, governing, in_order
from shaiquan.release import PublicCatalog
from shaiquan.rendering.present import cell, links, short_links
from shaiquan.rendering.views import (
    Cell,
    Fields,
    Notice,
    Page,
    Row,
    Section,
    Table,
    TableRow,
    plain,
)

Drawings = dict[str, Drawing]
LEADS = {
    "powers": "可以做什么，由谁决定，依据什么，按什么程序。",
    "duties": "每一项权力对应的责任，以及不履行责任的后果。",
    "risks": "权力可能在哪里出问题，怎样防，由谁防。",
    "procedures": "每一步由谁做、多长时间、形成什么文书。流程图与步骤表出自同一份记录。",
    "posts": "谁负责什么。每个领域只有一个岗位分管。",
    "bodies": "行使权力的机构，以及流程中的其他角色。",
    "rules": "本单位的制度全文，以及引用的法律法规。",
    "catalogues": "权力类别和工作领域的目录。",
}


def list_pages(public: PublicCatalog, around: Around, charts: Drawings) -> Iterator[Page]:
    for section, (title, kinds) in SECTIONS.items():
        if any(public.of(kind) for kind in kinds):
            found = tuple(each for each in _BUILDERS[section](public, charts) if each)
            yield Page(
                address=f"/{section}/",
                layout="page.html",
                title=title,
                frame=around.frame,
                sections=found,
                lead=LEADS[section],
                crumbs=around.crumbs(),
                notices=_kept_back(public, kinds),
                section=section,
                description=LEADS[section],
                files=_files(public, kinds),
            )


def _kept_back(public: PublicCatalog, kinds: tuple[str, ...]) -> tuple[Notice, ...]:
    number = sum(public.kept_back.get(kind, 0) for kind in kinds)
    return (Notice("withheld", f"另有 {number} 项依法不予公开。"),) if number else ()


def _files(public: PublicCatalog, kinds: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    first = next(kind for kind in kinds if public.of(kind))
    name = first.replace("_", "-")
    return (("CSV", f"/data/{name}.csv"), ("JSON", f"/data/{name}.json"))


Held = list[Entry]


def _units(public: PublicCatalog, kind: str) -> Iterator[tuple[str, str, Held]]:
    """Of each unit: what goes before a title, what goes behind an id, its records in order.

    On a site of one unit both are empty.
    """
    units = by_unit(public, in_order(public, kind))
    several = len(units) > 1
    for number, (name, held) in enumerate(units.items()):
        yield f"{name} · " if several else "", f"-{number}" if number else "", held


def _powers(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    placed: set[str] = set()
    for prefix, _, categories in _units(public, "category"):
        for entry in categories:
            held = public.linking(entry.id, "power", "category")
            placed |= {each.id for each in held}
            title = f"{prefix}{entry.record.name}（{len(held)} 项）"
            yield tables.powers(public, held, title, entry.id)
    rest = [each for each in public.of("power") if each.id not in placed]
    gone = [each for each in rest if each.record.state is State.WITHDRAWN]
    others = [each for each in rest if each not in gone]
    yield tables.powers(public, others, "其他" if placed else "", "_other")
    yield tables.powers(public, gone, "已撤回", "_withdrawn")


def _duties(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    for prefix, suffix, held in _units(public, "duty"):
        title = f"{prefix}责任事项（{len(held)} 项）" if prefix else ""
        yield tables.duties(public, tuple(held), title, f"_unit{suffix}" if prefix else "")


def _risks(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    for prefix, suffix, risks in _units(public, "risk"):
        for domain in (*RiskDomain, None):
            held = [each for each in risks if getattr(each.record, "domain", None) is domain]
            name = f"{domain.label}（{len(held)} 处）" if domain else "其他"
            id = (domain.value if domain else "other") + suffix
            yield tables.risks(public, held, prefix + name, id)


def _procedures(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    walls = [each for each in charts.values() if each.procedure.wall]
    rest = [each for each in charts.values() if not each.procedure.wall]
    yield tables.procedures(public, walls, "上墙公示的流程图", "wall")
    posted = plain("哪张图贴在哪里、是不是现行的", "/procedures/wall/")
    yield Fields((Row("张贴清单", posted),)) if walls else None
    yield tables.procedures(public, rest, "其他流程" if walls else "", "more")
    sets = tuple(
        TableRow(
            (tables.named(entry), cell(public, group.members), plain(f"{len(group.members)} 张"))
        )
        for entry, group in public.records(ProcedureSet)
    )
    yield Table(("流程集", "流程", "图"), sets, "流程集", "sets") if sets else None


def _posts(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    for prefix, suffix, held in _units(public, "post"):
        rows = tuple(_post(public, each) for each in held)
        columns = ("岗位", "机构", "主管、分管", "负责、联系、协助、协调", "权力", "责任")
        yield Table(columns, rows, f"{prefix}岗位", f"_posts{suffix}")
    yield from areas(public, "领域分工", "_division")


def _post(public: PublicCatalog, entry: Entry) -> TableRow:
    post = entry.record
    assert isinstance(post, Post)
    marks = [word for word, flag in (("正职", post.head), ("空缺", post.vacant)) if flag]
    cells = (
        _beside(tables.named(entry), plain("　".join(marks), tone="mark") if marks else ()),
        tables.field(public, entry, "body"),
        cell(public, post.portfolio.governed()),
        _others(public, post.portfolio),
        plain(str(len(powers_of(public, entry)))),
        plain(str(len(public.linking(entry.id, "duty", "holders")))),
    )
    return TableRow(cells, entry.id)


def _beside(first: Cell, second: Cell) -> Cell:
    return ((*first[0], *second[0]),) if second else first


def _others(public: PublicCatalog, portfolio: Portfolio) -> Cell:
    refs = (
        *portfolio.leads, *portfolio.liaison, *portfolio.assists, *portfolio.coordinates,
    )  # fmt: skip
    return cell(public, tuple(dict.fromkeys(refs)))


def areas(public: PublicCatalog, title: str, id: str) -> Iterator[Table]:
    """领域 by the posts that govern, lead, liaise, assist and coordinate, unit by unit."""
    columns = ("领域", "主管、分管", "负责", "联系", "协助", "协调")
    for prefix, suffix, held in _units(public, "area"):
        rows = tuple(_area(public, entry) for entry in held)
        yield Table(columns, rows, prefix + title, id + suffix)


def _area(public: PublicCatalog, entry: Entry) -> TableRow:
    others = (
        short_links(public.linking_in(entry.id, "post", "portfolio", verb))
        for verb in ("leads", "liaison", "assists", "coordinates")
    )
    return TableRow((tables.named(entry), short_links(governing(public, entry.id)), *others))


def powers_of(public: PublicCatalog, entry: Entry) -> tuple[Entry, ...]:
    """The powers that a post or a body decides, handles or helps with."""
    return public.linking(entry.id, "power", "decider", "handlers", "partners")


def _bodies(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    yield organisation(public)
    columns = ("机构", "类型", "上级", "岗位", "权力")
    for prefix, suffix, held in _units(public, "body"):
        rows = tuple(_body(public, each) for each in held)
        yield Table(columns, rows, f"{prefix}机构", f"_bodies{suffix}")
    roles = tuple(
        TableRow((tables.named(each), links(public.linking(each.id, "procedure", "steps"))))
        for each in public.of("role")
    )
    yield Table(("角色", "参与的流程"), roles, "角色", "roles") if roles else None


def _body(public: PublicCatalog, entry: Entry) -> TableRow:
    cells = (
        tables.named(entry),
        tables.field(public, entry, "type"),
        tables.field(public, entry, "parent"),
        short_links(public.linking(entry.id, "post", "body")),
        plain(str(len(powers_of(public, entry)))),
    )
    return TableRow(cells)


def _rules(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    laws = [entry for entry, rule in public.records(Rule) if rule.outside]
    for prefix, suffix, held in _units(public, "rule"):
        own = [each for each in held if each not in laws]
        yield _titles(public, own, f"{prefix}制度" if prefix else "本单位制度", f"_own{suffix}")
    yield _titles(public, laws, "法律法规", "_laws")


def _titles(public: PublicCatalog, rules: Held, title: str, id: str) -> Table | None:
    names = ("number", "issuer", "effective", "force")
    columns = ("名称", "文号", "制定机关", "施行日期", "效力", "引用")
    rows = tuple(
        TableRow(
            (
                tables.named(entry),
                *(tables.field(public, entry, name) for name in names),
                plain(f"{len(public.back.get(entry.id, ()))} 处"),
            )
        )
        for entry in rules
    )
    return Table(columns, rows, title, id) if rows else None


def _catalogues(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    for prefix, suffix, held in _units(public, "list"):
        rows = tuple(
            TableRow((tables.named(each), plain(f"{len(getattr(each.record, 'entries', ()))} 项")))
            for each in held
        )
        yield Table(("清单", "条目"), rows, f"{prefix}清单", f"_lists{suffix}")
    for prefix, suffix, held in _units(public, "category"):
        rows = tuple(
            TableRow((tables.named(each), plain(f"{_number(public, each)} 项"))) for each in held
        )
        yield Table(("权力类别", "权力事项"), rows, f"{prefix}权力类别", f"_categories{suffix}")
    yield from areas(public, "领域", "_areas")


def _number(public: PublicCatalog, category: Entry) -> int:
    return len(public.linking(category.id, "power", "category"))


_BUILDERS: dict[str, Callable[[PublicCatalog, Drawings], Iterator[Section | None]]] = {
    "powers": _powers,
    "duties": _duties,
    "risks": _risks,
    "procedures": _procedures,
    "posts": _posts,
    "bodies": _bodies,
    "rules": _rules,
    "catalogues": _catalogues,
}
