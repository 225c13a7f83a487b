"""标签: the register of tags."""

from __future__ import annotations

from shaiquan.kinds.descriptor import Column, Kind, ListPlace
from shaiquan.kinds.page_parts import Custom, Particulars, Text
from shaiquan.kinds.sections import CATALOGUES
from shaiquan.model.tags import Tag

TAG = Kind(
    name="tag",
    label="标签",
    model=Tag,
    order=125,
    folder="catalogues",
    section=CATALOGUES,
    columns=(Column("name"), Column("group"), Column("count_of_tagged")),
    lists=(ListPlace(title="标签", anchor="_tags", order=40),),
    page=(Text(""), Custom("tagged_records", by_kind=True), Particulars(("declared",))),
)
