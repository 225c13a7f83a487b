"""Where to complain about a record, as screen and paper show it."""

from __future__ import annotations

from dataclasses import dataclass

from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.channels import Channel
from shaiquan.model.common import Record
from shaiquan.model.terms import ChannelType
from shaiquan.queries.relations import find_channels
from shaiquan.views.cells import make_run
from shaiquan.views.values import Inline


@dataclass(frozen=True, slots=True)
class ComplaintChannel:
    """A channel: its name as a link, its number or address, its hours, its type.

    ``shown`` is false if the channel is withheld; then ``name`` says so.
    """

    name: Inline
    value: str = ""
    hours: str = ""
    type: ChannelType | None = None
    shown: bool = True


def complaint_channels(public: PublicCatalog, record: Record) -> tuple[ComplaintChannel, ...]:
    """The complaint channels that hold for a record, in their order."""
    result = []
    for ref in find_channels(public, record):
        link, channel = make_run(public, ref), public.record(ref, Channel)
        if channel:
            name = Inline(channel.name, link.href)
            result.append(ComplaintChannel(name, channel.value, channel.hours, channel.type))
        else:
            result.append(ComplaintChannel(Inline(link.text, link.href), shown=False))
    return tuple(result)


def shown_channels(public: PublicCatalog, record: Record) -> tuple[ComplaintChannel, ...]:
    """Those of the complaint channels of a record that the public may know."""
    return tuple(channel for channel in complaint_channels(public, record) if channel.shown)
