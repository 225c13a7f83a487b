"""The small site, whose power, duty, risk, chart and list are adopted by streets, each with a file.

A street has its own 党委 and 办公室; the first one calls its committee 党工委.
"""

from __future__ import annotations

from pathlib import Path

from tests.conftest import SMALL, MakeSite
from tests.ledgers import WALLED

STREETS = tuple(f"jd{number:02}" for number in range(1, 13))
LISTING = "清单: [{编号: qd, 名称: 四张清单, 条目: [权力清单, 责任清单, 负面清单, 服务清单]}]\n"
_BODIES = """\
默认: {{单位: {street}}}
机构:
  - {{编号: {street}, 名称: {name}, 层级: 街道, 上级: dw}}
  - {{编号: {street}-dw, 名称: {committee}, 类型: 党委, 上级: {street}}}
  - {{编号: {street}-bgs, 名称: 办公室, 上级: {street}}}
岗位:
  - {{编号: {street}-sj, 名称: 书记, 机构: {street}-dw, 正职: 是}}
任职:
  - {{编号: {street}-rz, 岗位: {street}-sj, 从: 2026-01-05}}
"""
_ADOPTED = """\
编号: {street}-{reference}
单位: {street}
沿用: {reference}
"""
#: folder, id of the reference
ADOPTED = (
    ("powers", "p1"),
    ("duties", "d1"),
    ("risks", "r1"),
    ("procedures", "l1"),
    ("catalogues", "qd"),
)


def name_of(street: str) -> str:
    return f"第{int(street[2:])}街道"


def write_street(street: str) -> dict[str, str | None]:
    """The files of a street: its bodies, and what it adopts."""
    committee = "党工委" if street == "jd01" else "党委"
    words = {"street": street, "name": name_of(street), "committee": committee}
    replaced = "替换: {党委: 党工委}\n" if street == "jd01" else ""
    files: dict[str, str | None] = {f"bodies/{street}.yml": _BODIES.format(**words)}
    for folder, reference in ADOPTED:
        text = _ADOPTED.format(street=street, reference=reference)
        body = f"清单: [{{编号: {street}-qd, 单位: {street}, 沿用: qd}}]\n"
        named = folder not in ("risks", "catalogues")
        own = body if folder == "catalogues" else text + (replaced if named else "")
        files[f"{folder}/{street}-{reference}.yml"] = own
    return files


def make_streets(site: MakeSite, streets: tuple[str, ...] = STREETS) -> Path:
    """The site of these streets; its chart is meant for walls."""
    number = 1 + len(streets)
    settings = (SMALL / "site.yml").read_text("utf-8")
    registers = (SMALL / "catalogues" / "all.yml").read_text("utf-8")
    files: dict[str, str | None] = {
        "procedures/l1.yml": WALLED,
        "catalogues/qd.yml": LISTING,
        "catalogues/all.yml": registers.replace("事项数: 1", f"事项数: {number}"),
        "site.yml": settings.replace("权力事项: 1", f"权力事项: {number}"),
    }
    for street in streets:
        files |= write_street(street)
    return site(files)
