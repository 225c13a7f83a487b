"""That some topics of a meeting are not public: the one place that tells of them."""

from __future__ import annotations

from shaiquan.disclosure.release import PublicCatalog


def describe_unreleased_topics(public: PublicCatalog, meeting: str) -> str:
    """So many topics of a meeting are not public; empty where all are."""
    number = public.unreleased_at.get(meeting, 0)
    other = "另有" if public.ids_naming(meeting, "topic", "deliberations") else "有"
    return f"{other} {number} 项议题依法不公开。" if number else ""
