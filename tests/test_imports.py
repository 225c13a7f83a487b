"""Rules of the code that no linter checks; who may import whom is in ``pyproject.toml``."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
from pathlib import Path

import shaiquan

PACKAGE = Path(shaiquan.__file__).parent

#: modules for files, processes and the network
SYSTEM_MODULES = {
    "os", "subprocess", "tempfile", "shutil", "socket", "livereload", "filelock", "ctypes",
    "signal", "threading", "multiprocessing", "distributed", "urllib3",
}  # fmt: skip

#: modules above the release that work for the editors: they read internal records too
EDITORS = {
    "ledger.walls", "ledger.ledger_files", "ledger.poster_plans", "ledger.replacing",
    "ledger.first_postings",
}  # fmt: skip


def find_modules() -> dict[str, Path]:
    modules = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name and not (parts[-1] == "__init__" and path.read_text().count("\n") <= 1):
            modules[name] = path
    return modules


@functools.cache
def parse_module(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def find_imports(path: Path) -> set[str]:
    """The modules and names that a file imports."""
    imports = set()
    for node in ast.walk(parse_module(path)):
        if isinstance(node, ast.Import):
            imports |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            imports |= {node.module or "", *(f"{node.module}.{a.name}" for a in node.names)}
    return imports


def test_files_processes_and_the_network_stay_at_the_edges() -> None:
    for name, path in find_modules().items():
        docstring = ast.get_docstring(parse_module(path)) or ""
        if "(edge" not in docstring:
            imports = find_imports(path) & SYSTEM_MODULES
            assert not imports, f"the docstring of {name} does not say (edge: …)"


def test_rooms_above_the_release_never_see_the_full_catalog() -> None:
    for name, path in find_modules().items():
        room = name.split(".")[0]
        if room in ("views", "ledger", "site", "data", "prints") and name not in EDITORS:
            imports = find_imports(path)
            assert "shaiquan.content.catalog.Catalog" not in imports, name
            assert "shaiquan.content.loading" not in imports, name
            assert "shaiquan.checks.checking" not in imports, name


def test_modules_and_functions_stay_small() -> None:
    lengths = []
    for name, path in find_modules().items():
        text = path.read_text("utf-8")
        if name != "codes":  # a table of words
            assert text.count("\n") <= 320, f"{name} is too long"
        lengths += [
            (node.end_lineno or 0) - node.lineno + 1
            for node in ast.walk(parse_module(path))
            if isinstance(node, ast.FunctionDef)
        ]
    lengths.sort()
    assert lengths[int(len(lengths) * 0.9)] <= 25
    assert sum(length > 40 for length in lengths) <= len(lengths) * 0.03


def test_charts_load_no_library_before_they_measure_or_draw() -> None:
    names = [name for name in find_modules() if name.split(".")[0] == "charts"]
    code = (
        "import importlib, sys; "
        f"[importlib.import_module('shaiquan.' + name) for name in {sorted(names)}]; "
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    command = [sys.executable, "-c", code]
    process = subprocess.run(
        command, cwd=PACKAGE.parent, capture_output=True, check=True, text=True
    )
    heavy = {"fontTools", "rjieba", "graphviz", "pygraphviz", "networkx", "pydantic", "jinja2"}
    assert not heavy & set(process.stdout.split())


def test_a_command_line_loads_nothing_that_its_command_does_not_need() -> None:
    code = (
        "import sys; from shaiquan.command_line import make_parser; "
        "make_parser(['build']).parse_args(['build']); print(*sys.modules)"
    )
    command = [sys.executable, "-c", code]
    process = subprocess.run(
        command, cwd=PACKAGE.parent, capture_output=True, check=True, text=True
    )
    rooms = {name.split(".")[1] for name in process.stdout.split() if name.startswith("shaiquan.")}
    assert rooms == {"command_line", "program_files", "usage"}


def test_the_modules_that_the_documents_name_are_there() -> None:
    root = PACKAGE.parent
    examples = set(re.findall(r"^# (shaiquan/\S+\.py)$", read_contributing(), re.MULTILINE))
    for page in (root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))):
        for path in re.findall(
            r"`([a-z_]+(?:/[a-z_]+)+\.(?:py|html|typ))`", page.read_text("utf-8")
        ):
            there = (PACKAGE / path).exists() or (root / path).exists()
            own = f"`{path}`：" in page.read_text("utf-8")  # an example of a site's own file
            assert there or own or f"shaiquan/{path}" in examples, f"{page.name}: {path}"


def test_the_modules_and_documents_that_the_code_names_are_there() -> None:
    root = PACKAGE.parent
    for name, path in find_modules().items():
        for text in find_remarks(path):
            for room, module in re.findall(r"``([a-z]+)\.(\w+)[.\w]*``", text):
                if (PACKAGE / room).is_dir() and module not in ("yml", "css", "sample"):  # site.yml
                    assert (PACKAGE / room / f"{module}.py").exists(), f"{name}: {room}.{module}"
            for page in re.findall(r"[\w./-]+\.md\b", text):
                there = (root / page).exists() or (root / "docs" / page).exists()
                assert there or page == "gz-01.md", f"{name}: {page}"  # gz-01.md: a rule's id


def find_remarks(path: Path) -> list[str]:
    """The docstrings and the lines of comments of a module."""
    text = path.read_text("utf-8")
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = [node for node in ast.walk(parse_module(path)) if isinstance(node, kinds)]
    remarks = [ast.get_docstring(node) or "" for node in nodes]
    return [*remarks, *re.findall(r"^\s*#.*$", text, re.MULTILINE)]


def read_contributing() -> str:
    return (PACKAGE.parent / "CONTRIBUTING.md").read_text("utf-8")
