"""Answers from the options, from the terminal, or by default (edge: reads the terminal)."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from shaiquan.console import Console
from shaiquan.problems import Bilingual
from shaiquan.starting.questions import QUESTIONS, Answers, Question, UnfitAnswer, parse_answer


class UsageFault(Exception):
    """The command was used wrongly; ``why`` says how."""

    def __init__(self, why: Bilingual) -> None:
        super().__init__(why)
        self.why = why


def collect_answers(given: Mapping[str, str | None], ask: bool, console: Console) -> Answers:
    """The answer to each question; ``given`` are the options, None where one is not used.

    Raises UsageFault, and EOFError where the input ends.
    """
    options = {question.field: given[question.field] for question in QUESTIONS}
    answers = {field: text for field, text in options.items() if text is not None}
    missing = [q for q in QUESTIONS if q.default is None and not answers.get(q.field, "").strip()]
    if missing and not ask:
        raise UsageFault(_list_missing(missing))
    if ask:
        console.say(
            "下面问几件事，填错了以后可以在 site.yml 里改；按 Ctrl+C 停止，什么也不会写。",
            "A few questions; all can be changed later in site.yml. Ctrl+C stops, nothing written.",
        )
    for question in QUESTIONS:
        if question.field in answers and (answers[question.field].strip() or not ask):
            answers[question.field] = _parse_option(question, answers)
        elif ask:
            answers[question.field] = _ask(question, answers, console)
        else:
            answers[question.field] = parse_answer(question, "", answers)
    return answers


def _list_missing(questions: list[Question]) -> Bilingual:
    zh = "、".join(f"{question.label}（--{question.field}）" for question in questions)
    en = ", ".join(f"{question.label.en} (--{question.field})" for question in questions)
    return Bilingual(f"还缺：{zh}", f"missing: {en}")


def _parse_option(question: Question, answers: Answers) -> str:
    try:
        return parse_answer(question, answers[question.field], answers)
    except UnfitAnswer as fault:
        option = f"--{question.field}"
        raise UsageFault(Bilingual(f"{option}：{fault.why}", f"{option}: {fault.why.en}")) from None


def _ask(question: Question, answers: Answers, console: Console) -> str:
    """Ask on the terminal, again and again until the answer is valid."""
    while True:
        print(_prompt(question, answers, console.lang), end="", file=sys.stderr, flush=True)
        try:
            return parse_answer(question, input(), answers)
        except UnfitAnswer as fault:
            console.say(f"  {fault.why}。", f"  {fault.why.en}.")


def _prompt(question: Question, answers: Answers, lang: str) -> str:
    default = question.default(answers) if question.default else ""
    if lang == "zh":
        hint = f"直接按回车就是“{default}”" if default else question.hint
        return f"{question.label}（{hint}）："
    hint = f"return for '{default}'" if default else question.hint.en
    return f"{question.label.en} ({hint}): "
