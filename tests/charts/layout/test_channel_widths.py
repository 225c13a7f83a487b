"""Channels: as wide as their segments and labels need, and no wider."""

from __future__ import annotations

from shaiquan.charts.layout.channel_widths import (
    APART,
    EDGE,
    MARGIN,
    TRACK,
    ChannelSide,
    Clearance,
    space_channel,
)
from shaiquan.charts.layout.segments import Segment


def segment(low: int, high: int, *bends: int) -> Segment:
    return Segment(False, 2, low, high, bends, (), ())


def test_an_empty_channel_keeps_boxes_apart() -> None:
    assert space_channel(ChannelSide(30), ChannelSide(40), [], []).width == 70 + APART
    assert space_channel(None, ChannelSide(40), [], []).width == 40 + EDGE


def test_segments_that_pass_each_other_keep_a_track_apart_in_their_order() -> None:
    segments = [segment(0, 4), segment(3, 6), segment(5, 9)]
    channel = space_channel(ChannelSide(30), ChannelSide(30), [1, 0, 2], segments)
    assert channel.width == 60 + 2 * MARGIN + TRACK
    assert channel.tracks == {1: 30 + MARGIN, 0: 30 + MARGIN + TRACK, 2: 30 + MARGIN + TRACK}


def test_segments_that_do_not_meet_share_a_track_in_the_middle() -> None:
    channel = space_channel(
        ChannelSide(30), ChannelSide(30), [0, 1], [segment(0, 2), segment(3, 5)]
    )
    assert channel.width == 60 + 2 * MARGIN
    assert channel.tracks == {0: 30 + MARGIN, 1: 30 + MARGIN}


def test_a_label_is_kept_clear_only_by_segments_that_pass_it() -> None:
    side = ChannelSide(30, clearances=[Clearance(3, 95)], labels={3: 95})
    segments = [segment(2, 4), segment(6, 8)]
    channel = space_channel(side, ChannelSide(30), [0, 1], segments)
    assert channel.tracks[0] >= 95
    assert channel.tracks[1] < 95


def test_an_arrow_needs_room_only_from_the_segment_that_bends_into_it() -> None:
    side = ChannelSide(30, clearances=[Clearance(3, 50, into=7)])
    assert space_channel(ChannelSide(30), side, [0], [segment(2, 4, 7)]).width == 30 + MARGIN + 50
    assert space_channel(ChannelSide(30), side, [0], [segment(2, 4, 8)]).width == 60 + 2 * MARGIN


def test_labels_that_face_each_other_both_have_room() -> None:
    first, second = ChannelSide(30, labels={3: 90}), ChannelSide(30, labels={3: 80, 5: 95})
    assert space_channel(first, second, [], []).width == 170
