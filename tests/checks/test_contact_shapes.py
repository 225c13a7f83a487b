"""Numbers as offices write them can be dialled; what nobody can dial is told."""

from __future__ import annotations

import pytest

from shaiquan.checks.contact_shapes import is_email, is_phone, is_web_address

GOOD = (
    *("110", "120", "12345", "12388", "12318", "10105335", "118114", "96123", "95711-9"),
    *("022-58387887", "0571-85171233", "(0317)—4280407", "（0571）86031234", "0571－86031234"),
    *("020-12345", "0571 8603 1234", "028-8612 3456 或 12345", "83115911", "83115911-8012"),
    *("0571-86031234转8012", "0571-86031234-8012", "0539-8012345、8012346", "0571-86031234/35"),
    *("400-888-1234", "4006561155", "800 810 1234", "+86 571 8603 1234", "+852 2810 2717"),
    *("12345热线", "12388（纪检监察）", "0000-0001012", "工作时间拨打 6424567"),
    *("县纪委 0571-86031234（工作日 8:30—17:30）", "010-65123456(节假日 010-65123457)"),
)
BAD = (
    *("待定", "县委办公室", "06", "133645454578", "8232323321", "1366554433221", "1234567"),
    *("0571-8603123456", "0571-8603123456789", "01-234", "0571-", "+12", ""),
)


@pytest.mark.parametrize("text", GOOD)
def test_numbers_of_offices_can_be_dialled(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize("text", BAD)
def test_what_nobody_can_dial_is_no_number(text: str) -> None:
    assert not is_phone(text)


@pytest.mark.parametrize(
    ("text", "email", "web"),
    [
        ("jubao@example.gov.cn", True, False),
        ("举报邮箱：jubao@example.gov.cn", True, False),
        ("jubao＠example.gov.cn", False, False),
        ("县委办公室", False, False),
        ("https://www.example.gov.cn/a?b=1&c=2", False, True),
        ("www.12388.gov.cn", False, True),
        ("http://10.0.0.1:8080/x", False, True),
        ("http://示例.政务", False, True),
        ("htp//www.example.gov.cn", False, False),
    ],
)
def test_addresses_are_told_from_words(text: str, email: bool, web: bool) -> None:
    assert (is_email(text), is_web_address(text)) == (email, web)
