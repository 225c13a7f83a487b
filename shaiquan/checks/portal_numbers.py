"""The numbers of a government site: whether they have the right shape, and of which province.

A site made from another's copy often keeps its numbers: a city of one province then stands under
the number of another.
"""

from __future__ import annotations

import re

#: six digits of the area and four of the site, or those of a central department
_SITE_CODE = re.compile(r"[0-9]{10}|[Bb][Mm][0-9]{8}")
#: 京ICP备05070218号-1; the first sign is the province
_ICP = re.compile(r"(\w{1,2}?)\s?ICP[备证]\s?[0-9]{6,8}\s?号(?:-[0-9]{1,4})?", re.IGNORECASE)
#: 京公网安备 11010202000001号; the digits begin with the area
_POLICE = re.compile(r"(?:\w{1,2}?)\s?公网安备\s?([0-9]{14}|[0-9]{11,13})\s?号")
#: the first two digits of an area (GB/T 2260) -> the sign of its province
_PROVINCES = dict(
    [
        *zip(range(11, 16), "京津冀晋蒙", strict=True),
        *zip(range(21, 24), "辽吉黑", strict=True),
        *zip(range(31, 38), "沪苏浙皖闽赣鲁", strict=True),
        *zip(range(41, 47), "豫鄂湘粤桂琼", strict=True),
        *zip(range(50, 55), "渝川贵云藏", strict=True),
        *zip(range(61, 66), "陕甘青宁新", strict=True),
    ]
)
#: other signs that numbers of the province have
_OTHER_SIGNS = {"蜀": "川", "黔": "贵", "滇": "云", "秦": "陕", "陇": "甘"}


def is_site_code(text: str) -> bool:
    """Whether a text is the code of a government site.

    >>> [is_site_code(text) for text in ("1304000009", "bm14000002", "28")]
    [True, True, False]
    """
    return bool(_SITE_CODE.fullmatch(text))


def is_icp_number(text: str) -> bool:
    """Whether a text is the number of a site in the register of the ministry.

    >>> [is_icp_number(text) for text in ("京ICP备05070218号-1", "京ICP05070218", "备案中")]
    [True, False, False]
    """
    return bool(_ICP.fullmatch(text))


def is_police_number(text: str) -> bool:
    """Whether a text is the number of a site in the register of the police.

    >>> [is_police_number(text) for text in ("苏公网安备 32010202010001号", "32010202010001")]
    [True, False]
    """
    return bool(_POLICE.fullmatch(text))


def province_of_code(text: str) -> str:
    """The sign of the province of a site's code; empty where it is of none.

    >>> province_of_code("5001070012"), province_of_code("bm14000002")
    ('渝', '')
    """
    digits = text[:2] if is_site_code(text) else ""
    return _PROVINCES.get(int(digits), "") if digits.isdecimal() else ""


def province_of_icp(text: str) -> str:
    """
    >>> province_of_icp("黑ICP备05000000号"), province_of_icp("示例ICP备00000000号")
    ('黑', '')
    """
    match = _ICP.fullmatch(text)
    sign = _OTHER_SIGNS.get(match[1], match[1]) if match else ""
    return sign if sign in _PROVINCES.values() else ""


def province_of_police(text: str) -> str:
    """
    >>> province_of_police("苏公网安备 32010202010001号")
    '苏'
    """
    match = _POLICE.fullmatch(text)
    return _PROVINCES.get(int(match[1][:2]), "") if match else ""
