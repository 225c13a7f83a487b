"""渠道: where to complain, written in ``site.yml``."""

from __future__ import annotations

from shaiquan.kinds.descriptor import Kind, Printed
from shaiquan.model.channels import Channel

CHANNEL = Kind(
    name="channel",
    label="渠道",
    model=Channel,
    order=160,
    address_without_page="/about/#channel-{id}",
    printed=Printed.FIELDS,
)
