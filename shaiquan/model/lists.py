"""清单: a list with a declared count (八不准, 集体议决事项目录, 四张清单 …)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from shaiquan.model.adoption import AdoptableRecord, define_adopts
from shaiquan.model.base import Basis, HolderRef, Part, Ref, RefKinds, define_field
from shaiquan.model.common import Declared
from shaiquan.model.powers import PowerRef

ListingRef = Annotated[Ref, RefKinds("list")]
#: to whom and to what a list applies
BoundRef = Annotated[Ref, RefKinds("post", "body", "procedure", "power")]


class ListEntry(Part):
    """一项: what it says and, where the list has such columns, the rest (S4-06)."""

    shorthand: ClassVar[str] = "text"

    text: str = define_field("内容", "这一项写什么")
    type: str = define_field("类型", "site.yml 类型表 里的一种", "")
    threshold: str = define_field("标准", "够到什么标准才算，例如 50万元以上", "")
    decider: HolderRef | None = define_field("决定主体", "由谁决定", None)
    powers: tuple[PowerRef, ...] = define_field("事项", "对应的权力事项", ())
    basis: tuple[Basis, ...] = define_field("依据", "写到条", ())
    note: str = define_field("备注", "补充说明", "")


class Listing(AdoptableRecord):
    """清单: entries in order, as many as declared (S0-39, S3-04)."""

    adopts: ListingRef | None = define_adopts()
    declared: Declared | None = define_field("声明项数", "原文说有几项", None)
    applies: tuple[BoundRef, ...] = define_field(
        "适用", "管谁、管什么：岗位、机构、流程或权力事项，它们的网页会列出这张清单", ()
    )
    basis: tuple[Basis, ...] = define_field("依据", "清单的依据", ())
    entries: tuple[ListEntry, ...] = define_field(
        "条目", "一项一行；有别的栏目的，写成 内容、标准、依据 等"
    )
