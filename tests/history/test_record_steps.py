from __future__ import annotations

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


def test_a_change_of_the_defaults_is_no_change_of_every_record() -> None:
    story = Story.begin().edit("2026-03-05", "site.yml", "测评: [年度评估]", "测评: [半年评估]")
    assert [len(step.states) for step in story.list_steps()][1:] == [0]
