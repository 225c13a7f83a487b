"""Which roles have to sign before a topic is discussed, by its route (S0-18, S1-11)."""

from __future__ import annotations

from shaiquan.content.catalog import Records
from shaiquan.model.decision_terms import ApprovalRoute
from shaiquan.model.topics import Topic


def list_missing_roles(records: Records, topic: Topic) -> list[str]:
    """The roles that have to sign by the route of the topic and have not.

    The last of 签批 settles that it comes before a meeting. With 直接确定 the last signs
    alone; with 委托审定 whoever was asked signs in their place, in a role of their own.
    """
    row = records.site.types.get(topic.type)
    roles = row.signatures if row else ()
    signed = {signature.role for signature in topic.signatures}
    wanted = roles[-1:] if topic.route is ApprovalRoute.DIRECT else roles
    if topic.route is ApprovalRoute.DELEGATED and signed - {*roles}:
        wanted = roles[:-1]
    return [role for role in wanted if role not in signed]
