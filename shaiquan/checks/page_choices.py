"""版面 in ``site.yml``: whether each name is one of a kind, a column or a part of a page."""

from __future__ import annotations

from collections.abc import Iterator

from shaiquan.checks.check_types import ERROR, Violation, check
from shaiquan.content.catalog import Catalog
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.kinds.registry import KINDS, find_kind_by_word, list_parts
from shaiquan.views.column_choices import list_column_choices


@check(
    "unknown-page-part",
    ERROR,
    "",
    zh="不认识版面里的“{name}”{suggestion}",
    en="in 版面 '{name}' is not known{suggestion}",
    mend="可以写：{known}",
    mend_en="known: {known}",
    example="版面: {权力事项: {不显示: [风险]}}",
)
def find_unknown_page_parts(catalog: Catalog) -> Iterator[Violation]:
    for word, choice in catalog.site.page_choices.items():
        kind = find_kind_by_word(word)
        if kind is None or not kind.columns:
            labels = [kind.label for kind in KINDS if kind.columns]
            yield catalog.site_location("page_choices", word), _say_unknown(word, labels)
            continue
        columns = list(list_column_choices(kind))
        for field, known in (("columns", columns), ("hidden", [*columns, *list_parts(kind)])):
            for index, name in enumerate(getattr(choice, field)):
                if name not in known:
                    place = catalog.site_location("page_choices", word, field, index)
                    yield place, _say_unknown(name, known)


def _say_unknown(name: str, known: list[str]) -> dict[str, object]:
    names = "、".join(dict.fromkeys(known))
    return {"name": name, "suggestion": suggest_spelling(name, known), "known": names}
