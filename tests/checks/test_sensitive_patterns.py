"""What looks sensitive is found however it is written, and nothing else is."""

from __future__ import annotations

import re

import pytest

from shaiquan.checks.sensitive_patterns import find_sensitive, list_possible
from shaiquan.model.terms import Sensitive

#: numbers of nobody: the example of GB 11643, a mobile number of examples, cards by Luhn's rule
FOUND = {
    Sensitive.IDENTITY: (
        "11010519491231002X",
        "身份证11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-19491231-002X",
        "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        "**110105**19491231002X",
        "110105<b>19491231</b>002X",
        "110105\u200b19491231002X",
        "110105`1949`1231002X",
        "身份证号码：110101199003070000",
        "身份证编号：11010519491231002X",
        "公民身份号码 110105194912310021",
        "身份证号110105491231002",
        "1 11010519491231002X",
        "13800138000 11010519491231002X",
        "&#49;10105 1949-1231 002X",
        "[张三](tel:11010519491231002X)",
        "<!-- 11010519491231002X -->",
        "ID:11010519491231002X。",
        "_110105_19491231002X",
    ),
    Sensitive.MOBILE: (
        "13800138000",
        "电话138-0013-8000",
        "138 0013 8000",
        "１３８００１３８０００",
        "\uff11\uff13\uff18\u3000\uff10\uff10\uff11\uff13\u3000\uff18\uff10\uff10\uff10",
        "138**0013**8000",
        "1 3 8 0 0 1 3 8 0 0 0",
        "+8613800138000",
        "8613800138000",
        "13800138000 个人手机",
        "+86 138 0013 8000",
        "0086-13800138000",
        "联系人手机13800138000，",
        "13800138000 13900139000",
        "0575-82110001 13800138000",
        "[打](tel:13800138000)",
        "138\\-0013\\-8000",
        "138–0013–8000",
        "13800\xad138000",
        "(13800138000)",
        "tel13800138000",
        "微信：13800138000@",
    ),
    Sensitive.BANK_CARD: (
        "6222021234567890128",
        "6222 0212 3456 7890 128",
        "6222-0212-3456-7890-128",
        "６２２２０２１２３４５６７８９０１２８",
        "卡号**6222**021234567890128",
        "6217001830001234569",
    ),
    Sensitive.ADDRESS: (
        "家庭住址：示例县城关镇人民路 12 号",
        "家住示例村3组12号",
        "住址：某某小区 3 幢 2 单元 501 室",
        "幸福花园3号楼2单元501",
        "户籍所在地：示例村 5 组",
        "示例村３组１２号",
    ),
    Sensitive.CLASSIFIED: (
        "机密★一年",
        "秘密★",
        "★绝密",
        "（机密）",
        "【秘密】",
        "密级：机密",
        "秘密",
        "**机密**★１年",
        "\u673a\u3000\u5bc6",
        "机密 10年",
        "密级 秘密",
    ),
    Sensitive.INTERNAL: (
        "内部资料 注意保存",
        "内部资料，不得外传",
        "（内部）",
        "【内部资料 严禁外传】",
        "仅供内部参考",
        "内部文件",
        "（内部使用）",
    ),
    Sensitive.BALLOTS: (
        "张三 12 票",
        "张三得票28票",
        "王建国：赞成 12 票",
        "张三（得票 28 票）",
        "李四得12票",
        "张三投反对票，李四投赞成票",
        "张三：同意；李四：反对",
        "| 姓名 | 赞成 | 反对 |\n| --- | --- | --- |\n| 张三 | 11 | 1 |",
        "| 候选人 | 得票 |\n|---|---|\n| 张三 | 11 |",
        "高建国，得票数 28",
        "民主推荐：王建国（二十一票）",
        "王建国，得推荐票 21 张",
        "赞成：张三、李四；反对：王五",
        "姓名 | 表决意见\n--- | ---\n张三 | 赞成",
    ),
}
#: what editors write every day
HARMLESS = (
    "应到十一人，赞成九票，反对一票，弃权一票",
    "陈列图三张，马上办",
    "重大事项一票否决",
    "同意：党委会、镇政府",
    "统一社会信用代码 91330604MA2BDXYZ1X",
    "统一社会信用代码：11330604002577000X",
    "电话 0575-82111111",
    "0826-2334455 转 8001",
    "12345 政务服务便民热线",
    "章程〔2013〕13800号",
    "事项编码 511600000013800138000",
    "事项编码：13800138000",
    "15000000000元",
    "13800000000 万元",
    "2013-10-12 08:30:00",
    "20131012083000",
    "1998-10-12 123",
    "2026-05-07 2026-05-08",
    "ISBN 978-7-5100-1234-5",
    "https://example.gov.cn/t13800138000.html",
    "第13条 第8款 0013 8000",
    "1500 300 1200",
    "15 3000 12000",
    "3.13812345678",
    "章 1949 1978 2012 2021",
    "秘密级、机密级、绝密级",
    "国家秘密的密级分为绝密、机密、秘密三级",
    "确定密级、保密期限和知悉范围",
    "属于国家秘密的，依照保密法处理",
    "内部事务信息可以不予公开",
    "涉密文件和内部资料不得外传",
    "内部运行",
    "内部监督",
    "（内部运行）",
    "申请人姓名、家庭住址、联系电话",
    "户籍所在地派出所 2 号窗口",
    "居住地村（社区）3 个工作日内",
    "示例县县城示例大道 1 号",
    "示例镇人民政府 201 室",
    "行政服务中心3号楼201室",
    "政务服务大厅 1 号窗口",
    "到会 11 人，同意 8 票",
    "赞成票 12 票，反对 1 票",
    "发出选票 30 票，收回 30 票",
    "有效票 29 票",
    "高于 12 票的当选",
    "一人一票",
    "得票超过半数",
    "县委常委 11 票",
    "常委会 同意；党委会 反对",
    "同意 8 票、不同意 2 票、缓议 1 票",
    "| 候选人 | 得票 |\n|---|---|\n|  |  |",
    "任免表决：12 票",
    "经分管领导同意，报主要负责人同意",
    "村务公开 3 组",
    "第3组12号",
    "金额 6222021234567890 元",
    "6222021234567890123",
    "标明密级（绝密、机密或者秘密）",
    "万元 12 票",
)
_CASES = [(what, text) for what, texts in FOUND.items() for text in texts]


def list_found(text: str) -> list[Sensitive]:
    return [what for what in Sensitive if find_sensitive(text, what)]


@pytest.mark.parametrize(("what", "text"), _CASES)
def test_what_looks_sensitive_is_found(what: Sensitive, text: str) -> None:
    assert what in list_found(text)
    assert what in list_found(f"第一条　按规定办理。\n\n{text}\n\n第二条　由办公室解释。")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_is_not(text: str) -> None:
    assert list_found(text) == []


@pytest.mark.parametrize(("what", "text"), _CASES)
def test_no_message_repeats_a_number_or_an_address(what: Sensitive, text: str) -> None:
    shown = find_sensitive(text, what)
    assert len(re.sub(r"\D", "", shown)) <= 5
    assert len(shown) <= 12


def test_most_texts_need_no_search() -> None:
    assert not list_possible("重大事项由党委会讨论决定，3个工作日内公开，2026-05-07 起施行。")


_NUMBER = "11010519491231002X"


def test_each_wrong_check_digit_is_told() -> None:
    for digit in "0123456789":
        assert not find_sensitive(_NUMBER[:-1] + digit, Sensitive.IDENTITY)
    assert find_sensitive(f"证号 {_NUMBER[:-1]}0", Sensitive.IDENTITY)


@pytest.mark.parametrize(
    "text",
    [
        "1" * 40_000,
        "1 3 " * 10_000,
        "13800138000 " * 3_000,
        f"{_NUMBER} " * 2_000,
        "\n" * 40_000 + "内部密票住",
        "<!--" * 10_000 + "13800138000密",
        "](" * 20_000 + "13800138000密",
        "|姓名|票|" * 5_000 + "\n---\n",
        "内部" + "、不得外传" * 10_000,
        "家住" * 20_000,
        "张三 " * 20_000 + "票",
    ],
    ids=lambda text: text[:6],
)
def test_long_texts_are_searched_in_one_go(text: str) -> None:
    """A search that goes back and forth would take hours, and no test would end."""
    for what in Sensitive:
        find_sensitive(text, what)
