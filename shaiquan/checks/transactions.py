"""What goes through the public exchange: tenders, procurement, land, property rights (S2-22)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.common import Record
from shaiquan.model.powers import Power
from shaiquan.model.procedures import Procedure
from shaiquan.model.record_texts import find_texts
from shaiquan.model.topics import Topic
from shaiquan.model.transactions import TRANSACTIONS, Transaction

#: what names a public exchange in a text
_EXCHANGE = re.compile("交易(?:中心|平台|场所)")
#: who watches over transactions makes none
_WATCHED = re.compile("监督|监管|监察|检查|查处|处罚|投诉|举报|备案|审查|审批|审核|专家|代理")
_KNOWN = {spelling: form for form, others in TRANSACTIONS.items() for spelling in (form, *others)}


def _transaction_of(record: Record) -> Transaction | None:
    assert isinstance(record, Topic | Power | Procedure)
    return record.transaction


@check(
    "transaction-without-platform",
    ERROR,
    "S2-22",
    subject=(Topic, Power, Procedure),
    states=IN_USE,
    zh="{form}没有写在哪里交易：应当进公共资源交易平台",
    en="the {form} names no public exchange",
    mend="写 平台:，例如 县公共资源交易中心",
    mend_en="name the exchange in 平台",
    example="交易: {种类: 政府采购}（没有 平台）",
)
def find_transactions_without_platform(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    transaction = _transaction_of(record)
    if transaction and transaction.form in _KNOWN and not transaction.platform:
        yield entry.location("transaction", "form"), {"form": _KNOWN[transaction.form]}


@check(
    "unknown-transaction",
    WARNING,
    "S2-22",
    subject=(Topic, Power, Procedure),
    states=IN_USE,
    zh="不知道“{form}”是哪一种交易{suggestion}",
    en="the kind of transaction '{form}' is not known{suggestion}",
    mend="写 {known}",
    mend_en="one of {known}",
    example="交易: {种类: 采购招标, 平台: 县公共资源交易中心}",
)
def find_unknown_transactions(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    transaction = _transaction_of(record)
    if transaction and transaction.form not in _KNOWN:
        words = {"form": transaction.form, "known": "、".join(TRANSACTIONS)}
        hint = suggest_spelling(transaction.form, _KNOWN)
        yield entry.location("transaction", "form"), {**words, "suggestion": hint}


@check(
    "exchange-unsaid",
    WARNING,
    "S2-22",
    subject=(Power, Procedure),
    states=IN_USE,
    zh="“{name}”是{form}，没有写进哪个公共资源交易平台",
    en="'{name}' is a matter of {form} and names no public exchange",
    mend="写 交易: {{种类: {form}, 平台: 县公共资源交易中心}}，或者在流程里写出进交易中心的一步",
    mend_en="write 交易 with its 平台, or the step at which it goes to the exchange",
    example="名称: 政府采购审批（没有 交易，流程里也没有交易中心）",
)
def find_transactions_without_exchange(
    catalog: Catalog, entry: Entry, record: Record
) -> Iterator[Violation]:
    form = _find_form(record)
    if form and not _transaction_of(record) and not _names_exchange(catalog, entry):
        yield entry.location("name"), {"name": record.name, "form": form}


def _find_form(record: Record) -> str:
    """Which transaction the name of a record, or the type of a chart, is about; empty for none."""
    words = record.name + (f" {record.type}" if isinstance(record, Procedure) else "")
    if _WATCHED.search(record.name):
        return ""
    return next((form for spelling, form in _KNOWN.items() if spelling in words), "")


def _names_exchange(catalog: Catalog, entry: Entry) -> bool:
    """Whether a text of a record, or of a chart of a power, names a public exchange."""
    charts = catalog.entries_naming(entry.id, "procedure", "powers")
    records = (entry.record, *(chart.record for chart in charts))
    return any(_EXCHANGE.search(text) for record in records for _, text in find_texts(record))
