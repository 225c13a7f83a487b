"""From a sheet to a PDF: templates that fail, words that must not get out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from shaiquan.cli import ROOT
from shaiquan.disclosure.release import release
from shaiquan.files.layouts import Templates
from shaiquan.prints import sheet_files
from shaiquan.prints.documents import PrintFile
from shaiquan.prints.sheet_jobs import make_pdf
from shaiquan.problem_texts import as_text
from shaiquan.problems import Rejected
from shaiquan.views.flowcharts import draw_procedures
from shaiquan.views.printed_forms import DEFAULT_FORMS, FORMS, form_address
from tests.conftest import MakeSite
from tests.printed import DAY, WALLED
from tests.support import find_leaks, load_catalog, withheld


def outputs(content: Path, forms: tuple[str, ...] = tuple(FORMS)) -> list[PrintFile]:
    public = release(load_catalog(content), DAY).public
    charts = draw_procedures(public)
    return [
        file for id in charts for file in sheet_files.list_sheet_files(public, charts, id, forms)
    ]


def test_every_form_has_its_address(site: MakeSite) -> None:
    files = outputs(site({"procedures/l1.yml": WALLED}))
    assert {f"/{file.path}" for file in files} == {form_address("l1", form) for form in FORMS}


def test_only_what_is_marked_for_the_wall_is_printed(site: MakeSite) -> None:
    assert outputs(site({})) == []


def test_a_template_that_fails_is_a_problem(site: MakeSite, tmp_path: Path) -> None:
    layouts = tmp_path / "layouts"
    shutil.copytree(ROOT / "layouts", layouts)
    (layouts / "print" / "sheet.typ").write_text("#nonsense\n", "utf-8")
    (job,) = outputs(site({"procedures/l1.yml": WALLED}), DEFAULT_FORMS)
    with pytest.raises(Rejected) as stopped:
        make_pdf(job, Templates(layouts))
    (problem,) = stopped.value.problems
    assert problem.code.code == "print-failed"
    assert "print/l1-a3.pdf 印不出来：unknown variable: nonsense" in as_text(problem)


def test_the_words_of_a_pdf_are_searched_for_what_was_kept_back(site: MakeSite) -> None:
    for job in outputs(site({"procedures/l1.yml": WALLED})):
        content, words = make_pdf(job, Templates(ROOT / "layouts"))
        assert content.startswith(b"%PDF-")
        json.loads(words)
        assert find_leaks(job.path, words.decode(), withheld("材料不全不上会"))
        assert not find_leaks(job.path, words.decode(), withheld("蓝色流转夹"))
