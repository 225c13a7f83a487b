"""The texts of the files that an import of a list writes or changes (edge: files)."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from shaiquan.content.loading import LoadedContent
from shaiquan.content.names import NameRow
from shaiquan.content.sources import is_changed
from shaiquan.editing.file_edits import EditedText
from shaiquan.editing.yaml_file import UnusualYaml
from shaiquan.editing.yaml_values import write_record
from shaiquan.importing.file_texts import read_file_text
from shaiquan.importing.list_files import Update, change_file, write_list_file
from shaiquan.importing.list_plans import ListPlan, ListRequest
from shaiquan.importing.list_records import ImportedRecord
from shaiquan.importing.table_sources import name_source
from shaiquan.importing.trying import ImportRefused
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND
from shaiquan.model.terms import State

#: kinds of which a record needs no more than a name -> what it says besides, and the start of ids
NAMED_ONLY: Mapping[str, tuple[Mapping[str, str], str]] = {
    "body": ({"type": "部门"}, "jg"),
    "category": ({}, "lb"),
    "area": ({}, "ly"),
}
#: a file of more records is slow to edit, and may be over the limit of values
_MOST_IN_FILE = 3_000


def write_texts(
    content: Path, plan: ListPlan, request: ListRequest
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The texts by path below the content, and the comments that are lost in each."""
    texts: dict[str, str] = {}
    dropped: dict[str, tuple[str, ...]] = {}
    prefix, home = f"{content.as_posix()}/", plan.home
    paths = {update.before.path for update in plan.updates}
    for path in sorted(paths | ({home.path} if home and plan.added else set())):
        added = plan.added if home and path == home.path else ()
        own = [update for update in plan.updates if update.before.path == path]
        like = home.entry if home else ()
        edited = _change(Path(path), plan.kind, own, added, like)
        inside = path.removeprefix(prefix)
        texts[inside] = edited.text
        dropped |= {inside: edited.dropped} if edited.dropped else {}
    if plan.added and home is None:
        remark = f"由 python build.py import 从 {name_source(request.file)} 录入。"
        for start in range(0, len(plan.added), _MOST_IN_FILE):
            name = find_free(content, plan.kind.folder, name_file(request.file), texts)
            records = plan.added[start : start + _MOST_IN_FILE]
            texts[name] = write_list_file(plan.kind, records, remark)
    return texts | _write_named(content, plan.named, name_file(request.file)), dropped


def _change(
    path: Path,
    kind: Kind,
    updates: Sequence[Update],
    added: Sequence[ImportedRecord],
    like: tuple[str | int, ...],
) -> EditedText:
    try:
        text = read_file_text(path)
        edited = change_file(text.yaml, kind, updates, added, like)
        return replace(edited, text=text.head + edited.text + text.tail)
    except UnusualYaml:
        names = "、".join(r.name for r in (*(update.record for update in updates), *added))
        zh = f"{path.as_posix()} 的写法程序改不了（{names}），请手工改，或者改成一行一个字段"
        raise ImportRefused(zh, f"{path.as_posix()} cannot be changed as it is written") from None


def _write_named(content: Path, named: Iterable[NameRow], name: str) -> dict[str, str]:
    """New files with the records that need no more than a name."""
    texts: dict[str, str] = {}
    rows = list(named)
    for kind in (KIND[kind] for kind in NAMED_ONLY):
        own = [row for row in rows if row.kind == kind.name]
        if own:
            more = {**NAMED_ONLY[kind.name][0], "state": State.PUBLISHED.label}
            records = ({"id": row.id, "name": row.name, **more} for row in own)
            lines = [line for values in records for line in write_record(kind.model, values)]
            head = "# 表里有、内容里没有的，由 python build.py import 写入，请核对。"
            path = find_free(content, kind.folder, f"{name}-{kind.label}")
            texts[path] = "\n".join((head, f"{kind.label}:", *lines)) + "\n"
    return texts


def name_file(file: Path) -> str:
    """The name of a content file after that of the table."""
    bare = re.sub(r"[（(]\d+[)）]|附件\d*[:：]?|副本", "", file.stem)
    return re.sub(r"[^\w\-]+", "-", bare).strip("-_") or "daoru"


def find_free(content: Path, folder: str, name: str, taken: Container[str] = ()) -> str:
    """The path of a new file below the content: the name, or with -2, -3 …"""
    names = (f"{folder}/{name}{more}.yml" for more in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(n for n in names if n not in taken and not (content / n).exists())


def require_unchanged(loaded: LoadedContent, kind: Kind) -> None:
    """Raises ImportRefused where somebody saved a file of a kind after it was read: a record may
    stand elsewhere in it by now, and what was saved would be lost."""
    for source in loaded.sources:
        if source.folder == kind.folder and is_changed(source):
            zh = f"{source.path} 刚才有人改过，请再录一次"
            raise ImportRefused(zh, f"{source.path} was changed meanwhile: import it once more")


def write_files(content: Path, texts: Mapping[str, str]) -> None:
    """Write files by their path below the content: all of them beside their places, then each into
    its place, so that a full disk leaves everything as it was."""
    staged: dict[Path, Path] = {}
    try:
        for inside, text in texts.items():
            path = Path(os.path.realpath(content / inside))  # a link stays one
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path] = path.with_name(f".{path.name}.tmp")
            staged[path].write_bytes(text.encode())
            if path.exists():
                staged[path].chmod(path.stat().st_mode & 0o777)
        for path, new in staged.items():
            new.replace(path)
    finally:
        for new in staged.values():
            new.unlink(missing_ok=True)
