"""Hugo: Markdown with front matter; rules, risks and channels as data; charts as SVG."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bench import words
from bench.peers.charts import make_dot
from bench.workload import PlainPower, Workload

TEMPLATES = Path(__file__).resolve().parent / "templates" / "hugo"
_CONFIG = {
    "baseURL": "/",
    "relativeURLs": True,
    "title": "示例县权力公开",
    "locale": "zh-CN",
    "disableKinds": ["RSS", "sitemap", "robotsTXT", "404"],
    "taxonomies": {"category": "categories"},
    "hasCJKLanguage": True,
}


def make_files(workload: Workload) -> Iterator[tuple[str, str]]:
    """The project of a workload: configuration, templates, data, content."""
    yield "hugo.json", json.dumps(_CONFIG, ensure_ascii=False, indent=1)
    for path in sorted(TEMPLATES.rglob("*.html")):
        yield path.relative_to(TEMPLATES).as_posix(), path.read_text("utf-8")
    rules = {rule.id: rule.name for rule in workload.rules}
    risks = {
        risk.id: {"name": risk.name, "level": risk.level, "controls": risk.controls}
        for risk in workload.risks
    }
    duties = {
        duty.id: {"name": duty.name, "content": duty.content, "misdeed": duty.misdeed}
        for duty in workload.duties
    }
    channels = {
        str(n): {"name": f"{name}监督电话", "value": f"0000-00000{n:02}"}
        for n, name in enumerate(words.CATEGORIES, 1)
    }
    tables = {"rules": rules, "risks": risks, "duties": duties, "channels": channels}
    for name, rows in tables.items():
        yield f"data/{name}.json", json.dumps(rows, ensure_ascii=False, indent=1)
    yield "content/_index.md", "---\ntitle: 示例县权力公开\n---\n"
    yield "content/powers/_index.md", "---\ntitle: 权力清单\n---\n"
    duty_of = {power: duty.id for duty in workload.duties for power in duty.powers}
    for number, power in enumerate(workload.powers, 1):
        yield f"content/powers/{power.id}.md", _page(workload, power, number, duty_of[power.id])
        if power.steps:
            yield f"charts/{power.id}.gv", make_dot(power)


def _page(workload: Workload, power: PlainPower, number: int, duty: str) -> str:
    """A power with front matter in JSON, which Hugo reads as it is."""
    front = {
        "title": power.name,
        "weight": number,
        "number": number,
        "leader": words.LEADERS[power.category][0],
        "duties": [duty],
        "categories": [tuple(words.CATEGORIES)[power.category]],
        "area": power.area,
        "decider": words.DECIDERS[power.category],
        "department": workload.departments[power.department],
        "partner": workload.departments[power.partner],
        "limits": power.limits,
        "basis": [
            {"rule": workload.rules[rule].id, "article": words.numeral(article)}
            for rule, article in power.basis
        ],
        "channel": str(power.channel + 1),
        "risks": [workload.risks[risk].id for risk in power.risks],
        "noprocedure": power.reason,
    }
    return f"{json.dumps(front, ensure_ascii=False, indent=1)}\n\n{power.text}"
