"""What goes through the public exchange: tenders, procurement, land, property rights (S2-22)."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, IN_USE, WARNING, Violation, check
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.topic_steps import TRANSACTIONS
from shaiquan.model.topics import Topic

_KNOWN = {spelling: form for form, others in TRANSACTIONS.items() for spelling in (form, *others)}


@check(
    "transaction-without-platform",
    ERROR,
    "S2-22",
    subject=Topic,
    states=IN_USE,
    zh="{form}没有写在哪里交易：应当进公共资源交易平台",
    en="the {form} names no public exchange",
    mend="写 平台:，例如 县公共资源交易中心",
    mend_en="name the exchange in 平台",
    example="交易: {种类: 政府采购}（没有 平台）",
)
def find_transactions_without_platform(
    catalog: Catalog, entry: Entry, topic: Topic
) -> Iterator[Violation]:
    transaction = topic.transaction
    if transaction and transaction.form in _KNOWN and not transaction.platform:
        yield entry.location("transaction", "form"), {"form": _KNOWN[transaction.form]}


@check(
    "unknown-transaction",
    WARNING,
    "S2-22",
    subject=Topic,
    states=IN_USE,
    zh="不知道“{form}”是哪一种交易{suggestion}",
    en="the kind of transaction '{form}' is not known{suggestion}",
    mend="写 {known}",
    mend_en="one of {known}",
    example="交易: {种类: 采购招标, 平台: 县公共资源交易中心}",
)
def find_unknown_transactions(catalog: Catalog, entry: Entry, topic: Topic) -> Iterator[Violation]:
    transaction = topic.transaction
    if transaction and transaction.form not in _KNOWN:
        words = {"form": transaction.form, "known": "、".join(TRANSACTIONS)}
        hint = suggest_spelling(transaction.form, _KNOWN)
        yield entry.location("transaction", "form"), {**words, "suggestion": hint}
