"""张贴 and 版本: what hangs where, and which words a sheet had."""

from __future__ import annotations

from shaiquan.kinds.descriptor import Dated, Kind
from shaiquan.model.ledger import Edition, Posting

POSTING = Kind(
    name="posting",
    label="张贴",
    model=Posting,
    order=140,
    has_history=False,
    folder="ledger",
    index=("procedure", "mark"),
    counts=(),
)

EDITION = Kind(
    name="edition",
    label="版本",
    model=Edition,
    order=150,
    has_history=False,
    folder="ledger",
    index=("procedure", "mark"),
    counts=(),
    dates=(Dated("registered", "登记新版挂图", subject="procedure"),),
)
