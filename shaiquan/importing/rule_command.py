"""The steps of ``import rule``: read a document, say what it means, write one draft (edge: writes a
file)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shaiquan.checks.checking import check_content
from shaiquan.console import Console
from shaiquan.content.catalog import Catalog
from shaiquan.content.next_ids import propose_id
from shaiquan.importing.command import load_sound, write_new
from shaiquan.importing.docx_files import WordText, read_word_bytes, read_word_text
from shaiquan.importing.draft import quote
from shaiquan.importing.office_packages import UnreadableTable
from shaiquan.importing.rule_text import RuleText, read_rule
from shaiquan.importing.site_defaults import read_defaults
from shaiquan.importing.table_sources import PASTED, read_pasted
from shaiquan.importing.trying import ImportRefused, copied_content
from shaiquan.kinds.registry import KIND
from shaiquan.model.articles import find_articles
from shaiquan.model.rules import Rule
from shaiquan.problems import Severity


def import_rule(
    content: Path, file: Path, dry_run: bool, as_of: datetime.date, console: Console
) -> int:
    """Write a rule from a Word file or a text. 0: done; 1: nothing was written."""
    try:
        text = read_word_bytes(read_pasted(console)) if file == PASTED else read_word_text(file)
        rule = read_rule(text)
        loaded, catalog = load_sound(content, as_of, console)
        _refuse_known(rule, catalog)
        id = propose_id("rule", _list_ids(catalog), catalog.entries)
        inside = f"{KIND['rule'].folder}/{id}.md"
        written = _write_without_errors(rule, id, content, inside, as_of, console)
        for zh, en in (*_describe(rule, text), _name_lacking(read_defaults(loaded, KIND["rule"]))):
            console.say(zh, en)
        if dry_run:
            console.say(f"什么也没有写。会写成 {content / inside}：", "nothing was written:")
            print(written, end="")
            return 0
        write_new(content / inside, written)
    except (UnreadableTable, ImportRefused) as fault:
        console.say(f"什么也没有写：{fault.why}。", f"nothing was written: {fault.why.en}.")
        return 1
    console.say(
        f"已写好 {content / inside}，是草稿：对着原文看一遍，补上缺的，把 草稿 改成 发布。",
        f"wrote {content / inside}, a draft: compare it, add what is missing, publish it.",
    )
    return 0


def _list_ids(catalog: Catalog) -> list[str]:
    """The ids of the rules that have a text here, else of all: outside laws have others."""
    ids = [head.id for head in catalog.heads_of("rule")]
    own = [id for id in ids if catalog.entries[id].path.endswith(".md")]
    return own or ids


def _refuse_known(rule: RuleText, catalog: Catalog) -> None:
    if not rule.name or len(rule.name) > 100:
        zh = "看不出标题：制度的名称要在最前面，单独一行"
        raise ImportRefused(zh, "no title: the name must stand first, in a line of its own")
    if not rule.body.strip():
        raise ImportRefused("只有标题，没有正文", "there is a title, but no text")
    for head in catalog.heads_of("rule"):
        if head.name == rule.name:
            zh = f"已经有这部制度：{head.id}（{head.name}），要改请直接改它"
            raise ImportRefused(zh, f"the rule is there already: {head.id}")


def _write_without_errors(
    rule: RuleText, id: str, content: Path, inside: str, as_of: datetime.date, console: Console
) -> str:
    """The file, which passes the check; an optional value in which it finds an error is left out
    and told. Raises ImportRefused."""
    values = {"number": rule.number, "adopted": rule.adopted, "effective": rule.effective}
    with copied_content(content) as copy:
        for _ in range(len(values) + 1):
            text = _render(rule.name, id, values, rule.body)
            new = copy / inside
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(text, "utf-8", newline="\n")
            problems = check_content(copy, as_of=as_of).problems
            errors = [found for found in problems if found.severity is Severity.ERROR]
            if not errors:
                return text
            first = errors[0]
            inside_new = first.path == new.as_posix()
            line = text.split("\n")[first.line - 1] if inside_new else Path(first.path).name
            name = next((n for n in values if line.startswith(f"{Rule.label_of(n)}:")), "")
            if not inside_new or not values.get(name):
                zh = f"“{line.strip()[:60]}”：{first.message()}"
                raise ImportRefused(zh, first.message("en"))
            console.say(f"  没有写　{line}：{first.message()}", f"  left out: {line}")
            values[name] = ""
    raise AssertionError("all values are left out, and still there is an error in one")


def _render(name: str, id: str, values: dict[str, str], body: str) -> str:
    lines = [f"{Rule.label_of('id')}: {id}", f"{Rule.label_of('name')}: {quote(name)}"]
    lines += [f"{Rule.label_of(field)}: {quote(text)}" for field, text in values.items() if text]
    lines.append(f"{Rule.label_of('state')}: 草稿")
    return "\n".join(("---", *lines, "---", body))


def _describe(rule: RuleText, text: WordText) -> Iterator[tuple[str, str]]:
    yield f"制度：{rule.name}", f"rule: {rule.name}"
    values = (("number", rule.number), ("adopted", rule.adopted), ("effective", rule.effective))
    for field, value in values:
        label = Rule.label_of(field)
        yield (
            f"  {label}：{value or '原文没有找到，请补上'}",
            f"  {field}: {value or 'not found'}",
        )
    articles = find_articles(rule.body)
    chapters = len({article.chapter for article in articles if article.chapter})
    last = f"，最后是{articles[-1].title}" if articles else ""
    zh = f"  {chapters} 章，{len(articles)} 条{last}"
    yield zh, f"  {chapters} chapters, {len(articles)} articles"
    for zh, en in text.told:
        yield f"  注意　{zh}", f"  note: {en}"


def _name_lacking(defaults: Mapping[str, Any]) -> tuple[str, str]:
    """What no document says, unless the site says it of all rules."""
    lacking = [name for name in ("unit", "issuer") if not defaults.get(name)]
    return f"  还缺　{'、'.join(map(Rule.label_of, lacking))}", f"  lacking: {', '.join(lacking)}"
