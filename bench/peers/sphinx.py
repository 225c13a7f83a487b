"""Sphinx: reStructuredText, the charts by sphinx.ext.graphviz, names of rules included.

Lists are toctrees, so that Sphinx brings a changed name there. A rule's name stands in one
file that the pages citing it include, so that Sphinx knows which pages a change of it
concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bench import words
from bench.peers.charts import dot
from bench.workload import Duty, Power, Workload

CONF = Path(__file__).resolve().parent / "templates" / "sphinx" / "conf.py"


def files(made: Workload) -> Iterator[tuple[str, str]]:
    """The source folder of a workload."""
    yield "conf.py", CONF.read_text("utf-8")
    names = [f"lb-{number}" for number in range(1, len(words.CATEGORIES) + 1)]
    yield "index.rst", _titled("示例县权力公开") + _tree(("powers", *names))
    every = _tree(f"powers/{power.id}" for power in made.powers)
    yield "powers.rst", _titled("权力清单") + every
    for number, category in enumerate(words.CATEGORIES):
        held = [power for power in made.powers if power.category == number]
        pages = _tree(f"powers/{power.id}" for power in held)
        yield f"{names[number]}.rst", _titled(category) + pages
    for rule in made.rules:
        yield f"rules/{rule.id}.inc", f".. |{rule.id}| replace:: 《{rule.name}》\n"
    owed = {power: duty for duty in made.duties for power in duty.powers}
    for power in made.powers:
        yield f"powers/{power.id}.rst", _page(made, power, owed[power.id])
        if power.steps:
            yield f"charts/{power.id}.gv", dot(power)


def _titled(title: str, line: str = "=") -> str:
    return f"{title}\n{line * (2 * len(title))}\n\n"


def _tree(pages: Iterable[str]) -> str:
    return ".. toctree::\n   :maxdepth: 1\n\n" + "".join(f"   {page}\n" for page in pages)


def _page(made: Workload, power: Power, duty: Duty) -> str:
    cited = dict.fromkeys(made.rules[rule].id for rule, _ in power.basis)
    parts = [f".. include:: /rules/{rule}.inc" for rule in cited]
    parts += [_titled(power.name), *_fields(made, power), ""]
    parts.append(_text(power.text) + "\n")
    if power.steps:
        parts.append(f".. graphviz:: /charts/{power.id}.gv\n")
    parts.append(_titled("责任事项", "-"))
    parts.append(f"* {duty.name}：{'；'.join(duty.content)}追责情形：{duty.misdeed}\n")
    parts.append(_titled("风险点", "-"))
    for number in power.risks:
        risk = made.risks[number]
        parts.append(f"* {risk.name}（{risk.level}）：{'；'.join(risk.controls)}")
    return "\n".join(parts) + "\n"


def _fields(made: Workload, power: Power) -> Iterator[str]:
    yield f":类别: {tuple(words.CATEGORIES)[power.category]}"
    yield f":领域: {power.area}"
    yield f":决定主体: {words.DECIDERS[power.category]}"
    yield f":承办: {made.departments[power.department]}"
    yield f":配合: {made.departments[power.partner]}"
    for limit in power.limits:
        yield f":权限: {limit}"
    for rule, article in power.basis:
        yield f":依据: |{made.rules[rule].id}|\\ 第{words.numeral(article)}条"
    yield ":监督: 参与式、轨迹化"
    yield ":测评: 权力运行规范评估"
    yield f":责任领导: {words.LEADERS[power.category][0]}"
    number = power.channel + 1
    yield f":投诉: {tuple(words.CATEGORIES)[power.channel]}监督电话　0000-00000{number:02}"
    if power.reason:
        yield f":不设流程: {power.reason}"


def _text(markdown: str) -> str:
    """Our Markdown has paragraphs, lists and headings; only the headings differ."""
    lines = markdown.splitlines()
    return "\n".join(
        _titled(line.removeprefix("## "), "-") if line.startswith("## ") else line for line in lines
    )
