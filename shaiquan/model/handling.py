"""What an official item says of how it is handled: papers, fees, remedies, whom it is left to."""

from __future__ import annotations

import datetime
from typing import ClassVar, NamedTuple

from shaiquan.model.base import (
    Basis,
    Date,
    HolderRef,
    LimitField,
    Part,
    Ref,
    define_field,
)
from shaiquan.model.common import WholeNumber
from shaiquan.model.files import FileField
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import EntrustmentForm, RemedyForm


class Material(Part):
    """材料: a paper that the applicant hands in, and the form to fill in."""

    shorthand: ClassVar[str] = "name"

    name: str = define_field("名称", "例如 身份证复印件")
    form: str = define_field("形式", "原件、复印件、电子件", "")
    copies: WholeNumber | None = define_field("份数", "交几份", None)
    blank_form: FileField | None = define_field("表格", "要填的空白表，files 文件夹里的文件", None)
    example: FileField | None = define_field("样表", "填好的样子，files 文件夹里的文件", None)
    note: str = define_field("说明", "什么时候要交，从哪里取得", "")


class Fee(Part):
    """收费: what is charged, and on what basis."""

    shorthand: ClassVar[str] = "rate"

    rate: str = define_field("标准", "例如 每件10元；不收费的写 不收费")
    basis: tuple[Basis, ...] = define_field("依据", "收费的依据", ())
    note: str = define_field("说明", "例如 哪些人减免", "")


class Result(Part):
    """结果: the paper that the applicant is given."""

    shorthand: ClassVar[str] = "name"

    name: str = define_field("名称", "例如 林木采伐许可证")
    example: FileField | None = define_field("样本", "files 文件夹里的文件", None)
    valid: str = define_field("有效期", "例如 五年", "")


class Remedy(Part):
    """救济: where one turns who does not agree, and within which time."""

    shorthand: ClassVar[str] = "form"

    form: RemedyForm = define_field("途径", "行政复议、行政诉讼、申诉、复核、仲裁、国家赔偿")
    body: str = define_field("机关", "向谁提出，例如 示例县人民政府", "")
    limit: LimitField | None = define_field("期限", "例如 60日、6个月", None)
    basis: tuple[Basis, ...] = define_field("依据", "写到条", ())


class EntrustmentEnd(NamedTuple):
    """Who lets others exercise a power, or exercises it for others: the id, from when to when."""

    id: str
    since: PartialDate | None
    until: PartialDate | None

    def is_in_force(self, day: datetime.date) -> bool:
        """Whether it has begun and not ended on a day; without dates it always holds."""
        has_begun = self.since is None or self.since.first <= day
        return has_begun and (self.until is None or self.until.last >= day)


class Entrustment(Part):
    """委托: who lets whom exercise the power (行政许可法第二十四条, 行政处罚法第二十条)."""

    shorthand: ClassVar[str] = "to"

    form: EntrustmentForm = define_field(
        "形式", "委托、赋权、授权、下放", EntrustmentForm.ENTRUSTED
    )
    by: HolderRef | None = define_field("委托机关", "谁委托的；不写的就是决定主体", None)
    to: HolderRef | None = define_field("受托", "委托给谁；不写的就是决定主体", None)
    matter: str = define_field("内容", "委托哪些，不写的是全部", "")
    basis: tuple[Basis, ...] = define_field("依据", "委托的依据，写到条", ())
    since: Date | None = define_field("从", "从哪一天起", None)
    until: Date | None = define_field("至", "到哪一天为止", None)

    def make_end(self, ref: Ref) -> EntrustmentEnd:
        """One of the two, with the term of the entrustment."""
        return EntrustmentEnd(ref.id, self.since, self.until)


class Responsibility(Part):
    """责任人: which posts answer for it, directly, in charge of it, as the head."""

    shorthand: ClassVar[str] = "direct"

    direct: tuple[HolderRef, ...] = define_field("直接", "直接责任：经办的岗位", (), "直接责任")
    in_charge: tuple[HolderRef, ...] = define_field(
        "分管", "分管责任：部门负责人、分管领导", (), "分管责任", "领导责任"
    )
    chief: tuple[HolderRef, ...] = define_field("主要", "主要责任：主要负责人", (), "主要责任")

    @property
    def posts(self) -> tuple[Ref, ...]:
        """All who answer for it."""
        return (*self.direct, *self.in_charge, *self.chief)
