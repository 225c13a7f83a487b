"""JSON Schema of content files: accepts whatever is right, and marks wrong keys and words."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from shaiquan.cli import ROOT
from shaiquan.json_schemas import render_schemas, render_vscode_settings
from shaiquan.starting.own_content import fill_starter
from shaiquan.starting.questions import QUESTIONS

SCHEMAS = {
    name.removesuffix(".json"): Draft202012Validator(json.loads(text))
    for name, text in render_schemas().items()
}


def as_json(value: object) -> Any:
    """What an editor's program makes of YAML: dates are texts, so are keys."""
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def list_good_files() -> Iterator[tuple[str, Path]]:
    """(schema, file) of the sample and of the small sites."""
    sites = (site for site in (ROOT / "tests" / "sites").iterdir() if site.name != "bad")
    for base in (ROOT / "content", *sites):
        for file in base.rglob("*.yml"):
            inside = file.relative_to(base)
            name = inside.parts[0] if len(inside.parts) > 1 else inside.stem
            if name in SCHEMAS:
                yield name, file


def test_the_files_are_those_that_the_program_writes() -> None:
    for name, text in render_schemas().items():
        assert (ROOT / "schemas" / name).read_text("utf-8") == text, "run make docs"
    assert (ROOT / ".vscode" / "settings.json").read_text("utf-8") == render_vscode_settings()


def test_the_starter_passes() -> None:
    answers = {question.field: f"某{question.field}" for question in QUESTIONS}
    for file, text in fill_starter(answers, datetime.date(2026, 12, 1)).items():
        if file.endswith(".yml"):
            assert not find_faults(file.removesuffix(".yml").split("/")[0], text), file


def find_faults(name: str, text: str) -> list[str]:
    data = yaml.safe_load(text)
    if data is None:
        return []
    return [
        f"{[*e.absolute_path]}: {e.message[:300]}" for e in SCHEMAS[name].iter_errors(as_json(data))
    ]


def test_each_is_a_valid_schema() -> None:
    for validator in SCHEMAS.values():
        Draft202012Validator.check_schema(validator.schema)


def test_what_check_accepts_passes() -> None:
    files = [*list_good_files()]
    assert len(files) > 50
    wrong = {
        str(file.relative_to(ROOT)): faults[:2]
        for name, file in files
        if (faults := find_faults(name, file.read_text("utf-8")))
    }
    assert not wrong


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("powers", "权力事项: [{编号: a, 名城: b}]"),
        ("powers", "权利事项: [{编号: a}]"),
        ("powers", "权力事项: [{编号: a, 状态: 发步}]"),
        ("powers", "编号: a\n名城: b"),
        ("procedures", "流程: [{编号: a, 步骤: [{步骤: 甲, 住体: 乙}]}]"),
        ("powers", "默认: {名城: b}"),
        ("site", "名城: b"),
        ("site", "默认: {权力事项: {名城: b}}"),
    ],
)
def test_wrong_keys_and_words_are_marked(name: str, text: str) -> None:
    assert find_faults(name, text)
