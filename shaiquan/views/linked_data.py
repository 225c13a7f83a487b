"""A record as JSON-LD, in words that search engines and public registers know.

A power is a ``GovernmentService`` of schema.org and a ``PublicService`` of CPSV-AP, a rule a
``Legislation``, a body a ``GovernmentOrganization``. The context stands in the data itself, so
that whoever reads it fetches nothing. What is withheld is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from shaiquan.content.catalog import Entry
from shaiquan.disclosure.projection import WITHHELD
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.model.base import Citation, Ref
from shaiquan.model.bodies import Body
from shaiquan.model.powers import Power
from shaiquan.model.rules import Rule
from shaiquan.model.scalars import PartialDate
from shaiquan.model.terms import ChannelType, Force
from shaiquan.model.time_amounts import TimeUnit
from shaiquan.model.time_limits import TimeLimit
from shaiquan.views.addresses import entry_address, ref_address
from shaiquan.views.complaints import shown_channels

#: an address of the site (``/powers/dw-01/``) -> an IRI
MakeLink = Callable[[str], str]
NodeObject = dict[str, Any]

#: plain words are those of schema.org
CONTEXT: Mapping[str, Any] = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "legislationLegalForce": {"@type": "@vocab"},
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_FORCES = {Force.IN_FORCE: "InForce", Force.REPEALED: "NotInForce", Force.FUTURE: "NotInForce"}


def make_node(public: PublicCatalog, entry: Entry, link: MakeLink) -> NodeObject | None:
    """The record, to stand among others in one graph; None for a kind without a counterpart."""
    make = _MAKERS.get(type(entry.record))
    if make is None or not entry.record.in_use:
        return None
    address = entry_address(entry)
    iri = link(address)
    return _drop_empty({"@id": iri, "url": iri, **make(public, entry, link)})


def has_nodes(model: type) -> bool:
    """Whether the records of a type have a counterpart."""
    return model in _MAKERS


def _describe_power(public: PublicCatalog, entry: Entry, link: MakeLink) -> NodeObject:
    power = entry.record
    assert isinstance(power, Power)
    name, identifier = _say(power.name), _say(power.code) or power.id
    about = "；".join(filter(None, map(_say, power.limits))) or name
    deciders = _describe_refs(public, (power.decider, *power.joint_deciders), link)
    return {
        "@type": ["GovernmentService", "cpsv:PublicService"],
        "identifier": identifier,
        "name": name,
        "description": about,
        "serviceType": _name_ref(public, power.category),
        "provider": deciders,
        "serviceOperator": _describe_refs(public, power.handlers, link),
        "availableChannel": _describe_channels(public, entry),
        "dct:identifier": identifier,
        "dct:title": name,
        "dct:description": about,
        "cv:hasCompetentAuthority": [{"@id": body["@id"]} for body in deciders],
        "cv:hasLegalResource": _cite(public, power.bases, link),
        **_describe_handling(power),
    }


def _describe_handling(power: Power) -> NodeObject:
    """What is handed in, charged, issued, and how long it takes, as CPSV-AP has them."""
    results = [{"@type": "Thing", "name": _say(each.name)} for each in power.results]
    return {
        "serviceOutput": results,
        "cpsv:hasInput": _entitle("cv:Evidence", (each.name for each in power.materials)),
        "cpsv:produces": _entitle("cv:Output", (each.name for each in power.results)),
        "cv:hasCost": [
            {"@type": "cv:Cost", "dct:description": _say(each.rate)} for each in power.fees
        ],
        "cv:processingTime": _say_duration(power.promised_limit or power.legal_limit),
    }


def _entitle(type: str, titles: Iterable[str]) -> list[NodeObject]:
    return [{"@type": type, "dct:title": _say(title)} for title in titles]


#: units of which a duration of ISO 8601 is made; it knows no working days
_DURATIONS = {
    TimeUnit.YEAR: "P{}Y",
    TimeUnit.MONTH: "P{}M",
    TimeUnit.DAY: "P{}D",
    TimeUnit.HOUR: "PT{}H",
    TimeUnit.MINUTE: "PT{}M",
}


def _say_duration(limit: TimeLimit | None) -> str:
    """P60D; nothing for working days, for a point and for what is no whole number."""
    if not limit or limit.unit not in _DURATIONS or limit.amount != int(limit.amount):
        return ""
    return _DURATIONS[limit.unit].format(int(limit.amount)) if limit.amount else ""


def _describe_rule(public: PublicCatalog, entry: Entry, link: MakeLink) -> NodeObject:
    rule = entry.record
    assert isinstance(rule, Rule)
    return {
        "@type": ["Legislation", "eli:LegalResource"],
        "name": _say(rule.name),
        "legislationIdentifier": _say(rule.number),
        "legislationPassedBy": _say(rule.issuer),
        "legislationDate": _say_date(rule.adopted),
        "legislationDateOfApplicability": _say_date(rule.effective),
        "legislationLegalForce": _FORCES[rule.force] if rule.force else "",
        "legislationChanges": _describe_refs(public, rule.supersedes, link),
        "sameAs": _say(rule.url),
    }


def _describe_body(public: PublicCatalog, entry: Entry, link: MakeLink) -> NodeObject:
    body = entry.record
    assert isinstance(body, Body)
    parents = _describe_refs(public, (body.parent,) if body.parent else (), link)
    return {
        "@type": ["GovernmentOrganization", "cv:PublicOrganization"],
        "name": _say(body.name),
        "alternateName": _say(body.short),
        "parentOrganization": parents[0] if parents else None,
        "address": _say(body.address),
        "telephone": _say(body.phone),
        "skos:prefLabel": _say(body.name),
    }


_MAKERS: Mapping[type, Callable[[PublicCatalog, Entry, MakeLink], NodeObject]] = {
    Power: _describe_power,
    Rule: _describe_rule,
    Body: _describe_body,
}
#: what a record of another kind is, where it is only named
_TYPES = {
    "body": "GovernmentOrganization",
    "post": "Role",
    "rule": "Legislation",
}


def _describe_refs(public: PublicCatalog, refs: Iterable[Ref], link: MakeLink) -> list[NodeObject]:
    """Those records that a page shows, with their names."""
    found = [(ref, ref_address(public, ref)) for ref in refs]
    return [
        _drop_empty(
            {
                "@type": _TYPES.get(ref.kind, "Thing"),
                "@id": link(address),
                "name": _name_ref(public, ref),
            }
        )
        for ref, address in found
        if address
    ]


def _cite(public: PublicCatalog, basis: Iterable[Citation], link: MakeLink) -> list[NodeObject]:
    """The articles that a record is based on."""
    return [
        _drop_empty(
            {
                "@type": _TYPES["rule"],
                "@id": link(ref_address(public, cited)),
                "name": _name_ref(public, cited.rule),
            }
        )
        for cited in basis
        if cited.rule.id
    ]


def _describe_channels(public: PublicCatalog, entry: Entry) -> list[NodeObject]:
    """Where to complain."""
    channels = shown_channels(public, entry.record)
    return [make_contact(c.name.text, c.type, c.value, c.hours) for c in channels]


#: what the number or address of a channel is, by its type
_VALUES = {ChannelType.PHONE: "telephone", ChannelType.EMAIL: "email", ChannelType.WEB: "url"}


def make_contact(name: str, type: ChannelType | None, value: str, hours: str) -> NodeObject:
    """A channel for complaints."""
    word = _VALUES.get(type, "description") if type else "description"
    return _drop_empty(
        {
            "@type": "ContactPoint",
            "contactType": "投诉举报",
            "name": _say(name),
            word: _say(value),
            "hoursAvailable": _say(hours),
        }
    )


def _name_ref(public: PublicCatalog, ref: Ref | None) -> str:
    head = public.heads.get(ref.id) if ref else None
    return _say(head.name) if head else ""


def _say(text: str) -> str:
    return "" if text == WITHHELD else text


def _say_date(date: PartialDate | None) -> str:
    return date.iso if date else ""


def _drop_empty(node: NodeObject) -> NodeObject:
    return {key: value for key, value in node.items() if value not in (None, "", [])}
