"""Vocabulary of obligations."""

from __future__ import annotations

from shaiquan.model.terms import Term

#: what sets off an obligation beside entries and meetings: that somebody takes a post (S2-27)
TAKING_OFFICE = "任职"


class DueState(Term):
    """What has become of something that was due; of a public site: as far as it was published."""

    DONE = ("done", "已办")
    LATE = ("late", "迟办")
    MISSING = ("missing", "没有记录")
    OPEN = ("open", "未到期")
