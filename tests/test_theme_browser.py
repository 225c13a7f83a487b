"""Each theme as people see it: on a small site that has everything, in a full run on the sample."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from shaiquan.cli import ROOT, main
from shaiquan.program_files import PACKAGED
from tests import test_browser as plain
from tests.conftest import FULL
from tests.support import choose_editions
from tests.warm.harness import BASE

pytestmark = pytest.mark.browser
THEMES = sorted(path.name for path in (PACKAGED / "themes").iterdir())


@pytest.fixture(scope="module", params=THEMES)
def themed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("themed")
    shutil.copytree(ROOT / "content" if FULL else BASE, folder / "content")
    site = folder / "content" / "site.yml"
    choose_editions(folder / "content")  # the others have the same templates
    lines = [x for x in site.read_text("utf-8").splitlines() if not x.startswith("外观:")]
    site.write_text("\n".join([*lines, f"外观: {request.param}", ""]), "utf-8")
    assert main(["--content", str(folder / "content"), "--site", str(folder / "site")]) == 0
    return folder / "site"


def test_no_page_is_wider_than_the_screen_and_text_stands_out(chromium: Any, themed: Path) -> None:
    plain.test_no_page_is_wider_than_the_screen_and_text_stands_out(chromium, themed)


def test_the_home_page_has_two_columns_at_a_desk_and_one_on_a_phone(
    chromium: Any, themed: Path
) -> None:
    for width, columns in ((1280, 2), (390, 1)):
        page = chromium.new_context(viewport={"width": width, "height": 900}).new_page()
        page.goto((themed / "index.html").as_uri())
        lefts = page.eval_on_selector_all(
            ".portal > *", "all => all.map(one => Math.round(one.getBoundingClientRect().left))"
        )
        assert len({*lefts}) == columns
        page.context.close()
