"""What is told of a list before and after it is written."""

from __future__ import annotations

from pathlib import Path

from shaiquan.console import Console
from shaiquan.importing.item_codes import group_code_faults
from shaiquan.importing.list_files import Update, say_record, say_value
from shaiquan.importing.list_plans import ListPlan, ListRequest
from shaiquan.importing.list_records import ImportedRecord
from shaiquan.importing.list_tables import ListTable
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND
from shaiquan.problems import shorten


def tell_plan(plan: ListPlan, console: Console, in_words: bool) -> None:
    """What the table says, and what of it would be new, other, gone, or cannot be written."""
    for table in plan.tables:
        _tell_table(plan.kind, table, console)
    if in_words:
        for record in plan.added:
            console.say(f"  新增　{say_record(plan.kind, record)}", f"  new: {record.id}")
    _tell_updates(plan, console)
    for record in (r for r in plan.added if r.is_draft):
        _tell_row("草稿", "draft", record, console)
    for record in plan.refused:
        _tell_row("没有录入", "not imported", record, console)
    _tell_losses(plan, console)
    for before in plan.gone:
        name = before.values.get("name", "")
        zh = f"  表里没有了　{before.id} {name}（{before.path}），没有动它；取消了的请写 状态: 撤回"
        console.say(zh, f"  gone from the table: {before.id}")
    changed = {update.before.id for update in plan.updates}
    for change in (c for c in plan.later if not c.edited or c.id in changed):
        what = "表里也改了，照表里的，请核对" if change.edited else "表里没有改，照内容"
        zh = f"  内容里后来改过　{change.id}：{change.heading}，{what}"
        console.say(zh, f"  changed in the content since: {change.id}: {change.heading}")
    for (label, whole), count in plan.missing.items():
        name = shorten(whole)
        zh = f"  没有这个名称　{label}“{name}”（{count} 处）{_say_how_to_add(label, name)}"
        console.say(zh, f"  unknown: {name} ({count})")


def _tell_losses(plan: ListPlan, console: Console) -> None:
    """Codes that are wrong as they are, and comments that went with what they stood beside."""
    for fault, (count, rows) in group_code_faults(plan.tables).items():
        zh = f"  编码照样录入　{fault}（{count} 处），请核对：{rows}"
        console.say(zh, f"  code imported as it is: {fault}: {rows}")
    for inside, comments in plan.dropped.items():
        for comment in comments:
            zh = f"  注释删去了　{inside}：{comment}（它旁边的内容删去了）"
            console.say(zh, f"  a comment went with its item: {inside}: {comment}")


def _tell_updates(plan: ListPlan, console: Console) -> None:
    """What changes of records that are there, and what stays since it cannot be read."""
    for update in plan.updates:
        for change in update.fields:
            label = plan.kind.model.label_of(change.field)
            old = shorten(say_value(plan.kind, change.field, change.old))
            new = shorten(say_value(plan.kind, change.field, change.new))
            zh = f"  改　{update.before.id} {update.record.name}：{label} 由 {old} 改为 {new}"
            console.say(zh, f"  changed: {update.before.id}: {change.field}: {old} → {new}")
    for record in plan.unread:
        for left in record.left_out:
            label = plan.kind.model.label_of(left.field)
            words = f"{label}“{shorten(left.words)}”"
            zh = f"  没有改　{record.where} {record.name}：{words}，{left.why}"
            console.say(zh, f"  left as it is: {record.id}: {left.field}: {left.words}")


def tell_renaming(kind: Kind, update: Update, console: Console) -> None:
    """A row whose number is that of another record, with both names."""
    before, record = update.before, update.record
    old, new = shorten(str(before.values.get("name", ""))), shorten(record.name)
    zh = f"  没有录入　{record.where}：{before.id} 在内容里是{kind.label}“{old}”（{before.path}），"
    console.say(f"{zh}表里是“{new}”", f"  {record.where}: {before.id} is '{old}', not '{new}'")


def _tell_table(kind: Kind, table: ListTable, console: Console) -> None:
    label = kind.model.label_of
    pairs = (
        heading if heading == label(name) else f"{heading} → {label(name)}"
        for name, heading in table.columns.items()
    )
    said = "、".join(pairs)
    sheet = f"工作表“{table.sheet}”" if table.sheet else ""
    if other := table.other_kind:
        zh = f"{sheet}像是{other.label}，这次没有录入：另写 import {other.name}"
        console.say(
            zh, f"sheet {table.sheet} has a list of {other.name}, which is not imported now"
        )
        return
    zh = f"{sheet}第 {table.heading_row} 行是表头：{said}；下面 {len(table.rows)} 行"
    console.say(zh, f"headings in row {table.heading_row}: {said}; {len(table.rows)} rows")
    if table.other:
        names = "、".join(table.other)
        where = kind.model.label_of("extras")
        console.say(f"别的栏写进 {where}：{names}", f"other columns, kept as {where}: {names}")


def _tell_row(zh: str, en: str, record: ImportedRecord, console: Console) -> None:
    reasons = "；".join(record.list_reasons())
    name = shorten(record.name) or "（没有名称）"
    console.say(f"  {zh}　{record.where} {name}：{reasons}", f"  {en}: {record.where}: {reasons}")


def _say_how_to_add(label: str, name: str) -> str:
    """The line to write for a name that nobody has."""
    kinds = label.split("、")
    if KIND["body"].label in kinds:
        return f"：加 --with-bodies，或者在 bodies 里写  - {{编号: …, 名称: {name}, 类型: 部门}}"
    if KIND["category"].label in kinds:
        return f"：加 --with-bodies，或者在 catalogues 里写  权力类别: [{{编号: …, 名称: {name}}}]"
    if KIND["area"].label in kinds:
        return f"：加 --with-bodies，或者在 catalogues 里写  领域: [{{编号: …, 名称: {name}}}]"
    if KIND["rule"].label in kinds:
        return f"：先在 rules 里写  制度: [{{编号: …, 名称: {name}, 状态: 发布}}]，再录一次"
    return ""


def tell_end(content: Path, plan: ListPlan, request: ListRequest, console: Console) -> None:
    drafts = sum(record.is_draft for record in plan.added)
    counts = (
        f"新增 {len(plan.added)} 条（其中草稿 {drafts} 条）、改了 {len(plan.updates)} 条、"
        f"没有变 {plan.same} 条、表里没有了 {len(plan.gone)} 条、没有录入 {len(plan.refused)} 行"
    )
    en = f"{len(plan.added)} new ({drafts} drafts), {len(plan.updates)} changed, {plan.same} same, "
    en += f"{len(plan.gone)} gone, {len(plan.refused)} not imported"
    files = "、".join((content / inside).as_posix() for inside in plan.texts) or "没有文件要写"
    if request.dry_run:
        console.say(f"什么也没有写。会是：{counts}；{files}", f"nothing was written: {en}; {files}")
        return
    console.say(f"{counts}。写了：{files}", f"{en}; written: {files}")
    for fault in plan.elsewhere:
        console.say(f"请再改一处：{fault}", f"to be mended: {fault}")
    if drafts:
        zh = "草稿不公开：照文件里的“←”补上，再把 草稿 改成 发布。"
        console.say(zh, "drafts are not public: complete them, then publish")
