"""Published lists as small sites: from the rows of a CSV to file names and YAML texts.

Converters for those lists in ``tests/data/real`` that say too little for ``import``: which laws
and bodies they mean, or who decides. They do what an editor would do by hand.
The text of a cell stays as it was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

Row = Mapping[str, str]
Files = dict[str, str]
Values = dict[str, Any]

_NUMBER = re.compile(r"(?:^|[;；])\s*\d+[.．](?!\d)")
_CITED = re.compile(r"《(?P<title>.+?)》(?:[（(](?P<number>[^）)]+)[）)])?")


def numbered(text: str) -> list[str]:
    """``1.…;2.…`` as a list; a text without numbers is one item.

    >>> numbered("1.加强教育;2.每月核对;实行会审。")
    ['加强教育', '每月核对;实行会审']
    """
    items = (item.strip(" 。;；") for item in _NUMBER.split(text))
    return [item for item in items if item]


def dump(values: Values) -> str:
    """YAML as editors write it: Chinese characters, one line for a value, keys in this order."""
    return str(yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000))


def bare_site(what: str, unit: str, type: str) -> Files:
    """A site with its unit alone, for a list that is imported."""
    return _site(what, unit, [_body("danwei", unit, type)])


def _site(what: str, unit: str, bodies: Sequence[Values], **more: Values) -> Files:
    """``site.yml`` and the bodies of a site that has nothing else yet."""
    common = {"状态": "发布", "单位": unit, "公开": "社会"}
    values = {
        "名称": what,
        "单位": unit,
        "示例": "是",
        "简介": "测试材料：依据公开发表的清单整理，表格文字照录。",
        **more,
        "默认": {"所有": {**common, "审查": {"人": "整理人", "日期": "2026-11-01"}}},
    }
    return {"site.yml": dump(values), "bodies/all.yml": dump({"机构": list(bodies)})}


def _body(id: str, name: str, type: str = "部门") -> Values:
    return {"编号": id, "名称": name, "类型": type}


def _categories(names: Iterable[str]) -> dict[str, Values]:
    """权力类别 by name, in the order of first use."""
    categories: dict[str, Values] = {}
    for name in names:
        categories.setdefault(name, {"编号": f"lb-{len(categories) + 1}", "名称": name})
    return categories


# -- power lists --------------------------------------------------------------------------------


def list_laws(rows: Iterable[Row]) -> dict[str, Values]:
    """The laws that the column 设定依据 cites, by title: rules without text."""
    laws: dict[str, Values] = {}
    for row in rows:
        for basis in numbered(row["设定依据"]):
            cited = _CITED.match(basis)
            assert cited, basis
            law = {"编号": f"fl-{len(laws) + 1}", "名称": cited["title"]}
            law = laws.setdefault(cited["title"], law)
            if cited["number"]:
                law["文号"] = cited["number"]
    return laws


def power_list(rows: Sequence[Row]) -> Files:
    """Licences of a county with their holders, time limits and legal bases."""
    holders = dict.fromkeys(row["实施主体"] for row in rows)
    bodies = [_body("xian", "某县", "政府")]
    bodies += [_body(f"jg-{n}", name) for n, name in enumerate(holders, 1)]
    site = _site("某县行政权力事项目录", "某县", bodies, 声明={"权力事项": len(rows)})
    kinds = _categories(row["事项类型"] for row in rows)
    return {
        **site,
        "catalogues/kinds.yml": dump({"权力类别": list(kinds.values())}),
        "powers/all.yml": dump({"权力事项": [_licence(row) for row in rows]}),
        "rules/laws.yml": dump({"制度": list(list_laws(rows).values())}),
    }


def _licence(row: Row) -> Values:
    """The limits of the list have no unit: those of licences are working days (行政许可法第八十二条)."""
    return {
        "编号": f"xk-{row['序号']}",
        "序号": row["序号"],
        "名称": row["事项名称"],
        "类别": row["事项类型"],
        "决定主体": row["实施主体"],
        "法定时限": f"{row['法定时限']}个工作日",
        "承诺时限": f"{row['承诺时限']}个工作日",
        "设定依据": numbered(row["设定依据"]),
        "正文": "时限的原表没有写单位，按工作日整理。",
    }


LEVELS = {"市": "市级主管部门", "县": "县级主管部门"}


def level_list(rows: Sequence[Row]) -> Files:
    """The catalogue of one line of work: items and sub items, held at one level or at two."""
    bodies = [
        _body("shi", "某市", "政府"),
        *(_body(f"jg-{n}", name) for n, name in enumerate(LEVELS.values(), 1)),
    ]
    mains: dict[str, Values] = {}
    for row in rows:
        if row["子项名称"]:
            main = {"编号": f"da-z{len(mains) + 1}", "名称": row["主项名称"], **_held(row)}
            mains.setdefault(row["主项名称"], main)
    items = [_item(row, mains.get(row["主项名称"])) for row in rows]
    subs = sum("主项" in item for item in items)
    declared = {"权力事项": len(items) - subs + len(mains), "子项": subs}
    site = _site("某市档案权力目录", "某市", bodies, 声明=declared)
    kinds = _categories(row["权力类型"] for row in rows)
    return {
        **site,
        "catalogues/kinds.yml": dump({"权力类别": list(kinds.values())}),
        "powers/all.yml": dump({"权力事项": [*items, *mains.values()]}),
    }


def _item(row: Row, main: Values | None) -> Values:
    values = {"编号": f"da-{row['序号']}", "名称": row["子项名称"] or row["主项名称"]}
    belongs = {"主项": main["编号"]} if main else {}
    levels = [f"{level}级" for level in row["行使层级"].split("、")]
    return {**values, **belongs, **_held(row), "行使层级": levels}


def _held(row: Row) -> Values:
    """A power has one decider: of two levels the first."""
    return {"类别": row["权力类型"], "决定主体": LEVELS[row["行使层级"].split("、")[0]]}


# -- duties -----------------------------------------------------------------------------------


def duty_list(rows: Sequence[Row]) -> Files:
    """The duties of a penalty by the stage of its procedure, and the procedure of the stages."""
    holder = "某市某局"
    stages = list(dict.fromkeys(row["运行环节"] for row in rows))
    types = {"行政处罚": {"阶段": stages}}
    chart: Values = {"编号": "cf-lc", "名称": "行政处罚流程", "事项": ["cf"], "类型": "行政处罚"}
    chart |= {"声明步骤数": len(stages), "步骤": _steps(stages, holder)}
    return {
        **_site("某市某局责任清单", holder, [_body("ju", holder)], 类型表=types),
        "powers/cf.yml": dump({"编号": "cf", "名称": "行政处罚", "决定主体": holder}),
        "duties/all.yml": dump({"责任事项": [_duty(row, holder) for row in rows]}),
        "procedures/cf.yml": dump({"流程": [chart]}),
    }


def _steps(stages: Sequence[str], holder: str) -> list[Values]:
    """A step a stage; the last is the end and counts."""
    *steps, end = ({"步骤": stage, "阶段": stage, "主体": holder} for stage in stages)
    last = end.pop("步骤")
    return [*steps, {"结束": last, **end, "计数": "是"}]


def _duty(row: Row, holder: str) -> Values:
    """A published duty has no name: its stage and first clause."""
    first = re.split("[,，。]", row["责任事项"])[0]
    return {
        "编号": f"zr-{row['序号']}",
        "名称": f"{row['运行环节']}：{first}",
        "事项": ["cf"],
        "责任主体": [holder],
        "责任内容": [row["责任事项"]],
    }


def village_list(rows: Sequence[Row]) -> Files:
    """What a village must make public, in traditional characters: one list, an entry a row.

    A list has no columns for when, where and to whom: they go into 备注.
    """
    columns = ("公開時限", "公開渠道", "公開層級")
    entries = [
        {
            "内容": row["公開事項"],
            "依据": [row["公開依據"]],
            "备注": "；".join(f"{column}：{row[column]}" for column in columns),
        }
        for row in rows
    ]
    listing = {"编号": "gk", "名称": "行政村公開事項目錄", "声明项数": len(rows), "条目": entries}
    titles = dict.fromkeys(row["公開依據"].strip("《》") for row in rows)
    named = [{"编号": f"fl-{n}", "名称": title} for n, title in enumerate(titles, 1)]
    village = rows[0]["公開主體"]
    return {
        **_site("行政村公開", village, [_body("cun", village, "村")], 声明={"清单": 1}),
        "catalogues/lists.yml": dump({"清单": [listing]}),
        "rules/laws.yml": dump({"制度": named}),
    }


# -- declared numbers ---------------------------------------------------------------------------


def declared_list(rows: Sequence[Row], listed: bool) -> Files:
    """What one publisher states: a total and a number for each type.

    ``listed``: with as many powers as the types say; otherwise with none, as published.
    """
    why = {} if listed else {"未列全": "只公布了数目"}
    kinds = _categories(row["type"] for row in rows)
    for row in rows:
        kinds[row["type"]]["声明事项数"] = {"数": row["count"], **why}
    total = {"权力事项": {"数": rows[0]["declared_total"], **why}}
    body = _body("xz", "某乡镇", "政府")
    files = _site("某乡镇权责清单", "某乡镇", [body], 声明=total)
    files["catalogues/kinds.yml"] = dump({"权力类别": list(kinds.values())})
    if listed:
        numbers = [(row["type"], n) for row in rows for n in range(int(row["count"]))]
        powers = [_numbered(f"q-{id}", *each) for id, each in enumerate(numbers, 1)]
        files["powers/all.yml"] = dump({"权力事项": powers})
    return files


def _numbered(id: str, type: str, number: int) -> Values:
    return {"编号": id, "名称": f"{type}第{number + 1}项", "类别": type, "决定主体": "某乡镇"}
