"""What looks like votes of persons by name, in a text as a reader sees it (X-03, X-04)."""

from __future__ import annotations

import itertools
import re

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅邹熊孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔汤高"
)
#: signs that are in words about votes and meetings, and hardly in names
_NO_NAME = (
    "委会长局部处科室办组员票可须应都已均需者等院厅席人到得投共计数半名位次项年月日县市镇乡村区于元"
)
_NAME = rf"(?<![一-龥])[{_SURNAMES}](?![{_NO_NAME}])[一-龥](?:(?![{_NO_NAME}])[一-龥])?"
_VOTE = r"赞成|同意|反对|不同意|弃权|缓议"
_COUNT = r"[一二三四五六七八九十百]{1,5}"
_COUNTED = re.compile(
    rf"({_NAME})(?:同志)?[\s:,(]{{0,3}}(?:得票数?|获得?|得|{_VOTE})?票?数?[\s:为]{{0,2}}\d+\s*票"
    rf"|({_NAME})(?:同志)?[\s:,(]{{0,3}}(?:得票数?|票数)[\s:为]{{0,2}}\d+"
    rf"|({_NAME})(?:同志)?[\s:,(]{{0,3}}(?:得|获得?)?推荐票[\s:为]{{0,2}}(?:\d+|{_COUNT})\s*张?"
    rf"|({_NAME})(?:同志)?[\s:,(]{{0,3}}(?:得票|得|获得?|{_VOTE})?票?[\s:为]{{0,2}}{_COUNT}票(?![一-龥])"
)
#: two names or more behind the vote that they cast
_LISTED = re.compile(rf"(?:{_VOTE})(?:票|的)?[\s为是有]{{0,2}}:\s*({_NAME})(?:同志)?、\s*{_NAME}")
_CAST = re.compile(
    rf"({_NAME})(?:同志)?[\s:,(]{{0,3}}(?:投了?|表示)?\s*(?:{_VOTE})票?(?![一-龥\d])"
)
_ROW = re.compile(rf"[| \t]*[一-龥·]{{2,4}}[ \t]*\|.*(?:\d|{_VOTE})")
_WHO, _WHAT = ("姓名", "候选人", "人选", "名单", "对象", "成员"), ("票", *_VOTE.split("|"), "表决")


def find_ballots(text: str) -> str:
    """Persons with the votes that they got, or with the vote that each cast."""
    if match := _COUNTED.search(text):
        return f"{next(filter(None, match.groups()))[0]}某…票"
    if match := _LISTED.search(text):
        return f"{match[0][:2]}：{match[1][0]}某…"
    cast = list(itertools.islice(_CAST.finditer(text), 2))
    if len(cast) > 1:
        return f"{cast[0][1][0]}某…{cast[0][0][-2:]}"
    return _find_table(text.split("\n")) if "|" in text else ""


def _find_table(lines: list[str]) -> str:
    """The head of a table of names and votes that has a row."""
    for head, rule, row in zip(lines, lines[1:], lines[2:], strict=False):
        is_table = "|" in head and "-" in rule and not rule.strip(" \t|:-")
        if is_table and _ROW.match(row) and _names_votes(head):
            return head.strip()[:12]
    return ""


def _names_votes(head: str) -> bool:
    return any(word in head for word in _WHO) and any(word in head for word in _WHAT)
