"""Fixtures of several tests: a small site to change, the built sample, a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from shaiquan.executors import choosing
from shaiquan.files.user_key import VARIABLE
from tests.browsers import launch_chromium

#: the tests leave no key in the home of whoever runs them
os.environ.setdefault(VARIABLE, "of the tests")
#: and know one today, 2026-11-24, whatever the clock says
os.environ["SOURCE_DATE_EPOCH"] = "1795492800"
ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "sites" / "small"
#: the settings of the small site, reviewed today: for sites on which something happened since
REVIEWED_TODAY = (SMALL / "site.yml").read_text("utf-8").replace("2026-01-05}", "2026-11-24}")
#: run random tests with many seeds, and count a skip as a failure
FULL = os.environ.get("SHAIQUAN_FULL") == "1"

#: content/ may be somebody's own; tests of the sample run only where it is the sample
IS_SAMPLE = "示例: 是" in (ROOT / "content" / "site.yml").read_text("utf-8")
SAMPLE_TESTS = [
    "test_sample.py",
    "test_sample_decisions.py",
    "test_sample_norms.py",
    "test_sample_workbooks.py",
    "test_coverage.py",
]
collect_ignore = [] if IS_SAMPLE else SAMPLE_TESTS

MakeSite = Callable[[Mapping[str, str | None]], Path]


@pytest.fixture
def site(tmp_path: Path) -> MakeSite:
    """A function that makes a content folder: the small site with some files replaced.

    A file whose text is None is removed.
    """

    def make(changes: Mapping[str, str | None]) -> Path:
        content = tmp_path / "content"
        if not content.exists():
            shutil.copytree(SMALL, content)
        for name, text in changes.items():
            path = content / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
        return content

    return make


@pytest.fixture(scope="session", autouse=not FULL)
def one_core() -> Iterator[None]:
    """A build that names no number of jobs stays in this process: tests use the cores already,
    and to start workers costs more than a small site. In a full run it takes every core."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choosing, "usable_cores", lambda: 1)
        yield


@pytest.fixture(scope="session", autouse=not FULL)
def compiled_once() -> Iterator[None]:
    """A template is compiled once for all builds of this process: to do so costs as much as the
    rest of a small site. In a full run each site compiles its own."""
    from shaiquan.site.templates import Environment

    compile_template, code = Environment.compile, dict[tuple[object, ...], Any]()

    def compile_once(self: Environment, *template: Any, **options: Any) -> Any:
        key = (*template, *options.items())
        if key not in code:
            code[key] = compile_template(self, *template, **options)
        return code[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of ``content/``, built once for all workers of a run; nobody writes into it."""
    from shaiquan.cli import main

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    target = folder / "built"
    with FileLock(folder / "built.lock"):
        if not target.exists():
            assert main(["build", "--jobs", "2", "--site", str(target)]) == 0
    return target


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Debian's chromium with the packaged font, so that Chinese is as wide as for readers."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("没有 chromium：浏览器测试没有运行（apt-get install chromium）")
    with launch_chromium(path, tmp_path_factory.mktemp("fonts")) as browser:
        yield browser


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """In a full run a skip is a failure."""
    report = yield
    if FULL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"没有运行：{report.longrepr}"
    return report


def pytest_report_teststatus(report: pytest.TestReport, config: pytest.Config) -> None:
    """Name a failing test at once: the summary comes minutes later."""
    if report.failed and config.get_verbosity() <= 0:
        config.get_terminal_writer().line(f"\n没有通过 {report.nodeid}", red=True)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """List the tests that did not run."""
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        terminalreporter.write_line(f"没有运行 {report.nodeid}: {reason}")
