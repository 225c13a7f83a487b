"""A cluster builds the same site, cold and warm, and so it does when one of its workers dies."""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import make_content
from bench.workload import make_workload
from shaiquan.cli import main
from shaiquan.executors.choosing import choose_executor
from shaiquan.problems import Problem, Rejected
from tests.build.relative_sites import RelativeSite, make_site, replace_executor
from tests.conftest import FULL
from tests.executors.clusters import address_of, start_cluster
from tests.support import free_port
from tests.warm.comparing import compare_trees
from tests.warm.state import DAY

pytest.importorskip("distributed", reason="没有安装 Dask")


@pytest.fixture(scope="module")
def pair() -> Iterator[str]:
    """A cluster of two workers, in another folder than the sites."""
    with start_cluster(2) as made:
        yield f"dask://{address_of(made)}"


@pytest.fixture
def site(pair: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RelativeSite:
    """A small site, of which even the smallest round goes to the cluster."""
    replace_executor(monkeypatch, functools.partial(choose_executor, min_batches=0))
    monkeypatch.chdir(tmp_path)
    return make_site(tmp_path)


def test_a_cluster_makes_every_page_chart_and_print_as_one_process_does(
    site: RelativeSite, pair: str
) -> None:
    one = site.build("one", printing=True)
    many = site.build("many", printing=True, executor=pair)
    assert compare_trees(site.tree("many"), site.tree("one")) == ""
    assert sorted(many.performed) == sorted(one.performed)
    assert any(path.endswith(".pdf") for path in site.tree("many"))
    assert many.problems == one.problems


def test_a_warm_build_on_a_cluster_makes_what_a_cold_one_makes(
    site: RelativeSite, pair: str
) -> None:
    site.build("many", executor=pair)
    site.replace("content/powers/juece.yml", "决定五年规划和年度计划", "决定十年规划和年度计划")
    warm = site.build("many", executor=pair)
    assert warm.performed
    assert warm.reused
    site.build("first")
    assert compare_trees(site.tree("many"), site.tree("first")) == ""
    site.replace("content/site.yml", "名称: ", "名称: 新的")
    site.replace("templates/words.yml", "跳到正文", "到正文去")
    site.replace("templates/print/_sheet.typ", "12.5 * k", "12 * k")
    assert site.build("many", executor=pair).performed
    site.build("second")
    assert compare_trees(site.tree("many"), site.tree("second")) == ""
    again = site.build("many", executor=pair)
    assert (again.performed, again.reused) == ((), ())


def problems(site: RelativeSite, which: str, **more: Any) -> tuple[Problem, ...]:
    with pytest.raises(Rejected) as stopped:
        site.build(which, **more)
    return stopped.value.problems


def test_a_mistake_is_reported_at_the_same_place(site: RelativeSite, pair: str) -> None:
    site.replace("templates/page.html", "{%", "{{ page.没有 }}{%")
    (problem,) = problems(site, "many", executor=pair)
    assert problem in problems(site, "one")
    assert problem.path == "templates/page.html"
    site.replace("content/powers/juece.yml", "《议事规则》第二条", "《议事规则》第二百条")
    assert problems(site, "many", executor=pair) == problems(site, "one")


def test_a_worker_killed_in_the_middle_of_a_build_changes_no_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(
        tmp_path, dict(make_content.make_files(make_workload("W2", 200 if FULL else 90)))
    )
    with start_cluster(2) as made:
        monkeypatch.chdir(tmp_path)
        killed: list[tuple[int, int, int]] = []

        def kill(stage: str, done: int, of: int) -> None:
            if stage == "生成" and done and not killed:
                killed.append((made.workers[0].pid, done, of))
                os.kill(killed[0][0], signal.SIGKILL)

        many = site.build("many", kill, executor=f"dask://{address_of(made)}")
    one = site.build("one")
    ((_, done, of),) = killed
    assert done < of / 2, "the build was almost over"
    assert compare_trees(site.tree("many"), site.tree("one")) == ""
    assert sorted(many.performed) == sorted(one.performed)


def test_the_command_builds_on_a_cluster(site: RelativeSite, pair: str) -> None:
    given = ["build", "--content", "content", "--layouts", "templates", "--assets", "assets"]
    given += ["--as-of", DAY.isoformat(), "--site", "many/site", "--executor", pair]
    assert main(given) == 0
    site.build("one")
    assert compare_trees(site.tree("many"), site.tree("one")) == ""


def test_a_cluster_that_is_not_there_is_reported_and_leaves_the_site(
    site: RelativeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build("one")
    before = site.tree("one")
    site.replace("content/site.yml", "名称: ", "名称: 新的")
    given = ["build", "--content", "content", "--layouts", "templates", "--assets", "assets"]
    given += ["--site", "one/site", "--executor", f"dask://127.0.0.1:{free_port()}"]
    assert main(given) == 1
    problem = capsys.readouterr().err
    assert "没有生成：连不上 Dask 集群" in problem
    assert "确认调度程序已经启动" in problem
    assert site.tree("one") == before
