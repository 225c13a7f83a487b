"""A number in the forms that Word has for lists: 一, ①, 甲, IV, c."""

from __future__ import annotations

from shaiquan.model.numerals import chinese_number

_CHINESE = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "koreanCounting"),
        *("taiwaneseCounting", "taiwaneseCountingThousand", "ideographEnclosedCircle"),
    )
)
_BY_DIGIT = frozenset(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"))
_FORMAL = frozenset(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"))
_CIRCLES = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
_DIGITS = frozenset(("decimal", "decimalFullWidth", "decimalFullWidth2", "decimalHalfWidth"))
_TO_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def say_number(number: int, form: str) -> tuple[str, bool]:
    """A number in a form of Word (ECMA-376 part 1, 17.18.59), and whether that is known; one that
    is not, and what a form has no sign for, is said in digits.

    >>> [say_number(n, f)[0] for n, f in ((12, "chineseCounting"), (3, "chineseLegalSimplified"))]
    ['十二', '叁']
    >>> [say_number(3, f)[0] for f in ("decimalEnclosedCircleChinese", "lowerLetter", "upperRoman")]
    ['③', 'c', 'III']
    >>> say_number(28, "lowerLetter"), say_number(3, "hebrew1")
    (('bb', True), ('3', False))
    """
    if number < 1 or form in _DIGITS:
        return str(number), True
    said = _say_chinese(number, form) or _say_latin(number, form)
    return said or str(number), bool(said)


def _say_chinese(number: int, form: str) -> str:
    if form in _CHINESE:
        return chinese_number(number)
    if form in _BY_DIGIT:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
    if form in _FORMAL:
        return chinese_number(number).translate(_TO_FORMAL)
    if form in _CIRCLES:
        return chr(ord("①") + number - 1) if number <= 20 else str(number)
    if form == "ideographTraditional":
        return "甲乙丙丁戊己庚辛壬癸"[number - 1] if number <= 10 else str(number)
    return ""


def _say_latin(number: int, form: str) -> str:
    match form:
        case "decimalZero":
            return f"{number:02}"
        case "decimalEnclosedParen":
            return f"({number})"
        case "decimalEnclosedFullstop":
            return f"{number}."
        case "lowerLetter" | "upperLetter":  # behind z: aa, bb, cc
            letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            roman = _say_roman(min(number, 3999))
            return roman.upper() if form == "upperRoman" else roman
    return ""


def _say_roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        said += letters * times
    return said
