"""What the index of the search says of records, and what it must not say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from shaiquan.cli import main
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.kinds.registry import KIND
from shaiquan.search.characters import list_sounds, list_variants
from shaiquan.search.index_files import list_characters, searched_kinds, write_table
from shaiquan.search.name_rows import write_names
from shaiquan.search.scripts import write_json
from shaiquan.search.text_rows import write_texts
from tests.conftest import SMALL, MakeSite
from tests.two_powers import FILES, SMALL_SPENDING, release_two_powers


def read_names(public: PublicCatalog, kind: str) -> dict[str, list[str]]:
    name, rows = json.loads(write_names(public, KIND[kind], public.ids_of(kind)))
    assert name == kind
    return {row[0]: row[1:] for row in rows}


def read_texts(public: PublicCatalog, kind: str) -> dict[str, list[list[str]]]:
    _, rows = json.loads(write_texts(public, KIND[kind], public.ids_of(kind)))
    return dict(rows)


def read_table(public: PublicCatalog) -> dict[str, Any]:
    text = write_table(public, list_characters(public), [("l1", "K7QF-3M2P")], 2)
    call = re.fullmatch(r"shaiquanSearch\.setTable\((.*)\);\n", text)
    assert call
    table: dict[str, Any] = json.loads(call[1])
    return table


def test_columns_of_ones_own_are_found_under_their_names(site: MakeSite) -> None:
    extras = "其他要素: {联办机构: 县民政局, 窗口: 三号}\n不公开字段: [{字段: 窗口, 依据: 条例}]\n"
    public = release_two_powers(site, {"powers/p2.yml": SMALL_SPENDING + extras})
    pieces = read_texts(public, "power")["p2"]
    assert ["", "联办机构", "县民政局"] in pieces
    assert not any("三号" in piece or "窗口" in piece for piece in pieces)


def test_what_a_step_looks_at_is_found_at_its_row(site: MakeSite) -> None:
    old = "    时限: 5个工作日\n"
    more = "    审查标准: [材料齐全]\n    办理结果: 通知书\n    其他要素: {地点: 二楼}\n"
    procedure = (SMALL / "procedures" / "l1.yml").read_text("utf-8").replace(old, old + more)
    public = release_two_powers(site, {"procedures/l1.yml": procedure})
    found = [piece for piece in read_texts(public, "procedure")["l1"] if piece[1] == "步骤"]
    for words in ("材料齐全", "通知书", "二楼"):
        assert ["step-2", "步骤", words] in found


def test_a_power_is_known_by_name_code_category_and_those_who_decide_and_handle(
    site: MakeSite,
) -> None:
    coded = SMALL_SPENDING + "事项编码: 11-02\n简称: 小额\n"
    public = release_two_powers(site, {"powers/p2.yml": coded})
    assert read_names(public, "power")["p2"] == ["小额支出", "小额", "11-02", "dw", "", "dw bgs"]


def test_what_stands_empty_at_the_end_is_left_out(site: MakeSite) -> None:
    public = release_two_powers(site)
    assert read_names(public, "role")["sqr"] == ["申请人", "", "", "dw"]


def test_a_risk_has_its_level_and_a_rule_its_force(site: MakeSite) -> None:
    public = release_two_powers(site)
    assert any("高" in row for row in read_names(public, "risk").values())
    assert [row[-1] for row in read_names(public, "rule").values()] == ["现行"]


def test_whoever_acts_in_a_step_is_named_with_the_procedure(site: MakeSite) -> None:
    public = release_two_powers(site)
    assert read_names(public, "procedure")["l1"][5] == "sqr bgs dw"


def test_a_line_of_text_says_under_which_label_and_where_on_the_page(site: MakeSite) -> None:
    public = release_two_powers(site, {"powers/p2.yml": SMALL_SPENDING + "权限: [只用于办公]\n"})
    assert ["", "权限", "只用于办公"] in read_texts(public, "power")["p2"]
    assert ["step-2", "步骤", "审查"] in read_texts(public, "procedure")["l1"]
    (lines,) = read_texts(public, "rule").values()
    assert any(anchor == "art-1" and text.startswith("第一条") for anchor, _, text in lines)


def test_a_comment_of_a_text_is_in_no_index(site: MakeSite) -> None:
    text = "正文: |\n  可以说的。\n\n  <!-- 不能说的 -->\n"
    public = release_two_powers(site, {"powers/p2.yml": SMALL_SPENDING + text})
    assert read_texts(public, "power")["p2"][-1] == ["text", "正文", "可以说的。"]


def test_a_withheld_field_and_a_withheld_record_are_in_no_index(site: MakeSite) -> None:
    hidden = (
        "权限: [只用于办公]\n不公开字段: [{字段: 承办, 依据: 条例}, {字段: 权限, 依据: 条例}]\n"
    )
    public = release_two_powers(
        site, {"powers/p2.yml": SMALL_SPENDING + hidden, "powers/p3.yml": UNRELEASED}
    )
    assert read_names(public, "power")["p2"][-1] == "dw"
    assert "只用于办公" not in str(read_texts(public, "power"))
    assert "p3" not in read_names(public, "power")
    assert "罕" not in read_table(public)["sounds"]


UNRELEASED = (
    SMALL_SPENDING.replace("p2", "p3").replace("小额支出", "罕见之事").replace("社会", "不公开")
)


def test_a_withdrawn_record_is_found_by_its_name_and_says_what_it_is(site: MakeSite) -> None:
    gone = SMALL_SPENDING + "状态: 撤回\n原因: 合并了\n撤回日期: 2026-10-01\n"
    public = release_two_powers(site, {"powers/p2.yml": gone})
    assert read_names(public, "power")["p2"] == ["小额支出", "", "", "dw", *[""] * 3, "撤回"]


def test_the_table_has_an_address_for_each_kind_that_a_page_shows(site: MakeSite) -> None:
    public = release_two_powers(site)
    kinds = {name: address for name, _, address, *_ in read_table(public)["kinds"]}
    assert kinds["power"] == "../powers/{id}/index.html"
    assert set(kinds) == {kind.name for kind in searched_kinds(public)}
    assert list(kinds)[:2] == ["power", "duty"], "as in the navigation"
    assert list(kinds)[-1] == "channel", "no list in the navigation"
    assert "tenure" not in kinds


def test_the_table_has_marks_synonyms_and_the_files_of_the_full_text(site: MakeSite) -> None:
    words = FILES["site.yml"] + "同义词: {一把手: [书记, 正职]}\n"
    table = read_table(release_two_powers(site, {"site.yml": words}))
    assert table["marks"] == ["../v/l1/k7qf3m2p/index.html"]
    assert table["synonyms"] == [["一把手", "书记", "正职"]]
    assert table["texts"] == ["text-1.js", "text-2.js"]


def test_characters_have_all_their_usual_sounds_in_simplified_form() -> None:
    sounds = dict(re.findall(r"([a-z]+)([^a-z ]+)", list_sounds("行重權會")))
    assert {"hang": "行", "xing": "行", "chong": "重", "quan": "权", "kuai": "会"}.items() <= (
        sounds.items()
    )


def test_simplified_characters_have_their_other_forms() -> None:
    groups = {group[0]: {*group[1:]} for group in list_variants("权會").split()}
    assert groups["权"] == {"權"}
    assert groups["会"] == {"會"}
    assert groups["发"] >= {"發", "髮"}


def test_no_line_end_of_a_text_ends_a_script() -> None:
    assert write_json("一\u2028二\n") == '"一\\u2028二\\n"'


def test_a_site_of_which_nothing_is_public_yet_has_an_index_of_nothing(tmp_path: Path) -> None:
    content, target = tmp_path / "content", tmp_path / "site"
    (content / "bodies").mkdir(parents=True)
    (content / "site.yml").write_text("名称: 小站\n单位: 小镇\n", "utf-8")
    (content / "bodies" / "all.yml").write_text(
        "机构: [{编号: dw, 名称: 党委, 状态: 草稿}]\n", "utf-8"
    )
    for _ in range(2):  # and once more, over what is there
        arguments = ["--content", str(content), "--site", str(target)]
        assert main(["build", *arguments, "--cache", str(tmp_path / "cache")]) == 0
        names = (target / "search" / "names.js").read_text("utf-8")
        assert names == "shaiquanSearch.addNames([\n\n]);\n"
        (content / "site.yml").write_text("名称: 小站\n单位: 大镇\n", "utf-8")
