"""Answers from the options, from the terminal, or by default (edge: asks on the terminal)."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from shaiquan.console import Console
from shaiquan.problems import Both
from shaiquan.starting.questions import QUESTIONS, Answers, Question, UnfitAnswer, answer


class Wrong(Exception):
    """The command was used wrongly; the text says how."""

    def __init__(self, said: Both) -> None:
        super().__init__(said)
        self.said = said


def answers(given: Mapping[str, str | None], ask: bool, console: Console) -> Answers:
    """Every question answered. Raises Wrong, EOFError where the input ends."""
    told = {each.field: text for each in QUESTIONS if (text := given[each.field]) is not None}
    missing = [q for q in QUESTIONS if q.default is None and not told.get(q.field, "").strip()]
    if missing and not ask:
        raise Wrong(_missing(missing))
    if ask:
        console.say(
            "下面问几件事，填错了以后可以在 site.yml 里改；按 Ctrl+C 停止，什么也不会写。",
            "A few questions; all can be changed later in site.yml. Ctrl+C stops, nothing written.",
        )
    for question in QUESTIONS:
        if question.field in told and (told[question.field].strip() or not ask):
            told[question.field] = _option(question, told)
        elif ask:
            told[question.field] = _asked(question, told, console)
        else:
            told[question.field] = answer(question, "", told)
    return told


def _missing(questions: list[Question]) -> Both:
    zh = "、".join(f"{each.label}（--{each.field}）" for each in questions)
    en = ", ".join(f"{each.label.en} (--{each.field})" for each in questions)
    return Both(f"还缺：{zh}", f"missing: {en}")


def _option(question: Question, told: Answers) -> str:
    try:
        return answer(question, told[question.field], told)
    except UnfitAnswer as fault:
        option = f"--{question.field}"
        raise Wrong(Both(f"{option}：{fault.why}", f"{option}: {fault.why.en}")) from None


def _asked(question: Question, told: Answers, console: Console) -> str:
    """The answer typed; asked again until it can be taken."""
    while True:
        print(_prompt(question, told, console.lang), end="", file=sys.stderr, flush=True)
        try:
            return answer(question, input(), told)
        except UnfitAnswer as fault:
            console.say(f"  {fault.why}。", f"  {fault.why.en}.")


def _prompt(question: Question, told: Answers, lang: str) -> str:
    usual = question.default(told) if question.default else ""
    if lang == "zh":
        said = f"直接按回车就是“{usual}”" if usual else question.hint
        return f"{question.label}（{said}）："
    said = f"return for '{usual}'" if usual else question.hint.en
    return f"{question.label.en} ({said}): "
