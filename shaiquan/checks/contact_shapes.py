"""Whether a text can be a telephone number, an e-mail address or a web address.

Whoever reads it must be able to use it; a shape that nobody can dial or open is a mistake.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from shaiquan.model.terms import ChannelType

#: short numbers, such as 110, 12345, 12388, 118114, 95588, 9601234
_SHORT = r"1[0-9]{2}|1[0-9]{4,5}|9[56][0-9]{3,6}"
#: an area code with its number, a number without one, a mobile number, one for the whole country
#: (400, 800, 10105335), one abroad
_NUMBER = re.compile(
    rf"0[0-9]{{2,3}}(?:[2-9][0-9]{{6,7}}|{_SHORT})|[2-9][0-9]{{6,7}}|1[3-9][0-9]{{9}}"
    rf"|[48]00[0-9]{{7}}|101[0-9]{{5}}|{_SHORT}|00[1-9][0-9]{{7,12}}"
)
#: one number as it is written, with blanks, hyphens and brackets; no comma, which ends it
_WRITTEN = re.compile(r"[+(]?[0-9](?:[\s()\-–—−‐‑]*[0-9])*")
#: an extension; the last digits of a second number, which say how it differs from the first
_EXTENSION = re.compile(
    r"(?:转|ext\.?|分机|内线|#|x)\s*[0-9]{1,6}|(?<=[0-9])[/、][0-9]{1,4}(?![\s\-]*[0-9])",
    re.IGNORECASE,
)
#: hours and dates, which are no numbers to dial
_HOURS = re.compile(
    r"[0-9]{1,2}:[0-9]{2}(?:\s*[-–—~至]\s*[0-9]{1,2}:[0-9]{2})?|[0-9]+[年月日时点号楼室]"
)
#: fewer digits are no number
_FEWEST = 3
#: digits of a number with the code of a country (ITU-T E.164)
_ABROAD = range(8, 16)
_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?![\w@])")
_HOST = r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}|[\w-]+(?:\.[\w-]+)*\.(?:中国|公司|网络|政务|公益)"
_WEB = re.compile(
    rf"(?:https?://)?(?:{_HOST}|[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}})(?::[0-9]+)?(?:[/?#]\S*)?"
)
#: the numbers of a fictional sample: 0000-0001002
_FICTIONAL = re.compile(r"0{4}-?[0-9]{7,8}")


def is_phone(text: str) -> bool:
    """Whether there is a number to dial, and none that cannot be dialled.

    >>> [is_phone(t) for t in ("0571-86031234转8012", "12388", "400-800-1234", "(010) 6512 3456")]
    [True, True, True, True]
    >>> [is_phone(t) for t in ("待定", "133645454578", "8232323321", "0571-8603123456")]
    [False, False, False, False]
    """
    plain = _HOURS.sub(" ", _EXTENSION.sub(" ", unicodedata.normalize("NFKC", text)))
    if _FICTIONAL.search(plain):
        return True
    written = [number[0] for number in _WRITTEN.finditer(plain)]
    numbers = [number for number in written if len(re.sub("[^0-9]", "", number)) >= _FEWEST]
    return bool(numbers) and all(map(_may_be_dialled, numbers))


def _may_be_dialled(number: str) -> bool:
    """Whether it is a number, or one with an extension behind a hyphen or a blank."""
    groups = re.findall("[0-9]+", number)
    if number.startswith("+"):
        whole = "".join(groups)
        return (whole.startswith("86") and bool(_NUMBER.fullmatch(f"0{whole[2:]}"))) or (
            len(whole) in _ABROAD
        )
    return any(_NUMBER.fullmatch("".join(part)) for part in (groups, groups[:-1]))


def is_email(text: str) -> bool:
    """Whether there is an e-mail address as programs read it.

    >>> [is_email(t) for t in ("jubao@example.gov.cn", "jubao＠example.gov.cn", "县委办公室")]
    [True, False, False]
    """
    return bool(_EMAIL.search(text))


def is_web_address(text: str) -> bool:
    """Whether the text is a web address, with or without ``https://``.

    >>> [is_web_address(text) for text in ("https://a.gov.cn/x", "www.a.gov.cn", "htp//x", "网站")]
    [True, True, False, False]
    """
    return any(_WEB.fullmatch(part) for part in re.split(r"[\s、，；（）()]+", text) if part)


#: type of a channel -> whether a text can be its value; of the others any text can
SHAPES: Mapping[ChannelType, Callable[[str], bool]] = {
    ChannelType.PHONE: is_phone,
    ChannelType.EMAIL: is_email,
    ChannelType.WEB: is_web_address,
}
