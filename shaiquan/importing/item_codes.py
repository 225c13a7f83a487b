"""Official codes of items (事项编码): which of them have a mistake that can be seen.

The form of the national platform is 基本编码-行政区划-000-实施机关-版本-情形, for example
``511A0138000000-511602000000-000-115113010833722043-1-00``: seen in 1,132 of the 1,135 items of a
district. The code of the body is its unified social credit code (GB 32100-2015).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from shaiquan.importing.list_tables import ListTable

_NATIONAL = re.compile(r"(.+?)-([0-9A-Za-z]+)-(\w{3})-([^-]*)-(\w+)-(\w+)")
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, power, 31) for power in range(17))
_LENGTH = 18


def find_code_fault(code: str) -> str:
    """What is wrong with a code; empty where nothing is.

    >>> find_code_fault("511A0138000000-511602000000-000-115113010833722043-1-00")
    ''
    >>> find_code_fault("512B0053300006-511602000000-000-083372204-1-00")
    '实施机关的代码不是 18 位'
    """
    match = _NATIONAL.fullmatch(code)
    if not match:
        return "不是“基本编码-区划-000-机关代码-版本-情形”的样子"
    if not re.fullmatch("[0-9]{12}", match[2]):
        return "区划不是 12 位数"
    if len(match[4]) != _LENGTH:
        return "实施机关的代码不是 18 位"
    return "" if _is_credit_code(match[4]) else "实施机关的代码校验位不对"


def _is_credit_code(text: str) -> bool:
    """Whether the last sign of a unified social credit code fits the others."""
    if any(sign not in _SIGNS for sign in text):
        return False
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(text, _WEIGHTS, strict=False))
    return _SIGNS.index(text[-1]) == -total % 31


def group_code_faults(tables: Iterable[ListTable]) -> Mapping[str, tuple[int, str]]:
    """What is wrong with codes -> in how many rows it is, and in which; nothing where most codes
    are of another form than that of the national platform."""
    rows = [(row.sheet, row.number, row.values["code"]) for t in tables for row in t.rows
            if "code" in row.values]  # fmt: skip
    national = sum(bool(_NATIONAL.fullmatch(code)) for _, _, code in rows)
    faults: dict[str, dict[str, list[int]]] = {}
    for sheet, number, code in rows if national * 2 > len(rows) else ():
        if fault := find_code_fault(code):
            faults.setdefault(fault, {}).setdefault(sheet, []).append(number)
    return {
        fault: (
            sum(map(len, sheets.values())),
            "；".join(
                f"{f'“{sheet}”' if sheet else ''}第 {say_numbers(numbers)} 行"
                for sheet, numbers in sheets.items()
            ),
        )
        for fault, sheets in faults.items()
    }


def say_numbers(numbers: Iterable[int]) -> str:
    """Numbers in order, those that follow each other from the first to the last.

    >>> say_numbers([3, 5, 6, 7, 9, 10])
    '3、5—7、9、10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(
        f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs
    )
