"""Numbers in the words of the home page that no record bears out (X-05).

Only 简介 is looked at: it is about this site as a whole, while rules and duties have numbers of
their own. A number that is written as ``{{ 数量.权力事项 }}`` is always right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.checks.check_types import INFO, Violation, check
from shaiquan.checks.declared import COUNTS, NAMES
from shaiquan.content.catalog import Catalog
from shaiquan.model.numerals import parse_number

_N = r"[0-9０-９〇零一二三四五六七八九十百千两]{1,6}"
#: what is counted, as people call it -> the name under which it is counted
_CALLED = {
    "权力事项": "权力事项",
    "权力": "权力事项",
    "责任事项": "责任事项",
    "风险点": "风险点",
    "上墙流程图": "上墙流程图",
    "流程图": "流程图",
    "制度": "制度",
    "岗位": "岗位",
}
_NUMBER = re.compile(
    rf"(?:({_N})\s*类[^0-9。；\n]{{0,2}})?({_N})\s*[项条个处张部]\s*({'|'.join(_CALLED)})"
)
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}")


@check(
    "number-in-words",
    INFO,
    "X-05",
    zh="简介里写着“{text}”，记录里没有这个数：{found}",
    en="the introduction says '{text}', but the records say {found}",
    mend="改写成 {{{{ 数量.{name} }}}}，或者 {{{{ 数量.单位.{name} }}}}，记录变了它也跟着变",
    mend_en="write {{{{ 数量.{name} }}}}, which follows the records",
    example="简介: 县委 8 类 60 项权力（记录里是 7 类 52 项）",
)
def find_unproven_numbers(catalog: Catalog) -> Iterator[Violation]:
    for words in _PLACEHOLDER.sub("", catalog.site.about).split("\n"):
        for match in _NUMBER.finditer(words):
            counts = (("权力类别", match[1]), (_CALLED[match[3]], match[2]))
            for name, written in counts:
                number, found = parse_number(written) if written else None, _count(catalog, name)
                if number is not None and number not in found.values():
                    listed = "、".join(f"{unit or '全站'} {count}" for unit, count in found.items())
                    place = catalog.site_location("about")
                    yield place, {"text": match[0], "found": f"{name} {listed}", "name": name}
                    break


def _count(catalog: Catalog, name: str) -> dict[str, int]:
    """Unit -> how many records count under a name; the empty unit is the whole site."""
    keys = (key for key in NAMES.row(catalog, "") or () if key.rpartition(".")[2] == name)
    rows = {key.rpartition(".")[0]: COUNTS.row(catalog, key) for key in keys}
    return {unit: count for unit, count in rows.items() if count}
