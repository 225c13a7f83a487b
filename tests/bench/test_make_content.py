"""The content of the benchmark: the same for a seed, of the size asked for, without a fault."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import edits, make_content
from bench.workload import Workload, workload
from shaiquan.cli import main
from shaiquan.model.powers import Duty, Power, Risk
from shaiquan.model.procedures import Procedure
from shaiquan.procedures.graph import graph_of
from tests.conftest import ROOT
from tests.support import catalog

KINDS = ("W1", "W2")
ITEMS = 84


def made(kind: str, seed: int = 1, items: int = ITEMS) -> dict[str, str]:
    return dict(make_content.files(workload(kind, items, seed)))


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_writes_the_same_bytes(kind: str, tmp_path: Path) -> None:
    found = []
    for number, salt in enumerate(("1", "2")):
        folder = tmp_path / str(number)
        command = [sys.executable, "bench/make_content.py", kind, str(folder)]
        subprocess.run(
            [*command, "--items", str(ITEMS), "--seed", "7"],
            cwd=ROOT, check=True, env={**os.environ, "PYTHONHASHSEED": salt},
        )  # fmt: skip
        found.append(digests(folder))
    assert found[0] == found[1]
    assert found[0].keys() == made(kind, 7).keys()


@pytest.mark.parametrize("kind", KINDS)
def test_two_seeds_differ(kind: str) -> None:
    one, other = made(kind, 1), made(kind, 2)
    powers = [path for path in one if path.startswith("powers/")]
    assert all(one[path] != other[path] for path in powers)


@pytest.mark.parametrize("kind", KINDS)
def test_a_small_one_builds_without_a_problem(
    kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content, target = tmp_path / "content", tmp_path / "site"
    make_content.write(content, make_content.files(workload(kind, ITEMS)))
    where = ["--content", str(content), "--site", str(target), "--as-of", "2026-11-24"]
    assert main(["build", "--strict", *where]) == 0
    assert "没有问题" in capfd.readouterr().err
    assert len(list((target / "powers").glob("p-*/index.html"))) == ITEMS


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_what_the_workload_says(kind: str, tmp_path: Path) -> None:
    make_content.write(tmp_path, make_content.files(workload(kind, ITEMS)))
    found = catalog(tmp_path)
    powers = [power for _, power in found.records(Power)]
    assert len(powers) == ITEMS
    assert len(found.of("category")) == 7
    assert {len(power.basis) for power in powers} == {2, 3}
    assert all(len(power.complaint) == 1 for power in powers)
    assert all(len(found.linking(power.id, "risk", "powers")) == 2 for power in powers)
    letters = [len(re.findall(r"[\u4e00-\u9fff]", power.text)) for power in powers]
    assert 270 <= sum(letters) / len(letters) <= 330
    assert len(list(found.records(Risk))) == 2 * -(-ITEMS // 10)
    assert len(list(found.records(Duty))) == -(-ITEMS // 10)
    procedures = [each for _, each in found.records(Procedure)]
    assert len(procedures) == (ITEMS if kind == "W1" else 0)
    assert all(bool(power.no_procedure) == (kind == "W2") for power in powers)
    for each in procedures:
        graph = graph_of(each)
        assert not each.wall
        assert len(graph.nodes) == 10
        assert sum(node.type == "decision" for node in graph.nodes) == 2
        assert sum(edge.back for edge in graph.edges) == 2


def test_each_power_is_a_file_and_the_rest_are_lists() -> None:
    paths = list(made("W1"))
    assert sum(path.startswith("powers/") for path in paths) == ITEMS
    assert sum(path.startswith("procedures/") for path in paths) == -(-ITEMS // 10)
    assert sum(path.startswith("risks/") for path in paths) == 1


@pytest.mark.parametrize("edit", edits.EDITS.values())
def test_an_edit_changes_one_file_and_another_edit_another_record(edit: object) -> None:
    base = workload("W2", ITEMS)
    assert callable(edit)
    first: Workload = edit(base, 0).made
    second: Workload = edit(base, 1).made
    old = dict(make_content.files(base))
    for changed in (first, second):
        files = dict(make_content.files(changed))
        assert files.keys() == old.keys()
        assert sum(files[path] != old[path] for path in files) == 1
    assert dict(make_content.files(first)) != dict(make_content.files(second))


def test_a_shared_rule_is_cited_by_a_seventh() -> None:
    base = workload("W2", 7_000)
    citing = [sum(rule == n for p in base.powers for rule, _ in p.basis) for n in range(18)]
    assert all(7_000 / 8 < each < 7_000 / 6 for each in citing)


def test_names_are_unique_beyond_a_hundred_thousand() -> None:
    from bench.workload import _name

    names = {_name(*reversed(divmod(number, 7))) for number in range(120_000)}
    assert len(names) == 120_000


@pytest.mark.parametrize("wrong", [["W3", "x"], ["W1", "x", "--items", "5"], ["W1", "."]])
def test_wrong_usage_is_refused(wrong: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as refused:
        make_content.main(wrong)
    assert refused.value.code == 2
