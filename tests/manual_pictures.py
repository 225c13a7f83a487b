"""Makes the pictures of docs/manual.zh-CN.md anew (``python -X utf8 -m tests.manual_pictures``).

They show the sample as the preview shows it: with a mistake, mended, a draft, what changed, the
wall list, a page on a phone; and the poster as it is printed. Look at them before a commit.
Needs chromium and git.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from bench.serving import find_port, run_preview
from shaiquan.cli import ROOT
from shaiquan.files.user_key import VARIABLE
from tests.browsers import launch_chromium
from tests.versions.repositories import Repository

PICTURES = ROOT / "docs" / "pictures" / "manual"
#: a chart that hangs on walls, and its file
_CHART, _FILE = "czzj", "procedures/zhen-zijin.yml"
_PROMISE, _BEFORE = "承诺时限: 20个工作日", "承诺时限: 25个工作日"
_SINCE = "\n变更记录从: 2026-10-20\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the preview: its address, what is at the top and how many pixels above it are
    seen, and the size."""

    page: str
    top: str = "main"
    above: int = 24
    width: int = 860
    height: int = 400


#: name -> what it shows; the poster comes from its PDF
PAGES = {
    "preview-problem": Picture(f"procedures/{_CHART}/", top="h1", above=130),
    "preview-mended": Picture(f"procedures/{_CHART}/"),
    "preview-draft": Picture("powers/dw-10/"),
    "history": Picture(f"procedures/{_CHART}/", top="#history", above=0, height=170),
    "wall": Picture("procedures/wall/", height=620),
    "phone": Picture(f"procedures/{_CHART}/", top="#steps", above=0, width=390, height=700),
}
POSTER = "poster-a3"
_POSTER = '#set page(width: 860pt, height: auto, margin: 0pt)\n#image("{}", width: 100%)\n'


def main() -> None:
    program = shutil.which("chromium")
    if program is None:
        sys.exit("chromium is missing: apt-get install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault(VARIABLE, "of the pictures")
    with (
        tempfile.TemporaryDirectory(prefix="shaiquan-pictures-") as folder,
        launch_chromium(program, Path(folder)) as browser,
    ):
        project = _copy_sample(Path(folder) / "office")
        port = find_port()
        with run_preview(ROOT, project.content, project.folder, port) as log:
            _wait_for(log, "预览已更新", 1)
            _photograph(browser, port, project.content / _FILE, log)
        _print_poster(project.folder / "preview" / "print" / f"{_CHART}-a3.pdf")


def _copy_sample(folder: Path) -> Repository:
    """The sample in a folder of its own, with a change that its history tells."""
    shutil.copytree(ROOT / "content", folder / "content")
    project = Repository(folder)
    settings = (project.content / "site.yml").read_text("utf-8") + _SINCE
    text = (project.content / _FILE).read_text("utf-8")
    before = {"site.yml": settings, _FILE: text.replace(_PROMISE, _BEFORE)}
    project.commit(before, "原来的", "2026-10-20T09:00:00+08:00")
    project.commit({_FILE: text}, "改承诺时限", "2026-11-05T09:00:00+08:00")
    return project


def _photograph(browser: Any, port: int, file: Path, log: Path) -> None:
    """Every page; that of the mistake while the file is broken."""
    with _broken(file, log):
        _take(browser, port, "preview-problem")
    for name in PAGES:
        if name != "preview-problem":
            _take(browser, port, name)


@contextmanager
def _broken(file: Path, log: Path) -> Iterator[None]:
    """The preview while the name of a body is misspelt."""
    text = file.read_text("utf-8")
    said = log.read_text("utf-8").count("预览已更新")
    file.write_text(re.sub(r"主体: (\w)(\w)(\w)\n", r"主体: \1\3\2\n", text, count=1), "utf-8")
    _wait_for(log, "预览没有更新", 1)
    yield
    file.write_text(text, "utf-8")
    _wait_for(log, "预览已更新", said + 1)


def _wait_for(log: Path, words: str, times: int, seconds: float = 600) -> None:
    """Wait until the preview has said something so often. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while log.read_text("utf-8").count(words) < times:
        if time.monotonic() > end:
            raise TimeoutError(f"the preview did not say {words}")
        time.sleep(0.2)


def _take(browser: Any, port: int, name: str) -> None:
    picture = PAGES[name]
    size = {"width": picture.width, "height": picture.height}
    page = browser.new_page(viewport=size, is_mobile=picture.width < 500)
    page.route("**/livereload*", lambda route: route.abort())  # no reload while it is looked at
    page.goto(f"http://127.0.0.1:{port}/{picture.page}")
    page.locator(picture.top).first.evaluate("part => part.scrollIntoView()")
    page.evaluate(f"window.scrollBy(0, -{picture.above})")
    page.screenshot(path=PICTURES / f"{name}.png")
    page.close()


def _print_poster(pdf: Path) -> None:
    """The sheet as a picture: Typst draws a page of a PDF."""
    source = pdf.with_name("poster.typ")
    source.write_text(_POSTER.format(pdf.name), "utf-8")
    typst.compile(str(source), output=str(PICTURES / f"{POSTER}.png"), format="png", ppi=72)


if __name__ == "__main__":
    main()
