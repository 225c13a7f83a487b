"""Nothing secret and nothing personal in any text, unless the record says why (X-03, X-04)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, WARNING, Violation, check
from shaiquan.checks.sensitive_patterns import find_sensitive, list_possible
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.places import Finding, finding
from shaiquan.model.record_texts import RecordText, find_texts
from shaiquan.model.terms import Sensitive
from shaiquan.problems import Bilingual

#: in ``site.yml`` nothing can be explained
_NO_EXEMPTION = Bilingual("site.yml 里的不能例外", "in site.yml there are no exemptions")


def _offer_exemption(what: Sensitive) -> Bilingual:
    line = f"例外: [{{种类: {what.label}, 理由: ……}}]"
    return Bilingual(f"确实可以公布的，写 {line}", f"if it may be published, write {line}")


_NUMBERS = (Sensitive.IDENTITY, Sensitive.MOBILE, Sensitive.BANK_CARD)
_ADVICE = {
    Sensitive.IDENTITY: Bilingual(
        "删去；要分清同名的人，写岗位", "remove it; tell persons apart by their posts"
    ),
    Sensitive.MOBILE: Bilingual("改写办公电话", "publish an office number"),
    Sensitive.BANK_CARD: Bilingual(
        "删去；要缴费的，写单位的对公账户或者缴费网址", "remove it; publish an account of the body"
    ),
}


def _list_violations(entry: Entry, text: RecordText, *sorts: Sensitive) -> Iterator[Violation]:
    """Where there is something of the sorts that the record does not explain, and what."""
    possible = list_possible(text.text)
    if possible.isdisjoint(sorts):
        return
    exempt = {exemption.what for exemption in text.record.exemptions}
    for what in sorts:
        if what in possible and what not in exempt:
            for path, words in find_texts(entry.record):
                if shown := path[0] != "exemptions" and find_sensitive(words, what):
                    yield entry.location(*path), _describe(what, shown, _offer_exemption(what))


def _describe(what: Sensitive, shown: str, exempt: Bilingual) -> dict[str, object]:
    """The words of the problem: of the sort, what is shown of it, and the mend."""
    advice = _ADVICE.get(what, "")
    return {"what": what.label, "advice": advice, "shown": shown, "exempt": exempt}


@check(
    "personal-number",
    ERROR,
    "X-04, 政府信息公开条例第十五条, S2-36",
    subject=RecordText,
    guards=True,
    zh="像是个人的{what}“{shown}”，不得公布",
    en="this looks like a personal {what} '{shown}'",
    mend="{advice}。{exempt}",
    mend_en="{advice}; {exempt}",
    example="电话: （11 位手机号）",
)
def find_personal_numbers(catalog: Catalog, entry: Entry, text: RecordText) -> Iterator[Violation]:
    return _list_violations(entry, text, *_NUMBERS)


@check(
    "home-address",
    WARNING,
    "X-04, 政府信息公开条例第十五条",
    subject=RecordText,
    zh="像是个人的住址“{shown}”，不得公布",
    en="this looks like a home address '{shown}'",
    mend="只写到村或者社区；办公地点写单位的地址。{exempt}",
    mend_en="name the village or neighbourhood alone; {exempt}",
    example="正文: 联系人家住某村 3 组 12 号",
)
def find_home_addresses(catalog: Catalog, entry: Entry, text: RecordText) -> Iterator[Violation]:
    return _list_violations(entry, text, Sensitive.ADDRESS)


@check(
    "classified-mark",
    ERROR,
    "X-03, 保守国家秘密法",
    subject=RecordText,
    guards=True,
    zh="发现密级标志“{shown}”：涉密内容不得录入",
    en="a classification mark '{shown}' was found: classified matter must not be entered",
    mend="立即删去，并请保密部门处理；以前存下的各版也要清除。"
    "只是讲保密规定、本身不涉密的不算，{exempt}",
    mend_en="remove it, also from the git history, and tell whoever is in charge of secrecy; where "
    "a rule only speaks of secrecy: {exempt}",
    example="正文: 机密★一年",
)
def find_classified_marks(catalog: Catalog, entry: Entry, text: RecordText) -> Iterator[Violation]:
    return _list_violations(entry, text, Sensitive.CLASSIFIED)


@check(
    "internal-mark",
    WARNING,
    "X-03, 政府信息公开条例第十六条",
    subject=RecordText,
    zh="有内部标志“{shown}”，不像可以公布的内容",
    en="a mark '{shown}' says that this is internal",
    mend="核对能不能公布：不能的，公开 改为 本单位 或者 党内；能的，删去标志。{exempt}",
    mend_en="if it must not be published, give it another 公开; if it may, remove the mark; "
    "{exempt}",
    example="正文: 内部资料，不得外传",
)
def find_internal_marks(catalog: Catalog, entry: Entry, text: RecordText) -> Iterator[Violation]:
    return _list_violations(entry, text, Sensitive.INTERNAL)


@check(
    "ballots-of-persons",
    WARNING,
    "X-04, S0-23",
    subject=RecordText,
    zh="像是写着谁得几票、谁投什么票“{shown}”",
    en="this seems to say who got or cast which votes: '{shown}'",
    mend="只公布结果和总票数，不写人名。{exempt}",
    mend_en="publish the result and the totals, without names; {exempt}",
    example="正文: （人名）得票 28 票",
)
def find_ballots(catalog: Catalog, entry: Entry, text: RecordText) -> Iterator[Violation]:
    return _list_violations(entry, text, Sensitive.BALLOTS)


_CODES = {
    **dict.fromkeys(_NUMBERS, find_personal_numbers.code),
    Sensitive.ADDRESS: find_home_addresses.code,
    Sensitive.CLASSIFIED: find_classified_marks.code,
    Sensitive.INTERNAL: find_internal_marks.code,
    Sensitive.BALLOTS: find_ballots.code,
}


def find_sensitive_site_texts(catalog: Catalog) -> Iterator[Finding]:
    """The same in ``site.yml``, which cannot explain: a channel can."""
    for path, text in find_texts(catalog.site):
        for what, code in _CODES.items():
            if shown := find_sensitive(text, what):
                location = catalog.site_location(*path)
                yield finding(code, location, **_describe(what, shown, _NO_EXEMPTION))
