"""Content made by chance from the types of the fields: nothing but problems with a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import strategies
from tests.fuzz.targets import TEXT_TARGETS, FuzzedSite
from tests.fuzz.tries import tries


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> FuzzedSite:
    return FuzzedSite(tmp_path_factory.mktemp("fuzzed"))


@tries(50, 3000)
@given(file=strategies.files())
def test_any_record_is_published_or_is_a_problem_with_a_place(
    file: tuple[str, str], site: FuzzedSite
) -> None:
    site.try_file(*file)


@tries(20, 1500)
@given(file=strategies.procedures())
def test_any_procedure_is_drawn_or_is_a_problem_with_a_place(
    file: tuple[str, str], site: FuzzedSite
) -> None:
    site.try_file(*file)


@tries(300, 8000)
@given(text=st.one_of(strategies.texts, strategies.odd_texts))
def test_any_text_is_a_value_or_none(text: str) -> None:
    TEXT_TARGETS["values"](text)
    TEXT_TARGETS["references"](text)


@tries(100, 3000)
@given(text=strategies.markdown_texts)
def test_any_markdown_is_a_page_and_a_booklet(text: str) -> None:
    TEXT_TARGETS["markdown"](text)
