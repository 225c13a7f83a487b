"""Reading with what is known of earlier readings gives what a fresh reading gives."""

from __future__ import annotations

import multiprocessing
import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from shaiquan.content import file_records, reading
from shaiquan.content.loading import load_content
from shaiquan.content.sources import SITE_FILE, ListedFile, Source, read_file
from shaiquan.executors.processes import ProcessExecutor
from shaiquan.files.scanning import digest_folder
from shaiquan.problems import Problem
from tests.build.content_folders import ContentFolder
from tests.build.fields import change_word, find_words
from tests.conftest import FULL, ROOT
from tests.content.readers import (
    WAYS,
    Reader,
    list_differences,
    make_readers,
    require_same_as_fresh,
)
from tests.support import list_text_files
from tests.warm import drawings, mistakes, moves, records, surroundings
from tests.warm.edits import Edits
from tests.warm.harness import BASE
from tests.warm.state import read_state

#: how processes are started here
METHODS = sorted({"fork", "spawn"} & {*multiprocessing.get_all_start_methods()})
POWERS = "powers/juece.yml"
AREAS = "catalogues/mulu.yml"
#: a duty, to be formatted with its body
DUTY = "编号: ze-x\n名称: 对账\n单位: {0}\n责任主体: [{0}]\n事项: [p-01]\n责任内容: [对账]\n"


@pytest.fixture
def warm(tmp_path: Path) -> ContentFolder:
    """The small site of tests/warm, with everything that a site may have."""
    return ContentFolder(shutil.copytree(BASE, tmp_path / "content"))


@pytest.fixture(params=WAYS)
def reader(request: pytest.FixtureRequest, warm: ContentFolder) -> Reader:
    """A reader of that site for each of the ways, which has read nothing yet."""
    return make_readers(warm.folder)[request.param]


@pytest.fixture
def read_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read, by their paths below the content."""
    names: list[str] = []

    def read(content: Path, file: ListedFile) -> tuple[Source | Problem, ...]:
        names.append(file.inside)
        return read_file(content, file)

    monkeypatch.setattr(file_records, "read_file", read)
    return names


def list_content(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in list_text_files(folder)}


def write_power_and_area(content: ContentFolder) -> None:
    """A power, and in another file the area that it names."""
    content.write("powers/z.yml", "编号: p-z\n名称: 对账\n决定主体: 县委\n领域: 杂项\n")
    content.write("catalogues/z.yml", "领域:\n  - {编号: ly-z, 名称: 杂项}\n")


def read_counting(reader: Reader, read_names: list[str]) -> tuple[set[str], set[str]]:
    """The files of which a reading reads the bytes, and those that it gives to be stored."""
    read_names.clear()
    loaded = reader.read()
    return {*read_names}, {*loaded.packed}


# -- which files are read --------------------------------------------------------------------------


def test_at_first_every_file_is_read_and_all_but_site_yml_are_stored(
    reader: Reader, read_names: list[str]
) -> None:
    files = list_content(reader.folder)
    assert read_counting(reader, read_names) == (files, files - {SITE_FILE})
    assert len(read_names) == len(files), "a file was read twice"


def test_after_no_change_no_file_but_site_yml_is_read(
    reader: Reader, read_names: list[str]
) -> None:
    reader.read()
    assert read_counting(reader, read_names) == ({SITE_FILE}, set())


def test_after_a_change_no_other_file_is_read(
    reader: Reader, warm: ContentFolder, read_names: list[str]
) -> None:
    reader.read()
    warm.edit(POWERS, "五年规划", "六年规划")
    assert read_counting(reader, read_names) == ({SITE_FILE, POWERS}, {POWERS})
    assert len(read_names) == 2, "a file was read twice"


def test_after_a_comment_no_other_file_is_read(
    reader: Reader, warm: ContentFolder, read_names: list[str]
) -> None:
    """It moves the lines of records, and no name."""
    reader.read()
    warm.edit("bodies/jigou.yml", "机构:\n", "# 机构\n机构:\n")
    changed = {"bodies/jigou.yml"}
    assert read_counting(reader, read_names) == ({SITE_FILE} | changed, changed)


def test_after_another_name_the_other_files_are_as_they_were_stored(
    reader: Reader, warm: ContentFolder, read_names: list[str]
) -> None:
    """Whom their texts name is found again. Who has stored none reads them."""
    reader.read()
    warm.edit(POWERS, "简称: 发展规划", "简称: 规划")
    changed = {POWERS} if reader.keeps_packed else list_content(reader.folder) - {SITE_FILE}
    assert read_counting(reader, read_names) == ({SITE_FILE} | changed, changed)


def test_after_other_defaults_in_site_yml_every_file_is_read(
    reader: Reader, warm: ContentFolder, read_names: list[str]
) -> None:
    reader.read()
    warm.edit(SITE_FILE, "周期: 每年", "周期: 每季度")
    files = list_content(reader.folder)
    assert read_counting(reader, read_names) == (files, files - {SITE_FILE})
    assert read_counting(reader, read_names) == ({SITE_FILE}, set())
    require_same_as_fresh([reader])


def test_after_anything_else_in_site_yml_no_file_is_read(
    reader: Reader, warm: ContentFolder, read_names: list[str]
) -> None:
    reader.read()
    warm.edit(SITE_FILE, "名称: 小县权力公开", "名称: 小县公开")
    assert read_counting(reader, read_names) == ({SITE_FILE}, set())


MISTAKES = {
    "bom": ("# 重大决策\n", "\ufeff# 重大决策\n"),
    "yaml": ("权力事项:\n", "权力事项: [\n"),
    "key": ("    承办: [县委办]\n", "    承包: [县委办]\n"),
    "value": ("编号: p-01\n", "编号: p 01\n"),
    "reference": ("承办: [县委办]", "承办: [没有这个机构]"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_file_in_which_something_is_wrong_is_read_each_time(
    mistake: str, reader: Reader, warm: ContentFolder, read_names: list[str]
) -> None:
    reader.read()
    old, new = MISTAKES[mistake]
    warm.edit(POWERS, old, new)
    reader.read()
    reader.read()
    assert {SITE_FILE, POWERS} <= read_counting(reader, read_names)[0]
    assert require_same_as_fresh([reader]).problems
    warm.edit(POWERS, new, old)
    reader.read()
    assert read_counting(reader, read_names) == ({SITE_FILE}, set())


def test_a_file_that_is_gone_and_comes_back_is_read_again(
    reader: Reader, read_names: list[str]
) -> None:
    reader.read()
    away = reader.folder.with_name("away")
    (reader.folder / POWERS).rename(away)
    reader.read()
    assert POWERS not in reader.packed
    away.rename(reader.folder / POWERS)
    assert POWERS in read_counting(reader, read_names)[0]


def test_a_file_saved_between_scan_and_reading_is_stored_as_what_it_was(
    reader: Reader, warm: ContentFolder
) -> None:
    """It is put back afterwards, so that the scan is right again."""
    reader.read()
    warm.edit(POWERS, "五年规划", "六年规划")
    scanned = digest_folder(warm.folder)
    warm.edit(POWERS, "六年规划", "七年规划")
    assert list_differences(reader.read(scanned=scanned), load_content(warm.folder)) == []
    warm.edit(POWERS, "七年规划", "六年规划")
    assert list_differences(reader.read(scanned=scanned), load_content(warm.folder)) == []


def test_a_stored_file_is_not_taken_for_another_that_has_its_place(warm: ContentFolder) -> None:
    reader = Reader(warm.folder, keeps_packed=True)
    reader.read()
    reader.packed[POWERS] = reader.packed["powers/rencai.yml"]
    require_same_as_fresh([reader])


def test_what_was_read_before_is_as_it_was(reader: Reader, warm: ContentFolder) -> None:
    """A preview may still be made of it."""
    write_power_and_area(warm)
    first = reader.read()
    assert first.catalog is not None
    before = repr([*first.catalog.entries.values()])
    warm.edit("catalogues/z.yml", "ly-z", "ly-y")
    assert reader.read().sound
    assert repr([*first.catalog.entries.values()]) == before


# -- what is wrong because another file has changed ------------------------------------------------


def read_places(reader: Reader) -> list[str]:
    """Code, file and line of each problem, after it was held to a fresh reading."""
    loaded, root = require_same_as_fresh([reader]), f"{reader.folder.as_posix()}/"
    return [f"{p.code.code} {p.path.removeprefix(root)}:{p.line}" for p in loaded.problems]


def test_an_unknown_reference_is_reported_though_its_own_file_is_the_same(
    reader: Reader, warm: ContentFolder
) -> None:
    write_power_and_area(warm)
    assert read_places(reader) == []
    for _ in range(2):
        warm.edit("catalogues/z.yml", "杂项", "杂务")
        assert read_places(reader) == ["unknown-reference powers/z.yml:4"]
        assert read_places(reader) == ["unknown-reference powers/z.yml:4"], "and again"
        warm.edit("catalogues/z.yml", "杂务", "杂项")
        assert read_places(reader) == []


def test_a_reference_that_may_mean_two_is_reported_though_its_own_file_is_the_same(
    reader: Reader, warm: ContentFolder
) -> None:
    write_power_and_area(warm)
    assert read_places(reader) == []
    warm.write("catalogues/zz.yml", "领域:\n  - {编号: ly-zz, 名称: 杂项}\n")
    assert read_places(reader) == ["ambiguous-reference powers/z.yml:4"]


def test_an_article_that_is_gone_is_reported_where_it_is_cited(
    reader: Reader, warm: ContentFolder
) -> None:
    assert read_places(reader) == []
    warm.edit("rules/gz-03.md", "\n第三条　", "\n")
    assert read_places(reader) == ["unknown-article powers/rencai.yml:23"]


def test_an_id_that_comes_twice_is_reported_in_the_later_file(
    reader: Reader, warm: ContentFolder
) -> None:
    warm.write("powers/z.yml", "编号: x-1\n名称: 对账\n决定主体: 县委\n领域: 财务\n")
    assert read_places(reader) == []
    warm.write("duties/z.yml", DUTY.format("县委办").replace("ze-x", "x-1"))
    assert read_places(reader) == ["duplicate-id powers/z.yml:1"]


def test_while_a_file_cannot_be_read_what_may_be_in_it_is_not_missed(
    reader: Reader, warm: ContentFolder
) -> None:
    assert read_places(reader) == []
    warm.edit(AREAS, "领域:\n", "领域: [\n")
    assert {place.rpartition(":")[0] for place in read_places(reader)} == {f"yaml-syntax {AREAS}"}
    warm.edit(AREAS, "领域: [\n", "领域:\n")
    assert read_places(reader) == []


def test_a_wrong_key_in_one_file_hides_no_unknown_reference_in_another(
    warm: ContentFolder,
) -> None:
    """The record with the key was read, and so were all others of its folder."""
    warm.write("catalogues/z.yml", "领域:\n  - {编号: ly-z, 名称: 杂项, 级别: 高}\n")
    warm.edit("powers/caogao.yml", "类别: 重大决策", "类别: 没有这一类")
    expected = ["unknown-key catalogues/z.yml:2", "unknown-reference powers/caogao.yml:6"]
    assert read_places(Reader(warm.folder)) == expected


# -- what editors do -------------------------------------------------------------------------------

#: a file, a text in it, and the text that takes its place; without the first text, a whole file
Change = tuple[str, str, str]


@dataclass(frozen=True)
class Situation:
    """Changes that are there when all is read at first, and those that come one by one."""

    before: tuple[Change, ...]
    after: tuple[Change, ...]


_WITHHELD = "    不公开字段:\n      - {字段: 配合, 依据: 公开条例第十六条（内部事务信息）}\n"
_DRAFT = "编号: p-11\n名称: 拟增\n状态: 草稿\n决定主体: 司法局\n"

SITUATIONS = {
    "a draft that names others": Situation(
        (("powers/caogao2.yml", "", _DRAFT), ("risks/fengxian.yml", "[p-04]", "[p-04, p-11]")),
        ((POWERS, "五年规划", "六年规划"), ("powers/caogao2.yml", "司法局", "财政局")),
    ),
    "a file without records": Situation(
        (("powers/none.yml", "", "# 暂无\n权力事项:\n"),),
        (("powers/none.yml", "暂无", "没有"), ("powers/none.yml", "", "# 没有\n")),
    ),
    "temporary files of an editor": Situation(
        (("powers/.b.yml.swp", "", "x"),),
        (
            ("powers/.juece.yml.swp", "", "编号: p-1"),
            ("powers/juece.yml~", "", "编号: p-1"),
            ("powers/.b.yml.swp", "x", "y"),
        ),
    ),
    "the last mention of a record goes and comes back": Situation(
        (("risks/fengxian.yml", "责任岗位: [组织部长]", "责任岗位: [书记]"),),
        (
            ("bodies/gangwei.yml", "岗位: 组织部长,", "岗位: 书记,"),
            ("bodies/gangwei.yml", "岗位: 书记, 从: 2026-02", "岗位: 组织部长, 从: 2026-02"),
        ),
    ),
    "an id that is no word": Situation((), ((POWERS, "编号: p-01\n", "编号: [p-01, p-1]\n"),)),
    "an id in capitals": Situation(
        (), ((POWERS, "编号: p-01\n", "编号: P-01\n"), (POWERS, "简称: 发展规划\n", ""))
    ),
    "a name that site.yml has": Situation(
        (
            ("powers/rencai.yml", "领域: 财务", "领域: ly-cw"),
            ("bodies/gangwei.yml", "分管: [财务]", "分管: [ly-cw]"),
        ),
        ((AREAS, "名称: 财务", "名称: 钱财"), (SITE_FILE, "[财务]", "[钱财]")),
    ),
    "a record of site.yml": Situation(
        (),
        (
            (SITE_FILE, "名称: 举报电话", "名称: 监督电话"),
            (SITE_FILE, "编号: qd-dh\n", "编号: qd-d\n"),
            (SITE_FILE, "受理: 县纪委\n", "受理: 没有\n"),
            (SITE_FILE, "受理: 没有\n", "受理: 县委\n"),
        ),
    ),
    "a name that a record of another kind has": Situation(
        (("bodies/more.yml", "", "岗位:\n  - {编号: gw-x, 名称: 出纳, 机构: 财政局}\n"),),
        (("bodies/more.yml", "名称: 出纳", "名称: 用款单位"),),
    ),
    "a problem that was mended": Situation(
        ((POWERS, "# 重大决策", "\ufeff# 重大决策"),), ((POWERS, "\ufeff", ""),)
    ),
    "another short name of a body": Situation(
        (
            ("bodies/gx.yml", "", "编号: gxj\n名称: 小县供销社\n简称: 供销社\n类型: 部门\n"),
            ("duties/x.yml", "", DUTY.format("gxj")),
            ("duties/y.yml", "", DUTY.format("供销社").replace("ze-x", "ze-y")),
        ),
        (
            ("bodies/gx.yml", "简称: 供销社", "简称: 供销"),
            ("duties/y.yml", "供销社", "供销"),
            ("bodies/gx.yml", "简称: 供销\n", ""),
            ("duties/y.yml", "供销", "小县供销社"),
        ),
    ),
    "a short name that a registered sheet says": Situation(
        (("bodies/more.yml", "", "角色:\n  - {编号: js-x, 名称: 年度预算, 状态: 草稿}\n"),),
        (("powers/rencai.yml", "简称: 年度预算", "简称: 全年预算"),),
    ),
    "a record is withheld in part, shown, and a draft": Situation(
        (),
        (
            ("powers/rencai.yml", _WITHHELD, ""),
            ("powers/rencai.yml", "    配合: [组织部长]", f"{_WITHHELD}    配合: [组织部长]"),
            ("risks/fengxian.yml", "编号: fx-03\n", "编号: fx-03\n    状态: 草稿\n"),
            ("risks/fengxian.yml", "    状态: 草稿\n", ""),
        ),
    ),
    "a default of a file": Situation(
        (), ((POWERS, "  决定主体: 县委\n", "  决定主体: 没有\n"), (POWERS, "没有\n", "县委办\n"))
    ),
    "a record that is named by its id": Situation((), ((POWERS, "配合: [财政局]", "配合: [cz]"),)),
}


def make_change(content: ContentFolder, change: Change) -> None:
    inside, old, new = change
    if old:
        content.edit(inside, old, new)
    else:
        content.write(inside, new)


@pytest.mark.parametrize("name", SITUATIONS)
def test_whatever_changes_a_reading_is_a_fresh_one(name: str, warm: ContentFolder) -> None:
    readers, situation = make_readers(warm.folder).values(), SITUATIONS[name]
    for change in situation.before:
        make_change(warm, change)
    require_same_as_fresh(readers, "at first")
    for change in situation.after:
        make_change(warm, change)
        require_same_as_fresh(readers, " ".join(change))
        require_same_as_fresh(readers, f"{' '.join(change)}, and again")


def test_a_file_with_another_name_has_its_records_there(
    reader: Reader, warm: ContentFolder
) -> None:
    reader.read()
    (warm.folder / POWERS).rename(warm.folder / "powers/other.yml")
    require_same_as_fresh([reader])
    assert POWERS not in reader.packed
    warm.edit("powers/other.yml", "五年规划", "六年规划")
    loaded = require_same_as_fresh([reader])
    assert loaded.catalog is not None
    assert loaded.catalog.entries["p-01"].path.endswith("powers/other.yml")


def test_files_that_change_places_have_each_the_records_of_the_other(
    reader: Reader, warm: ContentFolder
) -> None:
    reader.read()
    one, other = warm.folder / POWERS, warm.folder / "powers/rencai.yml"
    texts = one.read_bytes(), other.read_bytes()
    other.write_bytes(texts[0])
    one.write_bytes(texts[1])
    loaded = require_same_as_fresh([reader])
    assert loaded.catalog is not None
    assert loaded.catalog.entries["p-01"].path.endswith("powers/rencai.yml")


def test_a_record_that_moves_to_another_file_is_there_alone(
    reader: Reader, warm: ContentFolder
) -> None:
    reader.read()
    state = read_state({"content": warm.folder})
    for seed in range(4):
        edit = moves.move_record(Random(seed), state)
        assert edit is not None
        edit.put(warm.folder.parent)
        state = edit.on(state)
        assert not require_same_as_fresh([reader], edit.words).problems


# -- which record a text names ---------------------------------------------------------------------


def read_area(reader: Reader) -> str:
    """The id of the area of the power p-z."""
    loaded = require_same_as_fresh([reader])
    assert loaded.sound, loaded.problems
    assert loaded.catalog is not None
    (area,) = (m for m in loaded.catalog.entries["p-z"].mentions if m.field == ("area",))
    return area.target


def test_a_unit_is_found_however_it_is_written(reader: Reader, warm: ContentFolder) -> None:
    """By an id in capitals, or in traditional characters: else the areas could not be told
    apart."""
    warm.write(
        "catalogues/two.yml",
        "领域:\n  - {编号: a1, 名称: 综合, 单位: CZ}\n  - {编号: a2, 名称: 杂项, 单位: 財政局}\n"
        "  - {编号: a3, 名称: 综合, 单位: zzb}\n  - {编号: a4, 名称: 杂项, 单位: 组织部}\n",
    )
    warm.write("powers/z.yml", "编号: p-z\n名称: 对账\n单位: cz\n决定主体: 县委\n领域: a1\n")
    assert read_area(reader) == "a1"
    for old, new, area in (
        ("领域: a1", "领域: 综合", "a1"),
        ("领域: 综合", "领域: 雜項", "a2"),
        ("单位: cz", "单位: 組織部", "a4"),
        ("领域: 雜項", "领域: A3", "a3"),
    ):
        warm.edit("powers/z.yml", old, new)
        assert read_area(reader) == area


def test_a_name_means_the_record_of_the_own_unit_first(reader: Reader, warm: ContentFolder) -> None:
    areas = ("cz", "sf", "dw")
    rows = (f"  - {{编号: a-{unit}, 名称: 综合, 单位: {unit}}}\n" for unit in areas)
    warm.write("catalogues/two.yml", "领域:\n" + "".join(rows))
    power = "  - {{编号: x-{0}, 名称: 对账, 单位: {0}, 决定主体: 县委, 领域: 综合}}\n"
    for inside, units in (("a", ("cz", "sf")), ("z", ("dw",))):
        text = "权力事项:\n" + "".join(map(power.format, units))
        warm.write(f"powers/{inside}.yml", text)
    for name in ("对账", "又对账"):
        warm.edit("powers/a.yml", "名称: 对账", f"名称: {name}")
        loaded = require_same_as_fresh([reader])
        assert loaded.sound, loaded.problems
        assert loaded.catalog is not None
        named = {id: loaded.catalog.ids_naming(f"a-{id}", "power", "area") for id in areas}
        assert named == {id: (f"x-{id}",) for id in areas}


def test_a_name_follows_the_unit_of_a_record_in_another_file(
    reader: Reader, warm: ContentFolder
) -> None:
    """The file that says the name is the same, and the record that it names is another."""
    areas = "领域:\n  - {编号: a1, 名称: 综合, 单位: cz}\n  - {编号: a2, 名称: 综合, 单位: sf}\n"
    warm.write("catalogues/two.yml", areas)
    warm.write("powers/z.yml", "编号: p-z\n名称: 对账\n单位: 财政局\n决定主体: 县委\n领域: 综合\n")
    assert read_area(reader) == "a1"
    swapped = areas.replace("cz", "x").replace("sf", "cz").replace("x", "sf")
    warm.write("catalogues/two.yml", swapped)
    assert read_area(reader) == "a2"


def test_a_name_in_traditional_characters_means_another_once_there_is_one_of_this_name(
    reader: Reader, warm: ContentFolder
) -> None:
    warm.write("catalogues/two.yml", "领域:\n  - {编号: a1, 名称: 杂项}\n")
    warm.write("powers/z.yml", "编号: p-z\n名称: 对账\n决定主体: 縣委\n领域: 雜項\n")
    assert read_area(reader) == "a1"
    warm.write("catalogues/three.yml", "领域:\n  - {编号: a3, 名称: 雜項}\n")
    assert read_area(reader) == "a3"


def test_a_record_without_a_unit_belongs_to_none(reader: Reader, warm: ContentFolder) -> None:
    """And not to the first body without a short name."""
    warm.edit("bodies/jigou.yml", "    简称: 司法局\n", "")
    warm.edit("bodies/jigou.yml", "名称: 小县司法局", "名称: 司法局")
    areas = "领域:\n  - {编号: a1, 名称: 综合, 单位: sf}\n  - {编号: a2, 名称: 综合, 单位: cz}\n"
    warm.write("catalogues/two.yml", areas)
    warm.edit(SITE_FILE, "    单位: 县委\n", "")
    warm.write("powers/z.yml", "编号: p-z\n名称: 对账\n决定主体: 县委\n领域: a1\n")
    assert read_area(reader) == "a1"
    warm.edit("powers/z.yml", "领域: a1", "领域: 综合")
    assert read_places(reader) == ["ambiguous-reference powers/z.yml:4"], "it could be either"


def test_records_are_the_same_whether_or_not_their_file_may_be_stored(
    warm: ContentFolder,
) -> None:
    """A file with a byte order mark is never stored, and its references are resolved at once."""
    warm.edit(POWERS, "配合: [财政局]", "配合: [财政局, cz, 財政局]")
    stored = load_content(warm.folder)
    for inside in list_content(warm.folder) - {SITE_FILE}:
        path = warm.folder / inside
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    read = load_content(warm.folder)
    assert not read.packed
    differences = {what.partition(" ")[0] for what in list_differences(read, stored)}
    assert differences == {"problems", "sources", "digest"}


# -- whatever is changed ---------------------------------------------------------------------------

#: content, how many fields are changed, seed
RUNS = (
    [(ROOT / "content", 200, seed) for seed in range(2)]
    if FULL
    else [(BASE, 24, 1), (ROOT / "content", 4, 2)]
)


@pytest.mark.parametrize(("content", "count", "seed"), RUNS)
def test_after_a_change_in_any_field_a_reading_is_a_fresh_one(
    content: Path, count: int, seed: int, tmp_path: Path
) -> None:
    folder, rng = shutil.copytree(content, tmp_path / "content"), Random(seed)
    readers = make_readers(folder).values()
    require_same_as_fresh(readers)
    fields, refused = [*find_words(folder)], 0
    for field in rng.sample(fields, min(count, len(fields))):
        words = find_words(folder).get(field, [])
        for word in rng.sample(words, min(1, len(words))):
            old, new = word.path.read_text("utf-8"), change_word(rng, word, words)
            word.path.write_text(word.with_value(new), "utf-8")
            what = f"{'.'.join(field)} {word.path.name}:{word.line} {word.value} -> {new}"
            if not require_same_as_fresh(readers, what).sound:
                refused += 1
                word.path.write_text(old, "utf-8")
    assert 0 < refused < min(count, len(fields)) * 2 / 3, "all was good or hardly anything"


#: edits of content, with mistakes and their mends
KINDS = (
    *records.MAKERS,
    *moves.MAKERS,
    *drawings.MAKERS,
    mistakes.break_file,
    mistakes.break_two_files,
    mistakes.break_file_and_edit_another,
    mistakes.break_reference,
    mistakes.count_unknown_things,
    mistakes.duplicate_id,
    mistakes.add_stray_file,
    surroundings.change_defaults,
    surroundings.add_channel,
    surroundings.add_comment,
    surroundings.change_line_ends,
    surroundings.edit_without_new_time,
    surroundings.leave_litter,
)


@pytest.mark.parametrize("seed", range(10) if FULL else [1])
def test_after_whatever_editors_do_a_reading_is_a_fresh_one(seed: int, warm: ContentFolder) -> None:
    readers, loaded = make_readers(warm.folder).values(), load_content(warm.folder)
    state, edits = read_state({"content": warm.folder}), Edits(seed, KINDS)
    count, sound = 300 if FULL else 30, 0
    for number in range(count):
        edit = edits.next(state, not loaded.sound)
        edit.put(warm.folder.parent)
        state = edit.on(state)
        loaded = require_same_as_fresh(readers, f"{number}. {edit.words}")
        sound += loaded.sound
    assert count / 2 < sound < count, "all was good or hardly anything"


# -- several processes -----------------------------------------------------------------------------


# pytest may have threads, but what is forked here takes none of their locks
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("method", METHODS)
def test_two_processes_read_what_one_reads(
    method: str, warm: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a file that is not stored, one that cannot be read and one that names no record."""
    monkeypatch.setattr(reading, "_BATCH", 3)
    warm.edit("risks/fengxian.yml", "风险点:\n", "\ufeff风险点:\n")
    warm.edit("powers/caogao.yml", "决定主体: 县委", "决定主体: 没有")
    warm.write("duties/z.yml", "责任事项: [\n")
    one = load_content(warm.folder)
    assert len({problem.code for problem in one.problems}) == 3
    with ProcessExecutor(2, method) as executor:
        two = load_content(warm.folder, executor=executor)
    assert list_differences(two, one) == []
    assert two.packed == one.packed


def test_after_a_change_two_processes_read_what_one_reads(
    reader: Reader, warm: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_BATCH", 1)
    write_power_and_area(warm)
    with ProcessExecutor(2) as executor:
        reader.read(executor)
        for inside in ("powers/z.yml", "catalogues/z.yml"):
            warm.edit(inside, "杂项", "杂务")
        assert list_differences(reader.read(executor), load_content(warm.folder)) == []
