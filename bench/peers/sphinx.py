"""Sphinx: reStructuredText, the charts by sphinx.ext.graphviz, names of rules included.

Lists are toctrees, so that Sphinx updates a changed name in them. A rule's name is in a file
of its own, which the pages that cite it include, so that Sphinx knows which pages depend on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bench import words
from bench.peers.charts import make_dot
from bench.workload import PlainDuty, PlainPower, Workload

CONF = Path(__file__).resolve().parent / "templates" / "sphinx" / "conf.py"


def make_files(workload: Workload) -> Iterator[tuple[str, str]]:
    """The source folder of a workload."""
    yield "conf.py", CONF.read_text("utf-8")
    names = [f"lb-{number}" for number in range(1, len(words.CATEGORIES) + 1)]
    yield "index.rst", _title("示例县权力公开") + _toctree(("powers", *names))
    all_powers = _toctree(f"powers/{power.id}" for power in workload.powers)
    yield "powers.rst", _title("权力清单") + all_powers
    for number, category in enumerate(words.CATEGORIES):
        powers = [power for power in workload.powers if power.category == number]
        pages = _toctree(f"powers/{power.id}" for power in powers)
        yield f"{names[number]}.rst", _title(category) + pages
    for rule in workload.rules:
        yield f"rules/{rule.id}.inc", f".. |{rule.id}| replace:: 《{rule.name}》\n"
    duty_of = {power: duty for duty in workload.duties for power in duty.powers}
    for power in workload.powers:
        yield f"powers/{power.id}.rst", _page(workload, power, duty_of[power.id])
        if power.steps:
            yield f"charts/{power.id}.gv", make_dot(power)


def _title(title: str, line: str = "=") -> str:
    return f"{title}\n{line * (2 * len(title))}\n\n"


def _toctree(pages: Iterable[str]) -> str:
    return ".. toctree::\n   :maxdepth: 1\n\n" + "".join(f"   {page}\n" for page in pages)


def _page(workload: Workload, power: PlainPower, duty: PlainDuty) -> str:
    cited = dict.fromkeys(workload.rules[rule].id for rule, _ in power.basis)
    parts = [f".. include:: /rules/{rule}.inc" for rule in cited]
    parts += [_title(power.name), *_fields(workload, power), ""]
    parts.append(_restructured_text(power.text) + "\n")
    if power.steps:
        parts.append(f".. graphviz:: /charts/{power.id}.gv\n")
    parts.append(_title("责任事项", "-"))
    parts.append(f"* {duty.name}：{'；'.join(duty.content)}追责情形：{duty.misdeed}\n")
    parts.append(_title("风险点", "-"))
    for number in power.risks:
        risk = workload.risks[number]
        parts.append(f"* {risk.name}（{risk.level}）：{'；'.join(risk.controls)}")
    return "\n".join(parts) + "\n"


def _fields(workload: Workload, power: PlainPower) -> Iterator[str]:
    yield f":类别: {tuple(words.CATEGORIES)[power.category]}"
    yield f":领域: {power.area}"
    yield f":决定主体: {words.DECIDERS[power.category]}"
    yield f":承办: {workload.departments[power.department]}"
    yield f":配合: {workload.departments[power.partner]}"
    for limit in power.limits:
        yield f":权限: {limit}"
    for rule, article in power.basis:
        yield f":依据: |{workload.rules[rule].id}|\\ 第{words.numeral(article)}条"
    yield ":监督: 参与式、轨迹化"
    yield ":测评: 权力运行规范评估"
    yield f":责任领导: {words.LEADERS[power.category][0]}"
    number = power.channel + 1
    yield f":投诉: {tuple(words.CATEGORIES)[power.channel]}监督电话　0000-00000{number:02}"
    if power.reason:
        yield f":不设流程: {power.reason}"


def _restructured_text(markdown: str) -> str:
    """Our Markdown as reStructuredText: of paragraphs, lists and headings only these differ."""
    lines = markdown.splitlines()
    return "\n".join(
        _title(line.removeprefix("## "), "-") if line.startswith("## ") else line for line in lines
    )
