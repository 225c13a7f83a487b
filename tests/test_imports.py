"""The house rules that no linter holds; who may import whom is in ``pyproject.toml``."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import shaiquan

PACKAGE = Path(shaiquan.__file__).parent

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
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_files_processes_and_the_network_stay_at_the_edges() -> None:
    for name, path in modules().items():
        said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        if "(edge" not in said:
            assert not imported(path) & OUTSIDE, f"the docstring of {name} does not say (edge: …)"


def test_what_comes_after_the_release_never_sees_the_full_catalog() -> None:
    for name, path in modules().items():
        if name.split(".")[0] in ("views", "site", "data", "prints"):
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
    names = [name for name in modules() if name.split(".")[0] == "charts"]
    code = "; ".join((
        "import importlib, sys",
        f"[importlib.import_module('shaiquan.' + name) for name in {sorted(names)}]",
        "print(*{name.split('.')[0] for name in sys.modules})",
    ))  # fmt: skip
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, check=True, text=True)
    heavy = {"fontTools", "graphviz", "pygraphviz", "networkx", "pydantic", "jinja2"}
    assert not heavy & set(done.stdout.split())


def test_the_modules_that_the_documents_name_are_there() -> None:
    root = PACKAGE.parent
    examples = set(re.findall(r"^# (shaiquan/\S+\.py)$", read_contributing(), re.MULTILINE))
    for page in (root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))):
        for path in re.findall(
            r"`([a-z_]+(?:/[a-z_]+)+\.(?:py|html|typ))`", page.read_text("utf-8")
        ):
            there = (PACKAGE / path).exists() or (root / path).exists()
            assert there or f"shaiquan/{path}" in examples, f"{page.name}: {path}"


def read_contributing() -> str:
    return (PACKAGE.parent / "CONTRIBUTING.md").read_text("utf-8")
