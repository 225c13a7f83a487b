"""A list page for each section of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shaiquan.catalog import Entry
from shaiquan.model.bodies import Area, Category, Portfolio, Post
from shaiquan.model.procedures import ProcedureSet
from shaiquan.model.rules import Rule
from shaiquan.model.terms import RiskDomain, State
from shaiquan.pages import tables
from shaiquan.pages.charts import Drawing
from shaiquan.pages.frame import SECTIONS, Around
from shaiquan.relations import governors, in_order
from shaiquan.release import PublicCatalog
from shaiquan.rendering.present import cell, links, short_links
from shaiquan.rendering.views import Cell, Notice, Page, Section, Table, TableRow, plain

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


def _powers(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    placed: set[str] = set()
    for entry in in_order(public, "category"):
        held = public.linking(entry.id, "power", "category")
        placed |= {each.id for each in held}
        yield tables.powers(public, held, f"{entry.record.name}（{len(held)} 项）", entry.id)
    rest = [each for each in public.of("power") if each.id not in placed]
    gone = [each for each in rest if each.record.state is State.WITHDRAWN]
    others = [each for each in rest if each not in gone]
    yield tables.powers(public, others, "其他" if placed else "", "_other")
    yield tables.powers(public, gone, "已撤回", "_withdrawn")


def _duties(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    yield tables.duties(public, public.of("duty"), "")


def _risks(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    risks = public.of("risk")
    for domain in (*RiskDomain, None):
        held = [each for each in risks if getattr(each.record, "domain", None) is domain]
        name = f"{domain.label}（{len(held)} 处）" if domain else "其他"
        yield tables.risks(public, held, name, domain.value if domain else "other")


def _procedures(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    walls = [each for each in charts.values() if each.procedure.wall]
    rest = [each for each in charts.values() if not each.procedure.wall]
    yield tables.procedures(public, walls, "上墙公示的流程图", "wall")
    yield tables.procedures(public, rest, "其他流程" if walls else "", "more")
    sets = tuple(
        TableRow(
            (tables.named(entry), cell(public, group.members), plain(f"{len(group.members)} 张"))
        )
        for entry, group in public.records(ProcedureSet)
    )
    yield Table(("流程集", "流程", "图"), sets, "流程集", "sets") if sets else None


def _posts(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    rows = []
    for entry in in_order(public, "post"):
        assert isinstance(entry.record, Post)
        mark = plain("正职", tone="mark") if entry.record.head else ()
        rows.append(
            TableRow(
                (
                    _beside(tables.named(entry), mark),
                    tables.field(public, entry, "body"),
                    cell(public, entry.record.portfolio.governed()),
                    _others(public, entry.record.portfolio),
                    plain(str(len(powers_of(public, entry)))),
                    plain(str(len(public.linking(entry.id, "duty", "holders")))),
                ),
                entry.id,
            )
        )
    columns = ("岗位", "机构", "主管、分管", "负责、联系、协助、协调", "权力", "责任")
    yield Table(columns, tuple(rows), "岗位", "_posts") if rows else None
    yield areas(public, "领域分工", "_division")


def _beside(first: Cell, second: Cell) -> Cell:
    return ((*first[0], *second[0]),) if second else first


def _others(public: PublicCatalog, portfolio: Portfolio) -> Cell:
    refs = (
        *portfolio.leads, *portfolio.liaison, *portfolio.assists, *portfolio.coordinates,
    )  # fmt: skip
    return cell(public, tuple(dict.fromkeys(refs)))


def areas(public: PublicCatalog, title: str, id: str) -> Table | None:
    """领域 by the posts that govern, lead, liaise, assist and coordinate."""
    owners = governors(public)
    rows = []
    for entry, _ in public.records(Area):
        others = (
            short_links(public.linking_in(entry.id, "post", "portfolio", verb))
            for verb in ("leads", "liaison", "assists", "coordinates")
        )
        governing = short_links(owners.get(entry.id, ()))
        rows.append(TableRow((tables.named(entry), governing, *others)))
    columns = ("领域", "主管、分管", "负责", "联系", "协助", "协调")
    return Table(columns, tuple(rows), title, id) if rows else None


def powers_of(public: PublicCatalog, entry: Entry) -> tuple[Entry, ...]:
    """The powers that a post or a body decides, handles or helps with."""
    return public.linking(entry.id, "power", "decider", "handlers", "partners")


def _bodies(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    rows = tuple(
        TableRow(
            (
                tables.named(entry),
                tables.field(public, entry, "type"),
                tables.field(public, entry, "parent"),
                short_links(public.linking(entry.id, "post", "body")),
                plain(str(len(powers_of(public, entry)))),
            )
        )
        for entry in public.of("body")
    )
    columns = ("机构", "类型", "上级", "岗位", "权力")
    yield Table(columns, rows, "机构", "bodies") if rows else None
    roles = tuple(
        TableRow((tables.named(each), links(public.linking(each.id, "procedure", "steps"))))
        for each in public.of("role")
    )
    yield Table(("角色", "参与的流程"), roles, "角色", "roles") if roles else None


def _rules(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    own = [entry for entry, rule in public.records(Rule) if not rule.outside]
    laws = [entry for entry, rule in public.records(Rule) if rule.outside]
    names = ("number", "issuer", "effective", "force")
    columns = ("名称", "文号", "制定机关", "施行日期", "效力", "引用")
    for entries, title, id in ((own, "本单位制度", "own"), (laws, "法律法规", "laws")):
        rows = tuple(
            TableRow(
                (
                    tables.named(entry),
                    *(tables.field(public, entry, name) for name in names),
                    plain(f"{len(public.back.get(entry.id, ()))} 处"),
                )
            )
            for entry in entries
        )
        yield Table(columns, rows, title, id) if rows else None


def _catalogues(public: PublicCatalog, charts: Drawings) -> Iterator[Section | None]:
    rows = []
    for entry in in_order(public, "category"):
        assert isinstance(entry.record, Category)
        count = len(public.linking(entry.id, "power", "category"))
        rows.append(TableRow((tables.named(entry), plain(f"{count} 项"))))
    yield Table(("权力类别", "权力事项"), tuple(rows), "权力类别", "categories") if rows else None
    yield areas(public, "领域", "areas")


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
