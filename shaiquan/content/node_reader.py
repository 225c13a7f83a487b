"""The YAML nodes of a file to plain values, with problems and the place of each value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import yaml

from shaiquan import codes
from shaiquan.content.node_scalars import (
    divide_at_colon,
    find_slip_in_key,
    has_quotes,
    read_scalar,
)
from shaiquan.content.pasted_values import find_split_sentences
from shaiquan.content.sources import Source
from shaiquan.content.suggestions import find_close_word, suggest_spelling, to_simplified
from shaiquan.content.yaml_faults import find_colon_slip, find_slip
from shaiquan.content.yamltext import has_plain_tag, place_of
from shaiquan.model.base import Part
from shaiquan.model.shapes import (
    FieldShape,
    LabelledField,
    ListShape,
    MapShape,
    PartShape,
    Path,
    ScalarShape,
    fields_by_key,
)
from shaiquan.problems import Bilingual, Code, Problem

RawValues = dict[str, Any]
#: at the start of a text: meant as the - of an item, or as a bracket
_LIST_SIGN = re.compile(r"\s*(?:-\S|[－—–―−﹣‒•·●○■◆▪【［])")

#: a field of a record, or of an entry of a list -> where a column of one's own may stand
_OWN_COLUMNS = {
    "其他要素": Bilingual(
        "自己要加的栏目写在 其他要素 里，例如 其他要素: {实施对象: 个人}；",
        "columns of your own go under 其他要素; ",
    ),
    "小类": Bilingual(
        "自己要加的栏目先写在清单的 栏目 里，例如 栏目: [责任人]；",
        "columns of your own are declared under 栏目 of the list; ",
    ),
}
_NO_HINT = Bilingual("", "")


class NodeReader:
    """Reads the nodes of one file; collects problems, and places if ``with_places``."""

    def __init__(
        self, source: Source, text: str, first_line: int, with_places: bool = False
    ) -> None:
        self.source = source
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.places: dict[Path, tuple[int, int]] = {}
        self._with_places = with_places
        self._keys: dict[Path, yaml.Node] = {}
        self._visited: set[int] = set()
        #: the columns that the record has of its own: name -> the field of a cell for its values
        self.own_columns: Mapping[str, LabelledField] = {}
        #: the text has no anchor and no tag, so its nodes need not be searched for them
        self._plain = "&" not in text and "!" not in text

    def read_value(self, node: yaml.Node, shape: FieldShape, path: Path, label: str) -> Any:
        """The plain value of a node read as ``shape``; wrong types are left to validation."""
        if self._with_places:
            self.note_place(path, node)
        if isinstance(node, yaml.MappingNode) and has_quotes(node, shape):
            return self._read_quotes(node, shape, path)
        if isinstance(shape, ListShape) and not isinstance(node, yaml.SequenceNode):
            if self._is_mistyped_list(node):
                return None
            item = self.read_value(node, shape.item, (*path, 0), label)
            return None if item is None else [item]
        if not self._plain and not self._check_features(node):
            return None
        if isinstance(node, yaml.ScalarNode):
            return read_scalar(node, shape)
        if isinstance(node, yaml.SequenceNode):
            item_shape = shape.item if isinstance(shape, ListShape) else shape
            return self._read_list(node, item_shape, path, label)
        if isinstance(shape, PartShape):
            return self.read_part(node, shape.part, path, label)
        value_shape = shape.value if isinstance(shape, MapShape) else shape
        return self._read_map(node, value_shape, path, label)

    def _is_mistyped_list(self, node: yaml.Node) -> bool:
        """Whether a text in the place of a list has a sign that was meant as the ``-`` of an item
        or as a bracket; reports it if so."""
        if not isinstance(node, yaml.ScalarNode) or node.style or not _LIST_SIGN.match(node.value):
            return False
        slip = find_slip(self.source, place_of(node, self.first_line)[0])
        self.problems += (slip,) if slip else ()
        return slip is not None

    def _read_list(
        self, node: yaml.SequenceNode, shape: FieldShape, path: Path, label: str
    ) -> list[Any]:
        """The items of a list, without those left empty."""
        if node.flow_style and isinstance(shape, ScalarShape) and shape.text:
            self.problems += find_split_sentences(
                self.source, node, self.first_line, shape.sentence
            )
        only_scalars = self._plain and not self._with_places and isinstance(shape, ScalarShape)
        values = (
            read_scalar(child, shape)
            if only_scalars and isinstance(child, yaml.ScalarNode)
            else self.read_value(child, shape, (*path, index), label)
            for index, child in enumerate(node.value)
        )
        return [value for value in values if value is not None]

    def _read_quotes(self, node: yaml.Node, shape: FieldShape, path: Path) -> Any:
        """Citations written with what the rule says, 《会计法》第三十六条: 从事……, as texts."""
        texts: list[str] = []
        for key, child in self.read_pairs(node):
            if self._plain or self._check_features(child):
                self.note_place((*path, len(texts)), key)
                texts.append(f"{key.value}：{child.value}")
        return texts if isinstance(shape, ListShape) else next(iter(texts), None)

    def read_part(self, node: yaml.Node, part: type[Part], path: Path, label: str) -> RawValues:
        """A mapping with known keys, under their English names."""
        fields = fields_by_key(part)
        columns = self.own_columns if part.own_columns else {}
        values: RawValues = {}
        for key, child in self.read_pairs(node):
            field = fields.get(key.value)
            if field is None and (column := columns.get(key.value.strip())):
                cells = values.setdefault(part.own_columns, [])
                cells += self._read_cell(key, child, column, (*path, part.own_columns, len(cells)))
                continue
            if field is None:
                labels = [word for name, word in part.field_labels() if name != part.own_columns]
                known = {**fields, **columns} if columns else fields
                meant = self.report_unknown_key(key, [*labels, *columns], label, known)
                field = fields.get(meant)
            if field is None:
                continue
            field_path = (*path, field.name)
            if self.is_repeated(field_path, key):
                continue
            self._note_entry_place(field_path, key, child)
            value = self.read_value(child, field.shape, field_path, field.label)
            if value is not None:
                values[field.name] = value
        return values

    def _read_cell(
        self, key: yaml.ScalarNode, node: yaml.Node, column: LabelledField, path: Path
    ) -> Iterator[RawValues]:
        """What stands under the name of a column of the record's own, unless it is empty."""
        name = key.value.strip()
        if self.is_repeated((*path[:-1], name), key):
            return
        self._note_entry_place(path, key, node)
        value = self.read_value(node, column.shape, (*path, column.name), name)
        if value is not None:
            yield {"column": name, column.name: value}

    def _read_map(self, node: yaml.Node, shape: FieldShape, path: Path, label: str) -> RawValues:
        """A mapping with keys of the editor's own."""
        values: RawValues = {}
        for key, child in self.read_pairs(node):
            word = key.value.strip()
            entry_path = (*path, word)
            if not self.is_repeated(entry_path, key):
                self._note_entry_place(entry_path, key, child)
                values[word] = self.read_value(child, shape, entry_path, label)
        return values

    def read_pairs(self, node: yaml.Node) -> Iterable[tuple[yaml.ScalarNode, yaml.Node]]:
        """Key and value of each entry of a mapping. A key that is no text is a problem, and one
        that has its value within, as in ``{通过:公开}``."""
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value == "<<":
                what = "合并键 <<" if isinstance(key, yaml.ScalarNode) else "复合键"
                self._report(codes.YAML_FEATURE, key, what=what)
            elif not child.value and (code := find_slip_in_key(key, child)):
                self._report_colon(code, key)
                yield divide_at_colon(key)
            else:
                yield key, child

    def read_known_pairs(
        self, node: yaml.Node, spellings: Collection[str], labels: Iterable[str], where: str
    ) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """The pairs of which the key is one of the ``spellings``; another key is a problem.

        What stands under a key that is close to one of them is read: else whatever names its
        records, or lacks its defaults, would be a problem too.
        """
        for key, child in self.read_pairs(node):
            if key.value in spellings:
                yield key, child
                continue
            self.report_unknown_key(key, labels, where, spellings)
            if meant := find_close_word(to_simplified(key.value), spellings):
                yield yaml.ScalarNode(key.tag, meant, key.start_mark, key.end_mark), child

    def note_place(self, path: Path, node: yaml.Node) -> None:
        """Note the place of the value at ``path``, unless it is known."""
        if self._with_places and path not in self.places:
            self.places[path] = self._place_of(node)

    def _place_of(self, node: yaml.Node) -> tuple[int, int]:
        """Where a value begins: that of a block (``|``) on the line after its sign."""
        line, column = place_of(node, self.first_line)
        if getattr(node, "style", None) in ("|", ">"):
            text = self.source.line(line + 1)
            return line + 1, len(text) - len(text.lstrip(" ")) + 1
        return line, column

    def _note_entry_place(self, path: Path, key: yaml.Node, child: yaml.Node) -> None:
        """A block value begins on the line after its key, so its place is that of the key."""
        if self._with_places:
            node = key if not isinstance(child, yaml.ScalarNode) else child
            self.places[path] = self._place_of(node)

    def is_repeated(self, path: Path, key: yaml.ScalarNode) -> bool:
        """Whether the key at ``path`` came before, in any spelling; reports it if so."""
        first = self._keys.setdefault(path, key)
        if first is key:
            return False
        line, _ = place_of(first, self.first_line)
        self._report(codes.DUPLICATE_KEY, key, key=key.value, first=line)
        return True

    def is_mapping(self, node: yaml.Node) -> bool:
        """Whether the node is a mapping; reports it if not."""
        if isinstance(node, yaml.MappingNode):
            return True
        if isinstance(node, yaml.ScalarNode) and (code := find_colon_slip(node.value)):
            self._report_colon(code, node)
        else:
            why = Bilingual("这里应当是“字段: 值”", "a 'field: value' is expected")
            mend = Bilingual("每行写一个字段，例如  名称: 干部任免", "write one field a line")
            self._report(codes.YAML_SYNTAX, node, why=why, mend=mend)
        return False

    def _report_colon(self, code: Code, node: yaml.ScalarNode) -> None:
        """Report the colon in a text that was meant as a field."""
        line, column = place_of(node, self.first_line)
        sign = "：" if code is codes.FULLWIDTH_COLON else ":"
        at = self.source.line(line).find(sign, column - 1) + 1 or column
        self.problems.append(self.source.problem_at(code, line, at, sign=sign))

    def _check_features(self, node: yaml.Node) -> bool:
        """Whether the node has no alias and no tag; reports it if it has."""
        if id(node) in self._visited:
            self._report(codes.YAML_FEATURE, node, what="别名（* 和 &）")
            return False
        self._visited.add(id(node))
        if not has_plain_tag(node):
            self._report(codes.YAML_FEATURE, node, what="标签（!）")
            return False
        return True

    def report_unknown_key(
        self,
        key: yaml.ScalarNode,
        labels: Iterable[str],
        where: str,
        spellings: Collection[str],
    ) -> str:
        """Report a key that is none of the ``spellings``.

        One in traditional characters is returned as it should be: what it says is read, so that
        nothing else seems to be missing for it; so is one behind full-width blanks.
        """
        if slip := find_colon_slip(key.value):  # 公开:{范围: 社会}
            self._report_colon(slip, key)
            return ""
        if key.value.startswith("\u3000"):
            self._report(codes.FULLWIDTH_INDENT, key)
            return str(key.value).lstrip()
        meant = to_simplified(key.value)
        suggestion = suggest_spelling(meant, spellings)
        words = {"where": where, "key": key.value, "suggestion": suggestion}
        labels = tuple(labels)
        own = next((hint for word, hint in _OWN_COLUMNS.items() if word in labels), _NO_HINT)
        self._report(codes.UNKNOWN_KEY, key, **words, own=own, known="、".join(labels))
        return meant if meant in spellings else ""

    def report_wrong_folder(self, key: yaml.ScalarNode, kind: str, folder: str) -> None:
        """Report a section with records of a kind that stand in another folder."""
        place = f"{folder} 文件夹里的文件" if folder else "site.yml"
        words = {"kind": kind, "folder": self.source.folder, "place": place}
        self._report(codes.WRONG_FOLDER, key, **words, place_en=folder or "site.yml")

    def report_bad_review(self, node: yaml.Node, id: str) -> None:
        """Report a line of ``reviews.yml`` that says no review."""
        self._report(codes.BAD_REVIEW, node, id=id)

    def _report(self, code: Code, node: yaml.Node, **words: object) -> None:
        line, column = place_of(node, self.first_line)
        self.problems.append(self.source.problem_at(code, line, column, **words))
