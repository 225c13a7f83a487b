"""A content folder of records with canaries, each kept back in a way of its own."""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from shaiquan.checks.faults import find_severity_faults
from shaiquan.checks.runner import CHECKS, CODES
from shaiquan.codes import WALL_CODES
from shaiquan.content.catalog import Catalog
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KINDS
from shaiquan.model.files import FILES_FOLDER
from shaiquan.model.site import Site
from shaiquan.model.terms import Scope
from tests.canaries.markers import Canary, FieldPath, Planter
from tests.canaries.records import (
    FILE_ENDING,
    Refer,
    Values,
    Writer,
    find_withholding,
    list_withholdable,
)

AS_OF = datetime.date(2026, 11, 25)
BASIS = "政府信息公开条例第十六条"
_OPEN: Values = {
    "状态": "发布",
    "公开": "社会",
    "审查": {"人": "办公室", "日期": "2026-01-05"},
}
PUBLIC, WITHDRAWN = "公开", "撤回"
#: how a whole record is kept back -> the fields that say so
WAYS: dict[str, Values] = {
    "草稿": {**_OPEN, "状态": "草稿"},
    "没有范围": {**_OPEN, "公开": {"方式": ["网站"]}},
    "未审查": {"状态": "发布", "公开": "社会"},
    "明天起": {**_OPEN, "公开": {"范围": "社会", "从": "2026-11-26"}},
    "昨天止": {**_OPEN, "公开": {"范围": "社会", "至": "2026-11-24"}},
    **{
        scope.label: {**_OPEN, "公开": {"范围": scope.label, "依据": "内部工作"}}
        for scope in Scope
        if scope is not Scope.PUBLIC
    },
}
_FORMAL: dict[str, Values] = {
    PUBLIC: _OPEN,
    WITHDRAWN: {**_OPEN, "状态": "撤回", "原因": "不再适用", "撤回日期": "2026-10-08"},
    **WAYS,
}


def list_silenced() -> dict[str, str]:
    """Every rule of the content that a site may silence."""
    words = {code.code: "不报" for code in (*(check.code for check in CHECKS), *WALL_CODES)}
    catalog = Catalog(Site(name="", unit="", severities=words), {}, AS_OF, "site.yml")
    fixed = {fault.location.field[-1] for fault in find_severity_faults(catalog, CODES)}
    return {code: word for code, word in words.items() if code not in fixed}


#: rules that canaries break and that have nothing to do with what is shown
SILENCED = list_silenced()


def formal_fields(way: str) -> Values:
    """The fields of a record that say whether it is shown; of another way, as if it were."""
    return copy.deepcopy(_FORMAL.get(way, _OPEN))


def keeps_back(way: str, canary: Canary) -> bool:
    """Whether a canary must not be found where its record is kept back in a way.

    A withdrawn record keeps its address and its name.
    """
    return way != PUBLIC and not (way == WITHDRAWN and canary.path in (("编号",), ("名称",)))


def root_id(kind: str) -> str:
    return f"root-{kind.replace('_', '-')}"


def refer_to_root(_: object, kinds: frozenset[str]) -> str:
    """A reference to the public record without canaries of a kind."""
    return root_id(min(kinds))


@dataclass
class PlantedSite:
    """Records by file below a content folder; among them one of each kind without canaries."""

    folder: Path
    planter: Planter = field(default_factory=Planter)
    editions: Sequence[str] = ("繁体", "英文")
    _channels: dict[str, Values] = field(default_factory=dict)
    _files: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind in KINDS:
            writer = Writer(PlainWords(), PUBLIC, refer_to_root, full=False)
            values = writer.write(kind, root_id(kind.name))
            self.add(kind, root_id(kind.name), {**values, **formal_fields(PUBLIC)})

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def plant(self, kind: Kind, way: str, refer: Refer = refer_to_root, id: str = "") -> Values:
        """A record of a kind that has a canary in each text, not yet written."""
        return {**Writer(self.planter, way, refer).write(kind, id), **formal_fields(way)}

    def add(self, kind: Kind, name: str, values: Values, comment: str = "") -> None:
        """Write a record into a file of this name, each second one as Markdown; a channel, into
        ``site.yml`` at the end. ``comment`` is one of YAML."""
        if not kind.folder:
            self._channels[name] = values
            return
        number = self._files.setdefault((kind.folder, name), len(self._files))
        matter, body = dict(values), ""
        if as_markdown := bool(number % 2 and "正文" in values):
            body = f"---\n{matter.pop('正文')}\n"
        text = f"# {comment}\n{_as_yaml({kind.label: [matter]})}"
        folder = self.content / kind.folder
        folder.mkdir(parents=True, exist_ok=True)
        for suffix in (".yml", ".md"):
            (folder / f"{name}{suffix}").unlink(missing_ok=True)
        for file in _list_files(values):
            (self.content / FILES_FOLDER).mkdir(exist_ok=True)
            (self.content / FILES_FOLDER / file).write_text(file, "utf-8")
        path = folder / f"{name}{'.md' if as_markdown else '.yml'}"
        path.write_text(f"---\n{text}{body}" if as_markdown else text, "utf-8")

    def finish(self) -> None:
        """Write ``site.yml``."""
        site = {
            "名称": "金丝雀",
            "单位": "某县",
            "网址": "https://example.com/sy/",
            "数据许可": "CC-BY-4.0",
            "外观": "红头",
            "响应头": "是",
            "版本": [*self.editions],
            "渠道": list(self._channels.values()),
        }
        path = self.content / "site.yml"
        path.write_text(_as_yaml({**site, "严重程度": SILENCED}), "utf-8")


def withhold_fields(
    kind: Kind, values: Values, choose: Callable[[FieldPath, list[str]], Iterable[str]]
) -> list[FieldPath]:
    """Withhold fields of a record and of the parts in it; the paths of those.

    ``choose``: of the labels of the part at a path those that are withheld.
    """
    paths: list[FieldPath] = []
    for path, part, fields in tuple(find_withholding(kind.model, values)):
        if chosen := tuple(choose(path, list_withholdable(part, fields))):
            fields["不公开字段"] = [{"字段": label, "依据": BASIS} for label in chosen]
            paths += [(*path, label) for label in chosen]
    return paths


def lies_below(canary: Canary, paths: Iterable[FieldPath]) -> bool:
    """Whether a canary was planted in one of the fields."""
    return any(canary.path[: len(path)] == path for path in paths)


def silence_checks(content: Path) -> None:
    """Let a content folder break the rules that have nothing to do with what is shown."""
    site = content / "site.yml"
    text = re.sub(r"^严重程度:\n(?: .*\n)*", "", site.read_text("utf-8"), flags=re.MULTILINE)
    site.write_text(f"{text.rstrip()}\n{_as_yaml({'严重程度': SILENCED})}", "utf-8")


class PlainWords(Planter):
    """Gives plain words in the place of canaries."""

    def plant(self, _size: int, _way: str, kind: str, _record: str, _path: object) -> str:
        self._counts[1] = self._counts.get(1, 0) + 1
        return f"{kind}的一句话{self._counts[1]}"


def _list_files(value: object) -> Iterator[str]:
    """The names of files that stand in values as they are written."""
    if isinstance(value, str) and value.endswith(FILE_ENDING):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _list_files(item)


def _as_yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
