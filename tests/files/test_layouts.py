"""Templates are used as they were read, and fail in another process as they do in this one."""

from __future__ import annotations

import pickle
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from shaiquan.cli import ROOT
from shaiquan.files.layouts import Templates
from shaiquan.files.scanning import find_fault
from shaiquan.prints.documents import Print, PrintFile
from shaiquan.prints.sheet_jobs import make_pdf
from shaiquan.problem_texts import as_text
from shaiquan.problems import Problem, Rejected
from shaiquan.site.page import Page, PageFrame
from shaiquan.site.render import Layouts, render_page

FRAME = PageFrame("站", "单位", False, (("首页", "/"),), ())
HOME = Page("/", "page.html", "首页", FRAME)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Layouts by a relative path, as a command line names them."""
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    monkeypatch.chdir(tmp_path)
    return Path("layouts")


@pytest.fixture
def away(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Templates]:
    """The templates by pickle, where nothing is at their path."""

    def pickled() -> Templates:
        taken: Templates = pickle.loads(pickle.dumps(Templates(folder)))
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        return taken

    return pickled


def test_a_pickle_takes_every_file_along_and_may_be_pickled_again(
    folder: Path, away: Callable[[], Templates]
) -> None:
    (folder / "print" / "logo.png").write_bytes(b"\x89PNG\xff")
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    here = {name: Templates(folder).read(name) for name in names}
    taken = pickle.loads(pickle.dumps(away()))
    assert {name: taken.read(name) for name in names} == here
    assert taken.files == here
    assert taken.path_of("page.html") == folder / "page.html"


def test_what_is_written_or_deleted_after_the_reading_is_not_used(folder: Path) -> None:
    templates = Templates(folder)
    before, digests = (folder / "page.html").read_bytes(), templates.digests()
    (folder / "page.html").write_text("changed", "utf-8")
    (folder / "base.html").unlink()
    assert templates.read("page.html") == before
    assert templates.read("base.html") is not None
    assert templates.digests() == digests
    assert Templates(folder).digests() != digests


def test_a_link_is_followed_to_a_file_of_the_layouts_and_to_nothing_else(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "part.html").write_text("part", "utf-8")
    (folder / "shared").symlink_to(elsewhere.resolve())
    (folder / "more.html").symlink_to((elsewhere / "part.html").resolve())
    (folder / "round").symlink_to(folder.resolve())
    (folder / "dangling.html").symlink_to("nowhere")
    (folder / "inside.html").symlink_to("page.html")
    templates = Templates(folder)
    assert templates.read("inside.html") == (folder / "page.html").read_bytes()
    faults = {name: find_fault(found) for name, found in templates.digests().items()}
    assert {name: fault for name, fault in faults.items() if fault} == {
        "shared": "link-outside",
        "more.html": "link-outside",
        "round": "link-to-folder",
        "dangling.html": "link-to-nowhere",
    }
    assert not {*templates.files} & {"shared", "more.html", "round", "dangling.html"}


def test_a_folder_or_a_missing_file_is_read_as_none(
    folder: Path, away: Callable[[], Templates]
) -> None:
    for templates in (Templates(folder), away()):
        assert templates.read("nowhere.html") is None
        assert templates.read("print") is None


def test_a_copy_of_a_folder_is_lent_and_deleted_afterwards(
    folder: Path, away: Callable[[], Templates], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "print" / "parts").mkdir()
    (folder / "print" / "parts" / "logo.png").write_bytes(b"\x89PNG\xff")
    original = folder.resolve() / "print"
    names = sorted(path.relative_to(original) for path in original.rglob("*"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for templates in (Templates(folder), away()):
        with templates.below("print") as copy:
            assert copy.is_relative_to(tmp_path.resolve())
            assert copy != original
            assert sorted(path.relative_to(copy) for path in copy.rglob("*")) == names
            assert (copy / "parts" / "logo.png").read_bytes() == b"\x89PNG\xff"
        assert not copy.exists()


def test_one_copy_is_used_again_while_it_is_kept(folder: Path) -> None:
    templates = Templates(folder)
    with templates.copied("print"):
        with templates.below("print") as first:
            pass
        with templates.below("print") as second:
            assert first == second
            assert (second / "card.typ").is_file()
    assert not first.exists()
    with templates.below("print") as third:
        assert third != first


def problems(templates: Templates) -> tuple[Problem, Problem]:
    """The problems of a page and of a print that fail."""
    with pytest.raises(Rejected) as html:
        render_page(HOME, Layouts.of(templates))
    with pytest.raises(Rejected) as typ:
        make_pdf(PrintFile("print/x.pdf", Print("card.typ", FRAME)), templates)
    return html.value.problems[0], typ.value.problems[0]


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("<p>\n{{ page.没有 }}\n", "layouts/page.html:2:1"),
        ("<p>\n\n{% if %}\n", "layouts/page.html:3:1"),
        (b"<p>\n\xff\xfe\n", "layouts/page.html:2:1"),
        ("<p>".encode("utf-16"), "layouts/page.html:1:1"),
        ("{% include 'nowhere.html' %}\n", "layouts/page.html:1:1"),
        (None, "layouts/page.html:1:1"),
    ],
)
def test_a_template_that_fails_elsewhere_is_reported_as_here(
    folder: Path, away: Callable[[], Templates], html: str | bytes | None, place: str
) -> None:
    if html is None:
        (folder / "page.html").unlink()
    else:
        (folder / "page.html").write_bytes(html if isinstance(html, bytes) else html.encode())
    (folder / "print" / "card.typ").write_text('#import "nowhere.typ": *\n', "utf-8")
    here = problems(Templates(folder))
    assert problems(away()) == here
    assert place in as_text(here[0])
    assert "layouts/print/nowhere.typ" in as_text(here[1])


def test_a_template_of_a_print_that_is_no_utf_8_is_reported(folder: Path) -> None:
    (folder / "print" / "card.typ").write_bytes("#let a = 1".encode("utf-16"))
    with pytest.raises(Rejected) as refused:
        make_pdf(PrintFile("print/x.pdf", Print("card.typ", FRAME)), Templates(folder))
    assert [problem.code.code for problem in refused.value.problems] == ["print-failed"]
