"""What happens to a topic at a meeting: presented, discussed, voted on, decided."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from shaiquan.model.base import Date, HolderRef, PostRef, Withholding, define_field
from shaiquan.model.common import WholeNumber
from shaiquan.model.decision_terms import Outcome
from shaiquan.model.meetings import MeetingRef
from shaiquan.model.terms import Voting


class Choice(NamedTuple):
    """A way to vote: the field with the posts that did so, and that with their number."""

    names: str
    number: str

    @property
    def label(self) -> str:
        return Vote.label_of(self.names)


IN_FAVOUR = Choice("in_favour", "votes_in_favour")
#: 赞成, 反对, 弃权
CHOICES = (
    IN_FAVOUR,
    Choice("against", "votes_against"),
    Choice("abstained", "votes_abstained"),
)


class Vote(Withholding):
    """表决: one matter put to the vote (S0-23, S0-24, S1-15 to S1-17, S2-14).

    A named vote lists who voted how; every other has numbers only.
    """

    shorthand: ClassVar[str] = "method"
    whole_lists: ClassVar[frozenset[str]] = frozenset(("in_favour", "against", "abstained"))

    method: Voting = define_field("方式", "口头、举手、无记名、记名")
    in_favour: tuple[PostRef, ...] = define_field("赞成", "记名表决：赞成的岗位", ())
    against: tuple[PostRef, ...] = define_field("反对", "记名表决：反对的岗位", ())
    abstained: tuple[PostRef, ...] = define_field("弃权", "记名表决：弃权的岗位", ())
    votes_in_favour: WholeNumber | None = define_field("赞成票", "赞成几票", None)
    votes_against: WholeNumber | None = define_field("反对票", "反对几票", None)
    votes_abstained: WholeNumber | None = define_field("弃权票", "弃权几票", None)
    invalid: WholeNumber | None = define_field("无效票", "无效几票", None)
    announced: Date | None = define_field("宣布", "哪一天宣布结果；应当当场宣布", None)
    tellers: tuple[PostRef, ...] = define_field("监票", "监票的岗位", ())
    matters: tuple[str, ...] = define_field(
        "表决事项", "一次表决了哪几件；应当逐项表决，只写一件", ()
    )

    def count(self, choice: Choice) -> int:
        """How many voted so: the number where it is written, else the names."""
        number: int | None = getattr(self, choice.number)
        return len(getattr(self, choice.names)) if number is None else number


class Deliberation(Withholding):
    """审议: the topic before one meeting."""

    shorthand: ClassVar[str] = "meeting"
    whole_lists: ClassVar[frozenset[str]] = frozenset(("withdrew",))

    meeting: MeetingRef = define_field("会议", "哪次会议", essential=True)
    order: WholeNumber | None = define_field("顺序", "是这次会议的第几个议题", None)
    presenter: HolderRef | None = define_field("汇报", "谁介绍情况、作出说明", None)
    substitute: str = define_field("代汇报", "不是分管的成员汇报的，写明原因", "")
    speakers: tuple[PostRef, ...] = define_field("发言", "依次写发言的岗位", ())
    minutes: WholeNumber | None = define_field("讨论分钟", "讨论了几分钟", None)
    withdrew: tuple[PostRef, ...] = define_field("回避", "回避的岗位", ())
    vote: Vote | None = define_field("表决", "方式和票数", None)
    outcome: Outcome | None = define_field("结果", "通过、否决、缓议、退回、听取", None)
    note: str = define_field("说明", "例如 缓议的原因", "")


class Emergency(Withholding):
    """临机处置: who acted before a meeting could decide, and where it was reported (S1-09)."""

    event: str = define_field("事件", "发生了什么")
    by: HolderRef = define_field("处置", "谁处置的：岗位")
    at: Date = define_field("日期", "哪一天处置")
    reported: MeetingRef | None = define_field("报告", "向哪次会议报告", None)
