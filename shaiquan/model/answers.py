"""Which answers of a decision and findings of a gate say no or yes: 不合法, 可控 (X-11).

A word is taken only where it is the answer: 没有不同意见 and 不通过招标直接采购 say something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: what of a gate or a vote is denied by 不, 未, 没有 before it
_PASSED = "通过|合法|可控|同意|赞成|合格|可行|合规|批准|过关|过半|超过半|达到半|达半"
_NO = re.compile(
    rf"(?:不予|不能|不|未能|未获得|未获|未经|未|没有获得|没有能|没有|没)(?:{_PASSED})|否决|缓议|暂缓"
)
#: a vote is also lost by 没有超过, 未达到, 赞成不足
_LOST = re.compile(
    r"^(?:没有|未|不)(?:超过|达到|足|够)|赞成.*(?:不足|不够)|^(?:多数)?反对$|票数不足|不足半数|不足三分之二"
)
#: an answer that only says no: 否; 不是，退回
_BARE_NO = re.compile(r"^(?:否|不|不是|没有|未|no|n|×)(?:[，,、；;（(].*)?$", re.IGNORECASE)
#: the whole answer: with more words it tells of what somebody did, as 违法事实清楚
_UNLAWFUL = re.compile(r"^(?:违法|违规|违法违规|违反(?:法律|规定|制度))(?:[，,、；;（(].*)?$")
_ASKED = re.compile(
    rf"(?:是否|是不是|能否|可否|能不能)(?!需|要|须|应|属|不|未)[^，。；]{{0,6}}?(?:{_PASSED})"
    rf"|^(?:{_PASSED})[吗？?]*$"
)
#: a finding that fails a gate beside those: a grave risk, what is missing
_GRAVE = re.compile(
    r"^(?:属|为|是)?(?:高|极高|重大)风险$|^风险(?:等级)?[较很]?高$|^(?:没有|无)预算$|^退回"
)
#: a finding that passes one, but for a denial before it
_GOOD = re.compile(
    rf"{_PASSED}|(?:没有|无)(?:不同)?意见|(?:没有|无)异议|有预算|符合|具备|可以|属实|完成"
    r"|(?:低|较低|一般|中|中低)风险|风险(?:等级)?较?低"
)
_DENIED = re.compile(r"[不未没无非难否]|缺乏|缺少")
#: what comes after the finding itself: 不可控，要改
_AFTER = re.compile(r"[，。；、,;（(]")
#: of the words above, the characters that a site in traditional characters writes
_SIMPLIFY = str.maketrans(
    "過決緩暫規獲沒達與贊數無發見標採購會議開網絡", "过决缓暂规获没达与赞数无发见标采购会议开网络"
)
#: before a word: then nothing is denied
_NONE = re.compile(r"(?:没有|无|未发现|不存在|未见|非)$")
#: after 通过 or 同意 these go on with the word: 不通过招标直接采购, 不同意见, 不赞成票
_GOES_ON = re.compile(r"^(?:见|的意见|票|招标|采购|会议|公开|网络|中介|第三方)")


def says_no(label: str, question: str = "", vote: bool = False) -> bool:
    """Whether an answer says that what was asked is not passed.

    >>> [says_no(label) for label in ("不合法", "风险不可控或者不合法", "未过半数", "暂缓")]
    [True, True, True, True]
    >>> [says_no(label) for label in ("合法", "没有不同意见", "不足5万元", "修改后合法")]
    [False, False, False, False]
    >>> says_no("否", "是否合法"), says_no("否", "是否紧急")
    (True, False)
    >>> [says_no(label) for label in ("违法", "审查没过关", "违法事实清楚")]
    [True, True, False]
    """
    text, question = _simplify(label.strip()), _simplify(question)
    if _BARE_NO.match(text) and _ASKED.search(question):
        return True
    if _UNLAWFUL.match(text) or (vote and _LOST.search(text)):
        return True
    return any(_denies(text, match) for match in _NO.finditer(text))


def fails_gate(finding: str, words: Iterable[str] = ()) -> bool:
    """Whether the 结论 of a gate fails it; ``words`` are those of a type's 不通过.

    >>> [fails_gate(text) for text in ("违法", "高风险", "不合法，要修改", "不可行")]
    [True, True, True, True]
    >>> [fails_gate(text) for text in ("合法（修改三处）", "低风险", "没有不同意见", "")]
    [False, False, False, False]
    """
    text = _take_finding(finding)
    return text in words or bool(text and (says_no(text) or _GRAVE.search(_simplify(text))))


def passes_gate(finding: str) -> bool:
    """Whether the 结论 of a gate says that it is passed; one that is not written says nothing else.

    >>> [passes_gate(text) for text in ("修改后合法", "没有不同意见", "有预算，可列支", "")]
    [True, True, True, True]
    >>> [passes_gate(text) for text in ("不完全合法", "再看", "高风险")]
    [False, False, False]
    """
    text = _simplify(_take_finding(finding))
    good = _GOOD.search(text)
    return not text or (good is not None and not _DENIED.search(text[: good.start()]))


def _take_finding(text: str) -> str:
    """The finding alone, without what follows it."""
    return _AFTER.split(text.strip())[0].strip()


def _simplify(text: str) -> str:
    return text.translate(_SIMPLIFY)


def _denies(text: str, match: re.Match[str]) -> bool:
    return not _NONE.search(text[: match.start()]) and not _GOES_ON.match(text[match.end() :])


def contains_any(label: str, words: Iterable[str]) -> bool:
    """Whether an answer says one of the words of a type's 不通过.

    >>> contains_any("风险不可控或者不合法", ["不合法"]), contains_any("没有不合法的", ["不合法"])
    (True, False)
    """
    return any(
        not _NONE.search(label[: match.start()])
        for word in words
        if word
        for match in re.finditer(re.escape(word), label)
    )
