"""职责边界: who does what in a matter that several departments share."""

from __future__ import annotations

from shaiquan.model.base import AreaRef, Basis, BodyRef, Part, define_field
from shaiquan.model.common import Record, Sentence


class DepartmentDuty(Part):
    """分工 的一行: what one department does in the matter."""

    department: BodyRef = define_field("部门", "哪个部门")
    duty: str = define_field("职责", "在这件事上做什么")


class Boundary(Record):
    """职责边界: a matter that several departments share, and where the line runs."""

    area: AreaRef | None = define_field("领域", "属于哪个领域", None)
    shares: tuple[DepartmentDuty, ...] = define_field(
        "分工", "一个部门一行：部门 和它的 职责，主管的写在前面", ()
    )
    basis: tuple[Basis, ...] = define_field("依据", "分工的依据，写到条", ())
    cases: tuple[Sentence, ...] = define_field("案例", "举例说明怎样分，一条一行", ())
