"""领域、权力类别、清单: the registers."""

from __future__ import annotations

from shaiquan.kinds.descriptor import (
    BackLink,
    Column,
    InCompilation,
    Kind,
    ListPlace,
    Printed,
    link_adopters,
)
from shaiquan.kinds.page_parts import BackLinks, Custom, Particulars, Text
from shaiquan.kinds.sections import CATALOGUES
from shaiquan.model.bodies import Area, Category
from shaiquan.model.lists import Listing

AREA = Kind(
    name="area",
    label="领域",
    model=Area,
    order=110,
    folder="catalogues",
    section=CATALOGUES,
    columns=(
        Column("name"),
        Column("governing_posts"),
        Column("posts_in_liaison"),
        Column("posts_that_assist"),
        Column("posts_that_coordinate"),
    ),
    keep_empty=True,
    lists=(
        ListPlace(title="领域", anchor="_areas", order=30),
        ListPlace(section="posts", title="领域分工", anchor="_division", order=20),
    ),
    page=(Particulars(rows=("posts_by_verb",)), Text()),
)

CATEGORY = Kind(
    name="category",
    label="权力类别",
    model=Category,
    order=120,
    folder="catalogues",
    section=CATALOGUES,
    index=("order",),
    columns=(Column("name"), Column("powers_of_category")),
    keep_empty=True,
    lists=(ListPlace(title="权力类别", anchor="_categories", order=20),),
    page=(Text(""), BackLinks(("power",)), Particulars(("order", "declared"))),
)

#: what a page says of the lists that bind its record: all that they say, not only their names
_BINDING = (Column("name"), Column("texts_of_entries"), Column("basis"))

LIST = Kind(
    name="list",
    label="清单",
    model=Listing,
    order=130,
    folder="catalogues",
    section=CATALOGUES,
    columns=(Column("name"), Column("count_of_entries")),
    keep_empty=True,
    lists=(ListPlace(title="清单", anchor="_lists", order=10),),
    page=(
        Text(""),
        Custom("list_entries"),
        Particulars(("adopts", "compiled", "entries", "declared", "columns"), ("adopted",)),
    ),
    back_links=(
        *(
            BackLink(
                on=kind,
                fields=("applies",),
                title="适用的清单",
                anchor="_binding",
                columns=_BINDING,
            )
            for kind in ("post", "body", "procedure", "power")
        ),
        link_adopters("list"),
    ),
    printed=Printed.TEXT,
    compilation=InCompilation.RECORDS,
)
