"""How much is read and drawn at most: all limits, in one place.

Each is far above what the largest known site has, and low enough that content at all of them is
refused or done in seconds. ``docs/limits.md`` is written from here (``make docs``).
"""

from __future__ import annotations

from typing import NamedTuple

from shaiquan.problems import Bilingual


class Limit(NamedTuple):
    """What is counted, how many there may be, and what an editor does who has more."""

    what: Bilingual
    most: int
    mend: Bilingual

    def words(self) -> dict[str, object]:
        """The words of a problem ``over-limit``."""
        return {"what": self.what, "most": f"{self.most:,}", "mend": self.mend}


class OverLimit(ValueError):
    """A value is more than a limit allows."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit)
        self.limit = limit

    def __reduce__(self) -> tuple[type[OverLimit], tuple[Limit]]:
        return OverLimit, (self.limit,)


_CORRECT_NUMBER = Bilingual("核对这个数，多半是多打了几位", "check the number for digits too many")

#: 条号, 时限, 声明的数目: nine digits and more are a slip of the hand
DIGITS = Limit(
    Bilingual("一个数的位数", "the digits of a number"),
    8,
    _CORRECT_NUMBER,
)
AMOUNT = Limit(
    Bilingual("金额（元）", "a sum of money in yuan"),
    10**15,
    _CORRECT_NUMBER,
)

FILE_SIZE = Limit(
    Bilingual("一个内容文件的字节数", "the bytes of a content file"),
    30_000_000,  # reviews.yml has 270 bytes for each record
    Bilingual("拆成几个文件", "split it into several files"),
)
ATTACHMENT_SIZE = Limit(
    Bilingual("files 文件夹里一个文件的字节数", "the bytes of a file to be handed out"),
    30_000_000,
    Bilingual("压缩图片，或者分成几个文件", "make its pictures smaller, or several files of it"),
)
YAML_DEPTH = Limit(
    Bilingual("一层套一层的层数", "the depth of YAML"),
    64,
    Bilingual("减少缩进或括号的层数", "use fewer levels of lists, fields or brackets"),
)
YAML_VALUES = Limit(
    Bilingual("一个文件里字段和值的个数", "the keys and values of a YAML file"),
    300_000,
    Bilingual("把记录拆到几个文件里", "divide the records between several files"),
)

TEXT = Limit(
    Bilingual("一条记录的正文的字数", "the characters of a text"),
    300_000,
    Bilingual("把正文分到几条记录里", "divide the text between several records"),
)
FIELD = Limit(
    Bilingual("正文以外一项内容的字数", "the characters of a field that is no Markdown text"),
    10_000,
    Bilingual("写短一些；长的内容写在 正文 里", "write less, or make it the text of the record"),
)
EXTRAS = Limit(
    Bilingual("一条记录的其他要素的个数", "the columns of one's own of a record"),
    30,
    Bilingual("有现成字段的写进字段，其余的合并", "use the fields that there are, join the others"),
)
LIST_COLUMNS = Limit(
    Bilingual("一张清单自己的栏目的个数", "the columns of a list's own"),
    12,
    Bilingual("把几栏合并成一栏，或者拆成几张清单", "join some, or make several lists of it"),
)
MARKDOWN_DEPTH = Limit(
    Bilingual("正文里列表和引用嵌套的层数", "the depth of lists and quotations in a text"),
    20,
    Bilingual("减少行首的缩进和 - * > 这些符号", "use less indent and fewer signs of lists"),
)
#: seconds of the parser's time, if all of it is used
MARKDOWN_WORK = Limit(
    Bilingual(
        "正文里方括号、尖括号、反斜杠和横线的个数乘以所在段落的字数",
        "the brackets, tags and rules of a text times the length of their paragraph",
    ),
    10_000_000,
    Bilingual(
        "用空行把这一段分开，去掉多余的 [、<、\\ 和横线",
        "divide the paragraph; drop stray [, < and rules",
    ),
)

TABLE_CELLS = Limit(
    Bilingual("正文里一张表格的格数", "the cells of a table in a text"),
    50_000,
    Bilingual("分成几张表，中间空一行", "make several tables of it, with an empty line between"),
)

STEPS = Limit(
    Bilingual("一个流程的步骤数", "the steps of a procedure"),
    400,
    Bilingual("分成几个流程，用 子流程 或 接续 连起来", "make several procedures of it"),
)
BRANCHES = Limit(
    Bilingual("一个流程里分支的总数", "the branches of a procedure in all"),
    200,
    Bilingual("分成几个流程，用 子流程 或 接续 连起来", "make several procedures of it"),
)
WAYS = Limit(
    Bilingual("一步分出去的路数", "the ways from one step"),
    60,
    Bilingual(
        "合并相同的分支，或者分成几步", "join branches, or divide them between several steps"
    ),
)
LANES = Limit(
    Bilingual("一个流程的泳道数", "the lanes of a procedure"),
    300,
    Bilingual("泳道 只写主要的主体，或者分成几个流程", "name the main lanes alone"),
)
#: sheets are laid out at many sizes, until they fit
WALL_STEPS = Limit(
    Bilingual("上墙的流程的步骤数", "the steps of a procedure on a wall"),
    80,
    Bilingual("去掉 上墙: 是，或者分成几个流程", "drop 上墙, or make several procedures of it"),
)
WALL_LINES = Limit(
    Bilingual("上墙的流程里连线的总数", "the lines of a procedure on a wall"),
    160,
    Bilingual("去掉 上墙: 是，或者分成几个流程", "drop 上墙, or make several procedures of it"),
)
WALL_TEXT = Limit(
    Bilingual("上墙的流程的总字数", "the characters of a procedure on a wall"),
    30_000,
    Bilingual("去掉 上墙: 是，或者每一步写短一些", "drop 上墙, or write less in each step"),
)
#: Graphviz takes minutes for twice as many
DOT_STEPS = Limit(
    Bilingual("绘图: dot 的流程的步骤数", "the steps of a procedure that dot lays out"),
    80,
    Bilingual(
        "去掉 绘图: dot，或者分成几个流程", "drop 绘图: dot, or make several procedures of it"
    ),
)
DOT_LINES = Limit(
    Bilingual("绘图: dot 的流程里连线的总数", "the lines of a procedure that dot lays out"),
    160,
    Bilingual(
        "去掉 绘图: dot，或者分成几个流程", "drop 绘图: dot, or make several procedures of it"
    ),
)
PIXELS = Limit(
    Bilingual("一张 PNG 图的像素数", "the pixels of a PNG"),
    25_000_000,
    Bilingual("不用改：更大的图自动降低分辨率", "nothing: a larger chart gets a lower resolution"),
)

TEMPLATE_RANGE = Limit(
    Bilingual("网页模板里一个 range 的项数", "the items of a range in a page template"),
    100_000,
    Bilingual("改正模板里的 range", "mend the range"),
)
#: what stands between two signs of the template, or in one
TEMPLATE_PIECES = Limit(
    Bilingual("网页模板在一页上写出的段数", "the pieces that a template writes on a page"),
    1_000_000,
    Bilingual("改正模板里不会结束的循环", "mend the loop that does not end"),
)

#: in the order of this page
LIMITS = tuple(value for value in list(globals().values()) if isinstance(value, Limit))
