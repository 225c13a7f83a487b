"""What looks sensitive is a problem, unless the record says why it may be published."""

from __future__ import annotations

from pathlib import Path

import pytest

from shaiquan.checks.checking import check_content
from shaiquan.cli import main
from shaiquan.model.terms import Sensitive
from tests.checks.test_sensitive_patterns import FOUND
from tests.conftest import MakeSite
from tests.support import lines

POWER = """\
编号: p1
名称: 重大事项决定
类别: 重大事项
决定主体: 党委
承办: [办公室]
依据: [《议事规则》第二条]
"""


@pytest.mark.parametrize("what", Sensitive)
def test_a_record_may_say_why(site: MakeSite, what: Sensitive) -> None:
    text = f"正文: |\n  {FOUND[what][0]}\n"
    (problem,) = check_content(site({"powers/p1.yml": POWER + text})).problems
    assert f"例外: [{{种类: {what.label}, 理由: ……}}]" in problem.mend()
    reason = f"例外: [{{种类: {what.label}, 理由: 值班公用，{FOUND[what][0]}}}]\n"
    content = site({"powers/p1.yml": POWER + text + reason})
    assert lines(check_content(content), content) == []
    other = next(sort for sort in Sensitive if sort is not what)
    wrong = reason.replace(f"种类: {what.label}", f"种类: {other.label}")
    assert len(check_content(site({"powers/p1.yml": POWER + text + wrong})).problems) == 1


@pytest.mark.parametrize(
    ("what", "advice"),
    [
        (Sensitive.IDENTITY, "写岗位"),
        (Sensitive.MOBILE, "改写办公电话"),
        (Sensitive.BANK_CARD, "单位的对公账户"),
        (Sensitive.ADDRESS, "只写到村或者社区"),
        (Sensitive.CLASSIFIED, "请保密部门处理"),
        (Sensitive.INTERNAL, "公开 改为 本单位"),
        (Sensitive.BALLOTS, "只公布结果和总票数"),
    ],
)
def test_the_mend_fits_what_was_found(site: MakeSite, what: Sensitive, advice: str) -> None:
    content = site({"powers/p1.yml": f"{POWER}正文: |\n  {FOUND[what][0]}\n"})
    assert [advice in problem.mend() for problem in check_content(content).problems] == [True]


def test_it_is_found_in_any_field_and_any_state(site: MakeSite) -> None:
    steps = (site({}) / "procedures" / "l1.yml").read_text("utf-8")
    rule = (site({}) / "rules" / "gz.md").read_text("utf-8")
    paper = "- 步骤: 审查\n    文书: [致 138 0013 8000]"
    content = site(
        {
            "procedures/l1.yml": steps.replace("- 步骤: 审查", paper),
            "powers/p2.yml": f"{POWER.replace('p1', 'p2')}状态: 草稿\n正文: １３８００１３８０００\n",
            "rules/gz.md": f"{rule}\n<!-- 联系 13800138000 -->\n",
        }
    )
    found = {row.split(":")[0] for row in lines(check_content(content), content)}
    assert found == {
        "content/powers/p2.yml",
        "content/procedures/l1.yml",
        "content/rules/gz.md",
    }


def test_an_exemption_is_on_no_page_and_in_no_data(site: MakeSite, tmp_path: Path) -> None:
    exempt = "正文: 值班 13800138000\n例外: [{种类: 手机号, 理由: 值班室公用手机}]\n"
    content, target = site({"powers/p1.yml": POWER + exempt}), tmp_path / "site"
    assert main(["--content", str(content), "--site", str(target)]) == 0
    files = {path for path in target.rglob("*") if path.suffix in (".html", ".json", ".csv")}
    texts = [path.read_text("utf-8") for path in files]
    assert any("值班 13800138000" in text for text in texts)
    assert not any("公用手机" in text or "例外" in text for text in texts)
