"""Words that say nothing: what is still to come, and that there is none."""

from __future__ import annotations

import re

#: says that it is still to be written, wherever it stands
BLANK = re.compile(
    r"略|从略|待定|待补充?|待完善|待更新|待填|暂缺|同上|如题|见附件|详见附件|"
    r"[.…。·、—\-_/\\?？*×xX]++|n/?a|tbd|todo",
    re.IGNORECASE,
)
_UNDONE = r"(?:还|尚)?(?:没有?|未)(?:进行|开展|做)?(?:风险)?(?:评估|画图?)|待评估|待画图?"
#: says that there is none, which is no reason and no content
NONE = re.compile(
    r"无|没有|暂无|不详|不适用|不涉及|无需|不需要?|不用|没必要|不必|无此项|按规定|依法办理|按要求办理?"
    rf"|{_UNDONE}"
)
#: marks around a text and at its end
AROUND = " 　()（）[]【】“”\"'。；;，,"


def is_blank(text: str) -> bool:
    """Whether a text only says that something is still to come.

    >>> [is_blank(text) for text in ("略", "（待定）", "……", "略作修改", "无")]
    [True, True, True, False, False]
    """
    bare = text.strip(AROUND)
    return not bare or bool(BLANK.fullmatch(bare))


def is_no_reason(text: str) -> bool:
    """Whether a text says nothing, or only that there is none or that nothing was done yet.

    >>> [is_no_reason(text) for text in ("无", "还没有画图", "待定", "一年一次", "没有外部程序")]
    [True, True, True, False, False]
    """
    return is_blank(text) or bool(NONE.fullmatch(text.strip(AROUND)))


def is_undone(text: str) -> bool:
    """Whether a text says nothing, or that nothing was done yet; 没有 says that there is none.

    >>> [is_undone(text) for text in ("还没有评估", "待定", "", "没有", "评估后没有")]
    [True, True, True, False, False]
    """
    return is_blank(text) or bool(re.fullmatch(_UNDONE, text.strip(AROUND)))
