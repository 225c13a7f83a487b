"""Imports go one way: a module knows only what stands before it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import shaiquan

PACKAGE = Path(shaiquan.__file__).parent

#: the stages in order; a module may import what stands before it, and its own stage's modules
#: that stand before it in the list of that stage
ORDER = [
    "scanning", "problems", "codes", "executors.interface", "executors.local", "executors.cores",
    "executors.job", "executors.processes", "executors.versions", "executors.cluster",
    "executors.choosing", "layouts", "prints.marks", "model.packing", "model.numerals", "model.scalars",
    "model.money", "model.terms", "model.articles", "model.base", "model.common", "model.bodies",
    "model.powers",
    "model.lists", "model.procedures", "model.ledger", "model.rules", "model.channels",
    "model.site", "model.kinds", "model.shapes", "model.references", "model.words", "reading.sources",
    "reading.yamltext", "reading.walk", "reading.records", "reading.names", "reading.places",
    "reading.validate", "heads", "catalog", "relations", "counting", "identity", "procedures.edges", "procedures.graph",
    "procedures.timing", "procedures.durations", "charts.fonts", "charts.measuring",
    "charts.typography", "lanes.model", "charts.plan", "charts.diagrams", "charts.flowchart",
    "rendering.outputs", "rendering.views", "rendering.blocks", "rendering.markup",
    "rendering.urls", "rendering.cells", "rendering.here", "rendering.templates",
    "rendering.search", "checks.registry", "checks.drawn", "checks.declared", "checks.powers",
    "checks.posts", "checks.whole", "checks.lists", "checks.offices", "checks.rules",
    "checks.plain", "checks.risks", "checks.ledger", "checks.steps", "checks.gates",
    "checks.stages", "checks.money", "checks.times", "checks.disclosure", "checks.texts",
    "checks.addresses", "checks.faults", "checks.glyphs", "checks", "loading", "secrets", "veils", "release",
    "rendering.present", "lanes.shapes", "charts.outlines", "charts.setting", "lanes.ranks",
    "lanes.plan", "lanes.table", "lanes.conditions", "lanes.settling", "lanes.waste",
    "lanes.placing", "lanes.grid", "lanes.traffic", "lanes.search", "lanes.sides",
    "lanes.routing", "lanes.runs", "lanes.tracks", "lanes.ports", "lanes.sizes", "lanes.labels",
    "lanes.channels", "lanes.sizing", "lanes.layout", "charts.drawing", "prints.press",
    "rendering.make", "data", "prints.papers", "pages.frame", "pages.charts", "prints.matter",
    "prints.standing", "prints.differences", "prints.walls", "prints.ledger", "pages.paging",
    "pages.plan", "pages.tables", "charts.organisation", "pages.organisation", "pages.rows",
    "pages.walls", "pages.sheets", "pages.work", "pages.lists", "pages.whole", "pages.parts",
    "pages.actors", "pages.records", "pages.home", "pages.about", "pages.matrix", "pages.division", "prints.views", "prints.blocks",
    "prints.elements", "prints.prose", "prints.terms", "prints.holdings", "prints.citing",
    "prints.pictures", "prints.cutting", "prints.figures", "prints.leaves", "prints.compilation",
    "prints.functions", "prints.powertable", "prints.positions", "prints.booklets", "pages.site",
    "prints.wording", "prints.fitting", "prints.sheets", "prints.cards", "prints.tiles",
    "prints.jobs", "prints.listing", "prints.sizing", "exchanging", "writing", "building.options", "building.actions", "building.watching", "building.snapshots",
    "building.salts", "building.store", "building.memory", "building.unchanged", "building.workshop", "building.makers",
    "building.engine", "building.planning", "building.aside", "building.output", "building.shelf", "building.unfit", "building.patching", "building.content",
    "building.making", "builder", "examining", "console", "serve",
    "starting.questions", "starting.asking", "starting.content", "starting.command", "cli",
    "__main__", "reference",
]  # fmt: skip

#: modules that read, write, draw or listen; all others are pure
EDGES = {
    "scanning", "exchanging", "building.options", "building.aside", "building.salts", "building.store",
    "building.unchanged", "examining",
    "reading.sources", "charts.fonts", "charts.diagrams", "rendering.here", "rendering.templates", "rendering.make", "writing", "builder",
    "console", "serve", "cli", "__main__", "reference", "loading",
    "starting.asking", "starting.content", "starting.command", "prints.ledger", "prints.press", "prints.jobs",
    "executors.cores", "executors.job", "executors.processes", "executors.versions",
    "executors.cluster", "layouts",
}  # fmt: skip
OUTSIDE = {
    "os", "subprocess", "tempfile", "shutil", "socket", "livereload", "filelock", "ctypes",
    "signal", "threading", "multiprocessing", "distributed",
}  # fmt: skip


def modules() -> dict[str, Path]:
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name and not (parts[-1] == "__init__" and path.read_text().count("\n") <= 1):
            found[name] = path
    return found


def imported(path: Path) -> set[str]:
    """Modules that a file imports, ours without the package's name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            inner = {name for name in names if name.removeprefix("shaiquan.") in ORDER}
            found |= names if inner == names else {node.module or "", *names}
    return found


def test_every_module_has_its_place() -> None:
    assert sorted(modules()) == sorted(ORDER)


def test_no_module_imports_what_stands_after_it() -> None:
    place = {name: number for number, name in enumerate(ORDER)}
    wrong = []
    for name, path in modules().items():
        for other in imported(path):
            target = other.removeprefix("shaiquan.")
            later = target in place and place[target] >= place[name] and target != name
            if other.startswith("shaiquan.") and later:
                wrong.append(f"{name} imports {target}")
    assert wrong == []


def test_files_processes_and_the_network_stay_at_the_edges() -> None:
    for name, path in modules().items():
        if name not in EDGES:
            assert not imported(path) & OUTSIDE, f"{name} is no edge"


def test_what_comes_after_the_release_never_sees_the_full_catalog() -> None:
    for name, path in modules().items():
        if name.split(".")[0] in ("pages", "data") or name in (
            "rendering.present",
            "rendering.make",
        ):
            assert "shaiquan.content.catalog.Catalog" not in imported(path), name
            assert "shaiquan.content.loading" not in imported(path), name


def test_modules_and_functions_stay_small() -> None:
    lengths = []
    for name, path in modules().items():
        text = path.read_text("utf-8")
        if name != "codes":  # a table of words
            assert text.count("\n") <= 320, f"{name} is too long"
        lengths += [
            (node.end_lineno or 0) - node.lineno + 1
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef)
        ]
    lengths.sort()
    assert lengths[int(len(lengths) * 0.9)] <= 25
    assert sum(length > 40 for length in lengths) <= len(lengths) * 0.03


def test_charts_load_no_library_before_they_measure_or_draw() -> None:
    names = [name for name in modules() if name.split(".")[0] in ("charts", "lanes")]
    code = "; ".join((
        "import importlib, sys",
        f"[importlib.import_module('shaiquan.' + name) for name in {sorted(names)}]",
        "print(*{name.split('.')[0] for name in sys.modules})",
    ))  # fmt: skip
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, check=True, text=True)
    heavy = {"fontTools", "graphviz", "pygraphviz", "networkx", "pydantic", "jinja2"}
    assert not heavy & set(done.stdout.split())
