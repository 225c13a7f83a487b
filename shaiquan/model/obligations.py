"""应办: what somebody must do in each period, or after an event: reports, reviews, inspections.

One kind carries the duties to report, to hold, to inspect and to evaluate of all seeds (S0-32,
S0-36, S0-40, S0-41, S1-21, S1-35, S3-19, S3-20, S2-26); whether they were done is read from the
entries and the meetings.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from shaiquan.model.base import Basis, BodyRef, Date, Flag, HolderRef, PostRef, define_field
from shaiquan.model.common import Record
from shaiquan.model.due_limits import DueLimit, parse_due_limit
from shaiquan.model.entries import SubjectRef
from shaiquan.model.meeting_types import FrequencyField
from shaiquan.model.parsed_texts import ParsedText

DueLimitField = Annotated[DueLimit, ParsedText("bad-due-limit", parse_due_limit)]
#: what decides who had to do what by when
_DECISIVE = frozenset(
    (
        *("by", "leaders_of", "excepted", "each", "to", "subjects"),
        *("frequency", "trigger", "limit", "before", "until"),
    )
)


class Obligation(Record):
    """应办: who must do what, for whom, how often or within what time after an event."""

    whole_lists: ClassVar[frozenset[str]] = frozenset(("by", "subjects"))

    action: str = define_field(
        "做什么", "site.yml 记事类型 或 会议类型 里的一种，例如 述职、全委会会议"
    )
    by: tuple[HolderRef, ...] = define_field("谁", "由谁做：机构或岗位；会议不用写", (), "主体")
    leaders_of: BodyRef | None = define_field(
        "班子成员", "哪个单位的班子成员都要做；当时没有人在任的岗位不算", None
    )
    excepted: tuple[PostRef, ...] = define_field("除外", "班子成员里不用做的岗位", ())
    each: Flag = define_field("各自", "是：写到的每一个都要做；否：其中一个做了就行", False)
    to: tuple[HolderRef, ...] = define_field("向谁", "向谁报告、述职", ())
    subjects: tuple[SubjectRef, ...] = define_field(
        "对象", "每次要对谁、对什么做；写几个的，每一个都要做到", ()
    )
    frequency: FrequencyField | None = define_field(
        "周期", "例如 每月1次、每季度1次、每半年1次、每年至少1次", None
    )
    trigger: str = define_field("触发", "什么事引起的：记事类型、会议类型里的一种，或者 任职", "")
    limit: DueLimitField | None = define_field(
        "期限",
        "触发以后多久做，例如 至多15个工作日；周期的，期满以后还可以多久补做，"
        "或者离期满最近的哪一天以前，例如 7月底前、次月5日前、次年1月31日前",
        None,
    )
    before: Flag = define_field("事前", "是：要在触发的那一天或以前做好，例如先审计后上岗", False)
    since: Date = define_field("从", "从哪一天起要做；没有满的第一个时期不算")
    until: Date | None = define_field("至", "到哪一天为止", None)
    basis: tuple[Basis, ...] = define_field("依据", "哪项制度要求的", ())
    department: BodyRef | None = define_field("承办", "谁组织、谁督促", None)

    @property
    def hides_duty(self) -> bool:
        """Whether something is withheld without which nobody can say what was due."""
        kept = (getattr(self, name) for name in self.withheld_fields if name in _DECISIVE)
        return self.since is None or not all(kept)
