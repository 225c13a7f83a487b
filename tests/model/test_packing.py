"""Records pickle small, come back as they were, and are the same bytes in every process."""

from __future__ import annotations

import copy
import datetime
import os
import pickle
import subprocess
import sys

import pytest
from pydantic import ValidationError

from shaiquan.checks.checking import check_content
from shaiquan.content.catalog import Catalog
from shaiquan.disclosure.release import release
from shaiquan.model.base import Citation, Part, Ref, define_field
from shaiquan.model.common import Disclosure
from shaiquan.model.powers import Power
from shaiquan.model.scalars import parse_date
from shaiquan.model.time_limits import parse_limit
from tests.conftest import ROOT, SMALL, MakeSite
from tests.support import load_catalog

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture(scope="module")
def sample() -> Catalog:
    catalog = check_content(ROOT / "content").catalog
    assert catalog is not None
    return catalog


def test_every_record_comes_back_as_it_was(sample: Catalog) -> None:
    records = [sample.site, *(entry.record for entry in sample.entries.values())]
    back = pickle.loads(pickle.dumps(records))
    assert back == records
    assert [type(record) for record in back] == [type(record) for record in records]
    assert [list(r.__dict__) for r in back] == [list(r.__dict__) for r in records]


def test_a_record_that_came_back_is_pickled_to_the_same_bytes(sample: Catalog) -> None:
    for entry in sample.entries.values():
        data = pickle.dumps(entry.record)
        assert pickle.dumps(pickle.loads(data)) == data


def test_equal_records_are_the_same_bytes_whatever_they_share(site: MakeSite) -> None:
    text = "编号: p2\n名称: 乙\n决定主体: 党委\n承办: [党委, 办公室]\n配合: [办公室]\n状态: 草稿\n"
    one = load_catalog(site({"powers/p2.yml": text})).entries["p2"].record
    assert isinstance(one, Power)
    apart = {"handlers": copy.deepcopy(one.handlers), "limits": ("甲" * 2,)}
    together = {"handlers": one.handlers, "limits": ("甲甲",)}
    other, same = one.model_copy(update=apart), one.model_copy(update=together)
    assert other == same
    assert pickle.dumps(other) == pickle.dumps(same)


def test_the_hash_seed_of_a_process_is_not_in_the_bytes() -> None:
    program = (
        "import hashlib, pickle, sys; from pathlib import Path; from shaiquan.content.loading import load_content\n"
        "entries = load_content(Path(sys.argv[1])).catalog.entries.values()\n"
        "data = [pickle.dumps(e.record) for e in entries] + [pickle.dumps(list(entries))]\n"
        "print(hashlib.sha256(b''.join(data)).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", program, str(SMALL)],
            capture_output=True, text=True, check=True, cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


def test_a_record_with_withheld_fields_and_a_withdrawn_one_come_back_too(site: MakeSite) -> None:
    hidden = "不公开字段: [{字段: 决定主体, 依据: 甲}, {字段: 名称, 依据: 乙}]\n"
    gone = "状态: 撤回\n原因: 无\n撤回日期: 2026-01-06\n"
    changes: dict[str, str | None] = {
        f"powers/p{number}.yml": f"编号: p{number}\n名称: 权力{number}\n决定主体: 党委\n{more}"
        for number, more in ((2, hidden), (3, gone))
    }
    full = check_content(site(changes)).catalog
    assert full is not None
    entries = release(full, TODAY).public.entries
    assert pickle.loads(pickle.dumps(list(entries.values()))) == list(entries.values())


def test_a_part_that_came_back_is_frozen_and_can_be_replaced_and_hashed() -> None:
    part = Disclosure.model_validate({"scope": "社会", "forms": ["网站"], "since": "2026年"})
    back = pickle.loads(pickle.dumps(part))
    assert back == part
    assert hash(back) == hash(part)
    assert repr(back) == repr(part)
    with pytest.raises(ValidationError):
        back.basis = "甲"
    assert (
        back.model_copy(update={"basis": "甲"}) == part.model_copy(update={"basis": "甲"}) != part
    )
    assert copy.deepcopy(back) == copy.copy(back) == part


def test_values_come_back_as_they_were() -> None:
    rule = Ref("rule", "gz-01", "规则")
    values = [
        rule,
        Citation(rule, "4", "第二款"),
        parse_date("2026年5月"),
        parse_limit("3个工作日"),
    ]
    assert pickle.loads(pickle.dumps(values)) == values


class Remark(Part):
    """A part with one field."""

    text: str = define_field("内容", "写什么")


def test_a_part_with_one_field_comes_back_too() -> None:
    remark = Remark(text="甲乙")
    assert pickle.loads(pickle.dumps(remark)) == remark


def test_equal_parts_of_records_are_one_object(sample: Catalog) -> None:
    records = [entry.record for entry in sample.entries.values()]
    unpickled = [pickle.loads(pickle.dumps(record)) for record in records]
    for name in ("disclosure", "review"):
        for group in (records, unpickled):
            parts = [getattr(record, name) for record in group if getattr(record, name)]
            assert len({id(part) for part in parts}) == len(set(parts))
