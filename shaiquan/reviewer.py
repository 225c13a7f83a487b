"""The command ``review``: what changed since the last review, and that it was reviewed (edge:
writes to the terminal)."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.build.site_build import read_content
from shaiquan.console import Console
from shaiquan.content.catalog import Entry
from shaiquan.content.loading import LoadedContent, load_content
from shaiquan.content.sources import REVIEWS_FILE
from shaiquan.content.suggestions import is_among, suggest_spelling
from shaiquan.files.overwriting import FileChanged
from shaiquan.model.review_lines import is_reviewer
from shaiquan.problem_texts import escape_signs
from shaiquan.problems import Rejected
from shaiquan.reviews.git_history import list_earlier_contents
from shaiquan.reviews.review_file import UnusualLayout, write_reviews
from shaiquan.reviews.surveying import FieldChange, ReviewSurvey, find_old_words, survey_reviews
from shaiquan.views.adoption_cells import show_unit_of_adopted
from shaiquan.views.values import words_of

#: records that are named one by one where nothing but their names is told
_MOST_NAMES = 20
_OldWords = Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class ReviewRequest:
    """What is asked for: ``by`` is empty where it is only to be shown; no ``ids``: all."""

    by: str
    at: datetime.date
    ids: tuple[str, ...]


class _Refused(Exception):
    """Nothing can be done; says why in two languages, and the exit code."""

    def __init__(self, zh: str, en: str, code: int = 2) -> None:
        super().__init__(en)
        self.zh, self.en, self.code = zh, en, code


def review(options: Options, request: ReviewRequest, console: Console) -> int:
    """Show what is to be reviewed; record it if there is a reviewer. Gives the exit code."""
    try:
        loaded = read_content(options, console.show_progress)
        assert loaded.catalog is not None
        survey = survey_reviews(loaded.catalog, loaded.reviews, options.as_of)
        _check_request(request, survey, loaded, options.as_of)
        if request.ids:  # what adopts them goes with them
            more = (other for id in request.ids for other in survey.list_followers(id))
            request = replace(request, ids=tuple(dict.fromkeys((*request.ids, *more))))
        ids = request.ids or (*survey.changed, *survey.new, *survey.lost)
        console.show_progress("查看", 0, 0)
        _show(survey, request, _collect_old_words(options, survey, ids), console)
        if request.by:
            _record(options.content, loaded, survey, request, ids, console)
    except Rejected as fault:
        console.print_problems(fault.problems)
        counts = console.count_problems(fault.problems)
        console.say(f"先改正错误：{counts}。", f"mend the errors first: {counts}.")
        return 1
    except _Refused as fault:
        console.say(f"什么也没有写：{fault.zh}", f"nothing was written: {fault.en}")
        return fault.code
    return 0


def _check_request(
    request: ReviewRequest, survey: ReviewSurvey, loaded: LoadedContent, today: datetime.date
) -> None:
    """Raises _Refused where the request names what is not there."""
    assert loaded.catalog is not None
    reviewers = loaded.catalog.site.reviewers
    if request.by and not is_reviewer(request.by):
        raise _Refused(
            "--by 写审查的人或岗位，不能有换行和等号",
            "--by takes the name of a person or post, without '='",
        )
    if request.by and reviewers and not is_among(request.by, reviewers):
        hint = suggest_spelling(request.by, reviewers)
        names = "、".join(reviewers)
        raise _Refused(
            f"“{request.by}”不在 site.yml 的 审查人 里{hint}（有：{names}）",
            f"'{request.by}' is not among the 审查人 of site.yml ({names})",
        )
    if request.at > today:
        raise _Refused("审查日期不能在今天以后", "the day of the review is still to come")
    for id in request.ids:
        if id in survey.hidden:
            why = f"{id} 没有公布（{survey.hidden[id]}），不用登记"
            raise _Refused(why, f"{id} is not public, so there is nothing to review", 1)
        if id not in survey.public.entries and id not in survey.lost:
            hint = suggest_spelling(id, survey.public.entries)
            raise _Refused(f"没有编号“{id}”{hint}", f"there is no record '{id}'")


def _collect_old_words(options: Options, survey: ReviewSurvey, ids: Iterable[str]) -> _OldWords:
    """What changed fields said when they were reviewed, as far as git remembers it."""
    wanted = {(id, name) for id in ids for name in survey.changed.get(id, ())}
    words: dict[tuple[str, str], str] = {}
    if wanted:
        for folder in list_earlier_contents(options.content):
            catalog = load_content(folder, as_of=options.as_of).catalog
            if catalog is not None:
                words = find_old_words(survey, catalog, options.as_of) | words
            if wanted <= words.keys():
                break
    return words


def _record(
    content: Path,
    loaded: LoadedContent,
    survey: ReviewSurvey,
    request: ReviewRequest,
    ids: Iterable[str],
    console: Console,
) -> None:
    changes = survey.make_lines(ids, request.by, request.at)
    if not changes:
        return
    path = (content / REVIEWS_FILE).as_posix()
    digest = next((s.digest for s in loaded.sources if s.path == path), "")
    try:
        write_reviews(content, changes, digest)
    except FileChanged:
        why = f"{path} 刚刚有人改过，请再运行一次"
        raise _Refused(why, f"{path} was saved meanwhile: run this again", 1) from None
    except UnusualLayout:
        why = f"{path} 不是一条记录一行，请改成  编号: 日期 审查人 字段=摘要"
        raise _Refused(why, f"{path} is not written one line a record", 1) from None
    count = len(changes)
    console.say(
        f"已登记 {count} 条，审查人 {request.by}：{path}。这个文件请留好，不要手改。",
        f"recorded {count} reviews by {request.by}, please commit: {path}",
    )


# -- showing ----------------------------------------------------------------------------------


def _show(survey: ReviewSurvey, request: ReviewRequest, old: _OldWords, console: Console) -> None:
    changed = [id for id in survey.changed if not request.ids or id in request.ids]
    lost = [id for id in survey.lost if not request.ids or id in request.ids]
    new = [id for id in request.ids or survey.new if id in survey.new]
    told = [*changed, *(new if request.ids else ())]
    fields = {
        id: [f._replace(old=old.get((id, f.name))) for f in survey.describe_fields(id)]
        for id in told
    }
    if console.format == "json":
        print(_write_json(survey, fields, new, lost))
        return
    zh = console.lang == "zh"
    following = {other for id in changed for other in survey.list_followers(id)}
    for id in told:
        if id not in following:
            _print_lines(_describe_record(survey, id, fields[id], zh))
            _print_lines(_list_followers(survey, id, zh))
    if new and not request.ids:
        _print_lines(_list_new(survey, new, zh))
    for id in lost:
        print(f"{id}：已经没有这条记录" if zh else f"{id}: there is no such record any more")
    if not (told or new or lost):
        print("审查以后没有改动。" if zh else "nothing has changed since the reviews.")


def _describe_record(
    survey: ReviewSurvey, id: str, fields: Iterable[FieldChange], zh: bool
) -> Iterator[str]:
    entry = survey.public.entries[id]
    name = f"{id} {_call(entry)}"
    line = survey.lines.get(id)
    if line is None:
        yield f"{name}，还没有登记过：" if zh else f"{name}, not recorded yet:"
    elif zh:
        yield f"{name}，{line.by}审查（{line.at}）以后改过："
    else:
        yield f"{name}, changed after the review by {line.by} ({line.at.iso}):"
    for field in fields:
        yield f"  {field.label}"
        yield from _describe_field(field, zh)


def _list_followers(survey: ReviewSurvey, id: str, zh: bool) -> Iterator[str]:
    """What adopts a record and has changed with it, and where each says otherwise."""
    if ids := survey.list_followers(id):
        head = f"沿用它的 {len(ids)} 条随着改了，一起登记："
        yield f"  {head if zh else f'{len(ids)} records that adopt it changed with it:'}"
        for other in ids:
            unit = words_of(show_unit_of_adopted(survey.public, survey.public.entries[other]))
            same = "同参考一样" if zh else "as the reference"
            own = survey.describe_own_changes(other).replace("\n", "；") or same
            yield f"    {' '.join(filter(None, (other, unit)))}：{own}"


def _call(entry: Entry) -> str:
    return f"{entry.kind.label}“{entry.record.name}”" if entry.record.name else entry.kind.label


def _describe_field(field: FieldChange, zh: bool) -> Iterator[str]:
    """Old and new lines; of a long text only those that differ, where the old one is known."""
    new = field.new.splitlines()
    if field.old is None:
        yield from _indent("现在：" if zh else "now: ", new, zh)
        return
    old = field.old.splitlines()
    changes = SequenceMatcher(None, old, new).get_opcodes()
    gone = [s for tag, a, b, _, _ in changes if tag != "equal" for s in old[a:b]]
    come = [s for tag, _, _, a, b in changes if tag != "equal" for s in new[a:b]]
    yield from _indent("原来：" if zh else "was: ", gone, zh)
    yield from _indent("现在：" if zh else "now: ", come, zh)


def _indent(head: str, lines: list[str], zh: bool) -> Iterator[str]:
    first, *rest = lines or ["（没有）" if zh else "(nothing)"]
    yield f"    {head}{first}"
    yield from (f"          {line}" for line in rest)


def _list_new(survey: ReviewSurvey, new: list[str], zh: bool) -> Iterator[str]:
    yield f"还没有登记过的 {len(new)} 条：" if zh else f"{len(new)} records not recorded yet:"
    for id in new[:_MOST_NAMES]:
        entry = survey.public.entries[id]
        yield f"  {id} {_call(entry)}"
    if len(new) > _MOST_NAMES:
        yield f"  …… 另有 {len(new) - _MOST_NAMES} 条" if zh else "  …"


def _print_lines(lines: Iterable[str]) -> None:
    """Print lines with the signs shown that would steer a terminal."""
    for line in lines:
        print(escape_signs(line))


def _write_json(
    survey: ReviewSurvey,
    fields: Mapping[str, list[FieldChange]],
    new: list[str],
    lost: list[str],
) -> str:
    changed = [
        {
            "id": id,
            "kind": survey.public.entries[id].kind.name,
            "name": survey.public.entries[id].record.name,
            "reviewed": survey.lines[id].at.iso if id in survey.lines else None,
            "by": survey.lines[id].by if id in survey.lines else None,
            "fields": [field._asdict() for field in rows],
        }
        for id, rows in fields.items()
    ]
    return json.dumps({"changed": changed, "new": new, "lost": lost}, ensure_ascii=False, indent=2)
