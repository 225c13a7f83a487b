"""The content of the benchmark: the same for a seed, of the size asked for, without a fault."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import edits, make_content, words
from bench.workload import Workload, make_workload, power_name
from shaiquan.cli import main
from shaiquan.model.powers import Duty, Power, Risk
from shaiquan.model.procedures import Procedure
from shaiquan.model.topics import Topic
from shaiquan.procedures.graph import graph_of
from tests.conftest import ROOT
from tests.support import load_catalog

KINDS = ("W1", "W2", "W3")
ITEMS = 84


def make_files(kind: str, seed: int = 1) -> dict[str, str]:
    return dict(make_content.make_files(make_workload(kind, ITEMS, seed)))


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_writes_the_same_bytes(kind: str, tmp_path: Path) -> None:
    folders = [tmp_path / "1", tmp_path / "2"]
    for folder in folders:
        command = [sys.executable, "bench/make_content.py", kind, str(folder)]
        subprocess.run(
            [*command, "--items", str(ITEMS), "--seed", "7"],
            cwd=ROOT,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": folder.name},
        )
    first, second = (digests(folder) for folder in folders)
    assert first == second
    assert first.keys() == make_files(kind, 7).keys()


@pytest.mark.parametrize("kind", KINDS)
def test_two_seeds_differ(kind: str) -> None:
    first, second = make_files(kind, 1), make_files(kind, 2)
    powers = [path for path in first if path.startswith("powers/")]
    assert all(first[path] != second[path] for path in powers)


@pytest.mark.parametrize("kind", KINDS)
def test_a_small_one_builds_without_a_problem(
    kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content, target = tmp_path / "content", tmp_path / "site"
    make_content.write_files(content, make_content.make_files(make_workload(kind, ITEMS)))
    options = ["--content", str(content), "--site", str(target), "--as-of", "2026-11-24"]
    assert main(["build", "--strict", *options]) == 0
    assert "没有问题" in capfd.readouterr().err
    assert len(list((target / "powers").glob("p-*/index.html"))) == ITEMS


def test_one_with_all_subjects_has_no_error(tmp_path: Path) -> None:
    """What a small one never names, such as the sale of land, is checked as well."""
    files = dict(make_content.make_files(make_workload("W1", 252)))
    make_content.write_files(tmp_path, files.items())
    assert all(any(word in text for text in files.values()) for word in words.TRADES)
    assert main(["check", "--strict", "--content", str(tmp_path), "--as-of", "2026-11-24"]) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_what_the_workload_says(kind: str, tmp_path: Path) -> None:
    make_content.write_files(tmp_path, make_content.make_files(make_workload(kind, ITEMS)))
    content = load_catalog(tmp_path)
    powers = [power for _, power in content.records_of(Power)]
    assert len(powers) == ITEMS
    assert len(content.entries_of("category")) == 7
    assert {len(power.basis) for power in powers} == {2, 3}
    assert all(len(power.complaint) == 1 for power in powers)
    assert all(len(content.entries_naming(power.id, "risk", "powers")) == 2 for power in powers)
    letters = [len(re.findall(r"[\u4e00-\u9fff]", power.text)) for power in powers]
    assert 270 <= sum(letters) / len(letters) <= 330
    assert len(list(content.records_of(Risk))) == 2 * -(-ITEMS // 10)
    assert len(list(content.records_of(Duty))) == -(-ITEMS // 10)
    topics = [topic for _, topic in content.records_of(Topic)]
    assert len(topics) == (ITEMS if kind == "W3" else 0)
    assert len(content.entries_of("meeting")) == (10 if kind == "W3" else 0)
    procedures = [procedure for _, procedure in content.records_of(Procedure)]
    assert len(procedures) == (ITEMS if kind == "W1" else 0)
    assert all(bool(power.no_procedure) == (kind != "W1") for power in powers)
    for procedure in procedures:
        graph = graph_of(procedure)
        assert not procedure.wall
        assert len(graph.nodes) == 10
        assert sum(node.type == "decision" for node in graph.nodes) == 2
        assert sum(edge.back for edge in graph.edges) == 2


def test_each_power_is_a_file_and_the_rest_are_lists() -> None:
    paths = list(make_files("W1"))
    assert sum(path.startswith("powers/") for path in paths) == ITEMS
    assert sum(path.startswith("procedures/") for path in paths) == -(-ITEMS // 10)
    assert sum(path.startswith("risks/") for path in paths) == 1


@pytest.mark.parametrize("kind", ["W2", "W3"])
@pytest.mark.parametrize("edit", edits.EDITS.values())
def test_an_edit_changes_one_file_and_another_edit_another_record(
    edit: Callable[[Workload, int], edits.Edit], kind: str
) -> None:
    base = make_workload(kind, ITEMS)
    old = dict(make_content.make_files(base))
    first, second = (dict(make_content.make_files(edit(base, n).workload)) for n in (0, 1))
    for files in (first, second):
        assert files.keys() == old.keys()
        assert sum(files[path] != old[path] for path in files) == 1
    assert first != second


def test_a_shared_rule_is_cited_by_a_seventh() -> None:
    base = make_workload("W2", 7_000)
    citing = [sum(rule == n for p in base.powers for rule, _ in p.basis) for n in range(18)]
    assert all(7_000 / 8 < number < 7_000 / 6 for number in citing)


def test_names_are_unique_beyond_a_hundred_thousand() -> None:
    names = {power_name(*reversed(divmod(number, 7))) for number in range(120_000)}
    assert len(names) == 120_000


@pytest.mark.parametrize("wrong", [["W4", "x"], ["W1", "x", "--items", "5"], ["W1", "."]])
def test_wrong_usage_is_refused(wrong: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as exit:
        make_content.main(wrong)
    assert exit.value.code == 2
