"""How a served file may differ from what it should be, and how that is said."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from shaiquan.problems import Bilingual

_UPLOAD = Bilingual("再发布一次；还这样，看网址是不是指到了放网站的文件夹", "publish again")
_TYPES = Bilingual(
    "服务器上按 docs/webmaster.zh-CN.md 的“要设的”设文件类型和编码",
    "set types and charset on the server: see docs/webmaster.md",
)


class DifferenceKind(enum.Enum):
    """A kind of difference: its name in JSON, what it is called, and its mend.

    ``is_advice``: readers are served what they should be, but the server could be set better.
    """

    UNREACHABLE = (
        "unreachable",
        Bilingual("连不上、没有传完", "no whole answer"),
        Bilingual("看网络和服务器，再核对一次", "look at the network and the server"),
    )
    MISSING = ("missing", Bilingual("没有这个文件", "missing"), _UPLOAD)
    ERROR_PAGE = (
        "error-page",
        Bilingual("没有这个文件，出来的是错误页（状态却是 200）", "an error page with status 200"),
        _UPLOAD,
    )
    CHANGED = (
        "changed",
        Bilingual("内容不一样", "other bytes"),
        Bilingual(
            "再发布一次；还这样，看服务器或者 CDN 是不是缓存着旧的、改了网页、留着旧的 .gz",
            "publish again; else look for a cache, for changed pages or for old .gz copies",
        ),
    )
    LEFT_OVER = (
        "left-over",
        Bilingual("已经撤下，还看得到", "left over: gone from the site, still served"),
        Bilingual("在服务器上删去；发布的时候换整个文件夹", "remove them on the server"),
    )
    REDIRECTED = (
        "redirected",
        Bilingual("转到网站外面去了", "redirected out of the site"),
        Bilingual("去掉服务器上的跳转", "take the redirect away"),
    )
    REFUSED = (
        "refused",
        Bilingual("服务器不给", "refused"),
        Bilingual("看服务器的权限和规则", "look at the rules and rights on the server"),
    )
    NOT_IN_FOLDER = (
        "no-index",
        Bilingual("文件夹的网址（以 / 结尾）出不来 index.html", "no index.html at the folder"),
        Bilingual("服务器上把 index.html 设成默认文档", "make index.html the default document"),
    )
    WRONG_TYPE = ("wrong-type", Bilingual("文件类型不对", "wrong content type"), _TYPES)
    WRONG_CHARSET = ("wrong-charset", Bilingual("编码说错了", "wrong charset"), _TYPES)
    SOFT_404 = (
        "soft-404",
        Bilingual("没有的网页也答 200", "pages that do not exist are answered with 200"),
        Bilingual("服务器上把没有的网页设成答 404", "let the server answer 404"),
    )
    NO_CHARSET = ("no-charset", Bilingual("没有说编码", "no charset"), _TYPES, True)
    OTHER_404 = (
        "other-404",
        Bilingual("没有的网页，出来的不是 404.html", "404.html is not shown for missing pages"),
        Bilingual("服务器上把 404 的网页设成 404.html", "show 404.html for missing pages"),
        True,
    )

    def __init__(
        self, code: str, title: Bilingual, mend: Bilingual, is_advice: bool = False
    ) -> None:
        self.code, self.title, self.mend, self.is_advice = code, title, mend, is_advice


@dataclass(frozen=True)
class Difference:
    """One difference; ``detail`` is what the server said, such as a status or a type."""

    kind: DifferenceKind
    file: str
    detail: str = ""
