"""The command ``new``: ask, show or write a new draft (edge: reads the terminal, writes a file)."""

from __future__ import annotations

import datetime
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from shaiquan.checks.checking import check_content
from shaiquan.console import Console
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.files.overwriting import overwrite_file
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import FOLDERS, KINDS, find_kind_by_word
from shaiquan.model.spellings import spellings_of
from shaiquan.problems import Bilingual, Problem, Severity
from shaiquan.starting.asking import UsageFault
from shaiquan.starting.new_answers import collect_values
from shaiquan.starting.own_content import move_problem
from shaiquan.starting.record_text import (
    WITH_BODY,
    NoPlace,
    add_record,
    render_file,
    render_markdown,
    render_record,
)
from shaiquan.starting.schema_lines import write_schema_line

#: kinds that other commands write
_WRITTEN_BY = {"posting": "post", "edition": "print --register"}


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What the options say: the word for the kind, values by field, file, whether to ask."""

    word: str
    values: Mapping[str, str]
    settings: Sequence[str] = ()
    file: Path | None = None
    yes: bool = False
    show: bool = False


def write_new(content: Path, request: NewRequest, as_of: datetime.date, console: Console) -> int:
    """Write a draft of a record. 0: done; 1: nothing was written; 2: wrong usage."""
    try:
        kind = _find_kind(request.word)
        given = _parse_settings(kind, request)
        loaded = check_content(content, as_of=as_of)
        if loaded.catalog is None:
            console.print_problems(loaded.problems)
            console.say(
                "先改正上面的错误；什么也没有写。", "mend these first; nothing was written."
            )
            return 1
        ask = not request.yes and sys.stdin.isatty()
        values = collect_values(kind, given, loaded, ask, console)
        path = _find_path(content, kind, request.file, values["id"])
        text = _write_text(content, path, kind, render_record(kind, values), request.file)
        if request.show:
            print(text, end="")
            return 0
        if found := _find_new_errors(content, path, text, loaded.problems, as_of):
            console.print_problems(found)
            console.say("这样写有上面的错误，什么也没有写。", "nothing was written.")
            return 1
    except UsageFault as fault:
        console.say(f"{fault.why}。什么也没有写。", f"{fault.why.en}. Nothing was written.")
        return 2
    except (EOFError, KeyboardInterrupt):
        console.say("已停止，什么也没有写。", "stopped; nothing was written.")
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    overwrite_file(path, text.encode())
    console.say(
        f"已写好 {path}：{kind.label} {values['id']}，是草稿。接着补上要写的，把 草稿 改成 发布。",
        f"wrote {path}: a draft of {kind.name} {values['id']}.",
    )
    return 0


def _find_kind(word: str) -> Kind:
    kind = find_kind_by_word(word)
    if kind is None:
        words = [k.label for k in KINDS if k.folder and k.name not in _WRITTEN_BY]
        meant = suggest_spelling(word, words) or "，"
        why = f"没有“{word}”这一类{meant}可以写：{'、'.join(words)}"
        raise UsageFault(Bilingual(why, f"no kind {word}"))
    if command := _WRITTEN_BY.get(kind.name):
        how = f"{kind.label}由 python build.py {command} 写"
        raise UsageFault(Bilingual(how, f"written by {command}"))
    if not kind.folder:
        raise UsageFault(Bilingual(f"{kind.label}写在 site.yml 里", "it stands in site.yml"))
    return kind


def _parse_settings(kind: Kind, request: NewRequest) -> dict[str, str]:
    """Values by English name, from the options and from 字段=值."""
    words = spellings_of(kind.model)
    values = {name: text.strip() for name, text in request.values.items() if text.strip()}
    for setting in request.settings:
        key, text = (part.strip() for part in _split_setting(setting))
        if not key or not text:
            why = f"--set {setting}：写成 字段=值，中间不空格；值里有空格的，两边加引号"
            raise UsageFault(Bilingual(why, f"--set {setting}: write FIELD=VALUE"))
        if key not in words:
            meant = suggest_spelling(key, [label for _, label in kind.model.field_labels()]) or "，"
            why = f"--set {setting}：{kind.label}没有“{key}”这个字段{meant}字段见 docs/fields.md"
            raise UsageFault(Bilingual(why, f"--set {setting}: no field {key}"))
        values[words[key]] = text
    return values


def _split_setting(setting: str) -> tuple[str, str]:
    """字段 and 值, also where a Chinese keyboard wrote the sign between them."""
    match = re.match(r"([^=＝:：]*)[=＝:：](.*)", setting, re.DOTALL)
    return (match[1], match[2]) if match else (setting, "")


def _find_path(content: Path, kind: Kind, file: Path | None, id: str) -> Path:
    """Raises UsageFault where a record of the kind cannot stand there."""
    folder = content / kind.folder
    if file is None:
        path = folder / f"{id.lower()}{'.md' if kind.name in WITH_BODY else '.yml'}"
        if path.exists() or path.is_symlink():
            why = f"已经有文件 {path}；加到里面去，请写 --file {path}"
            raise UsageFault(Bilingual(why, f"{path} exists already"))
        return path
    path = next((p for p in (file, content / file, folder / file) if p.is_file()), folder / file)
    inside = path.resolve().is_relative_to(folder.resolve())
    if path.suffix == ".md" and kind.name in WITH_BODY and path.exists():
        why = f"{path} 里已经有一部{kind.label}，一个 .md 文件只写一部；不写 --file，就另写一个"
        raise UsageFault(Bilingual(why, f"{path} has a record already"))
    suffixes = (".yml", ".yaml", *((".md",) if kind.name in WITH_BODY else ()))
    if not inside or path.suffix not in suffixes:
        raise UsageFault(Bilingual(f"{kind.label}要写在 {folder} 里的 .yml 文件", "wrong folder"))
    return path


def _write_text(content: Path, path: Path, kind: Kind, record: str, file: Path | None) -> str:
    """The whole text of the file with the record. Raises UsageFault."""
    if path.suffix == ".md":
        return render_markdown(kind, record)
    if file is None or not path.exists():
        return write_schema_line(content, path) + render_file(kind, record)
    try:
        return add_record(path.read_bytes().decode(), kind, FOLDERS[kind.folder], record)
    except (NoPlace, UnicodeDecodeError, yaml.YAMLError) as fault:
        why = (
            str(fault)
            if isinstance(fault, NoPlace)
            else "这个文件读不懂，错在哪里，先看 python build.py check"
        )
        raise UsageFault(Bilingual(f"{path}：{why}", f"{path}: no place for it")) from None


def _find_new_errors(
    content: Path, path: Path, text: str, before: Sequence[Problem], as_of: datetime.date
) -> tuple[Problem, ...]:
    """The errors that the content would have beside those of before, tried in a copy."""
    old = {(p.code.code, p.message()) for p in before}
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / content.name
        shutil.copytree(content, copy)
        changed = copy / path.resolve().relative_to(content.resolve())
        changed.parent.mkdir(parents=True, exist_ok=True)
        changed.write_bytes(text.encode())
        after = check_content(copy, as_of=as_of).problems
        errors = [p for p in after if p.severity is Severity.ERROR]
        new = [p for p in errors if (p.code.code, p.message()) not in old]
        return tuple(move_problem(problem, copy, content) for problem in new)
