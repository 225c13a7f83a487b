from __future__ import annotations

import hashlib

from shaiquan.history.record_steps import RecordStep, StepReader
from tests.history.stories import Story


def test_a_step_survives_its_packing() -> None:
    for step in Story.begin().list_steps():
        assert RecordStep.unpack(step.pack()) == step


def test_a_step_has_the_records_that_changed_and_no_others() -> None:
    story = Story.begin().edit("2026-03-05", "bodies/all.yml", "名称: 副书记", "名称: 专职副书记")
    first, second = story.list_steps()
    assert {state.id for state in first.states} >= {"p1", "l1", "dw", "bgs", "fsj"}
    assert [(state.id, state.kind) for state in second.states] == [("fsj", "post")]
    assert second.day == "2026-03-05"


def test_steps_that_are_known_are_not_read_again() -> None:
    story = Story.begin().edit("2026-03-05", "powers/p1.yml", "重大事项决定", "重大事项的决定")
    reader = StepReader(story)
    steps = list(reader.list_steps(b"tool"))
    story.asked.clear()
    again = StepReader(story, reader.read.get)
    assert list(again.list_steps(b"tool")) == steps
    assert (story.asked, again.read, again.names) == ([], {}, reader.names)
    assert list(StepReader(story, reader.read.get).list_steps(b"another tool")) == steps
    assert story.asked


def test_what_other_defaults_change_is_marked() -> None:
    story = Story.begin().edit("2026-03-05", "site.yml", "测评: [年度评估]", "测评: [半年评估]")
    story.edit("2026-03-06", "site.yml", "名称: 小站", "名称: 小网站")
    _, second, third = story.list_steps()
    assert [(state.id, state.by_default) for state in second.states] == [("p1", True)]
    assert third.states == ()


def test_a_file_that_no_build_reads_is_not_read() -> None:
    story = Story.begin().keep("2026-03-05", {"powers/大.yml": "# " + "长" * 4_000_000})
    story.keep("2026-03-06", {"files/表.txt": "字", "powers/大.yml": None})
    assert [step.states for step in story.list_steps()][1:] == [(), ()]
    assert hashlib.sha256("字".encode()).hexdigest() not in story.asked
