"""Headings that stand in two rows: 法定 and 承诺 below 时限, with the others beside both."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from shaiquan.importing.table_files import Grid

#: headings stand in one of the first rows, and none is longer
FIRST_ROWS = 30
_LONGEST = 20


def join_heading_rows(rows: Grid, count_known: Callable[[Sequence[str]], int]) -> Grid:
    """The rows, where the headings stand in two of them with all in the lower and none in the
    upper; ``count_known`` says how many headings of a row are known.

    >>> words = ("名称", "法定时限", "承诺时限")
    >>> rows = (("名称", "时限", ""), ("", "法定时限", "承诺时限"), ("修路", "20日", "10日"))
    >>> join_heading_rows(rows, lambda row: sum(text in words for text in row))[:2]
    (('', '', ''), ('名称', '法定时限', '承诺时限'))
    """
    best, most = rows, 0
    for at, (upper, lower) in enumerate(itertools.pairwise(rows[:FIRST_ROWS])):
        joined = tuple(low or up for up, low in zip(upper, lower, strict=True))
        known = count_known(joined)
        single = max(count_known(upper), count_known(lower))
        if known > max(single, most) and count_known(lower) and max(map(len, lower)) <= _LONGEST:
            best, most = (*rows[:at], ("",) * len(upper), joined, *rows[at + 2 :]), known
    return best
