"""Texts that tell how somebody voted in a secret vote (S0-23, X-04)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shaiquan.checks.check_types import IN_USE, WARNING, Violation, check
from shaiquan.checks.sittings import Sitting, TopicCourse
from shaiquan.checks.topic_ballots import list_votes
from shaiquan.content.catalog import Catalog, Entry
from shaiquan.model.bodies import Tenure
from shaiquan.model.record_texts import FieldTexts, find_texts
from shaiquan.model.terms import Sensitive, Voting
from shaiquan.queries.tenures import list_tenures

#: the fields of a topic that tell of its meetings and of what they decided
_TOLD = ("deliberations", "notices", "stages", "decision", "text")
_BALLOT = re.compile("赞成|反对|弃权|投票|投了?[^票]{0,4}票")
#: where a clause ends; 反对一票，是某某 is one
_CLAUSE = re.compile(r"[。；;！!？?\n]|[，,](?!\s*[是为系])")
#: one character is in every text
_SHORTEST_NAME = 2
#: before a name that stands for a number of them, and behind one that says what another did
_COUNTED = r"(?<![名位个体各\d])"
_PRESIDES = "(?!(?:同志)?(?:主持|宣布|组织|监票|计票|清点))"


@check(
    "secret-ballots-told",
    WARNING,
    "S0-23, X-04",
    subject=TopicCourse,
    states=IN_USE,
    zh="“{name}”是无记名表决，这里像是说了“{who}”怎样投票；谁投了什么票不得公布",
    en="'{name}' was a secret vote, and this seems to say how '{who}' voted",
    mend="删去岗位和人名，只写结果和票数；确实不是的，写 例外: [{{种类: 得票, 理由: ……}}]",
    mend_en="write the result and the totals without names; if it says no such thing, write 例外",
    example="{表决: {方式: 无记名, 赞成票: 8, 反对票: 1}, 说明: 副书记投了反对票}",
)
def find_secret_ballots_told(
    catalog: Catalog, entry: Entry, course: TopicCourse
) -> Iterator[Violation]:
    topic = course.topic
    sittings = [sitting for sitting, _ in list_votes(course, Voting.SECRET)]
    texts = [one for one in _list_texts(course) if _BALLOT.search(one[1])] if sittings else []
    if not texts or any(one.what is Sensitive.BALLOTS for one in topic.exemptions):
        return
    names = {name for sitting in sittings for name in _list_names(sitting)}
    for path, text in texts:
        if who := _find_voter(text, names):
            yield entry.location(*path), {"name": topic.name, "who": who}


def _list_texts(course: TopicCourse) -> FieldTexts:
    """What is told of the votes, but for those that were not secret."""
    open_votes = {
        index
        for index, item in enumerate(course.topic.deliberations)
        if item.vote and item.vote.method is not Voting.SECRET
    }
    return [
        (path, text)
        for path, text in find_texts(course.topic)
        if path[0] in _TOLD and not (path[0] == "deliberations" and path[1] in open_votes)
    ]


def _list_names(sitting: Sitting) -> Iterator[str]:
    """The names of the posts that may have voted, and of all who ever held them."""
    catalog = sitting.catalog
    posts = frozenset(catalog.ids_naming(sitting.body, "post", "body"))
    for post in posts | sitting.members | sitting.attending:
        if head := catalog.heads.get(post):
            yield from (head.name, head.short_name)
        for tenure in list_tenures(catalog, post):
            record = catalog.entries[tenure.id].record
            if isinstance(record, Tenure):
                yield record.person


def _find_voter(text: str, names: set[str]) -> str:
    """The longest name in a clause that speaks of a ballot; empty where there is none."""
    long = sorted((n for n in names if len(n) >= _SHORTEST_NAME), key=lambda n: (-len(n), n))
    if not long:
        return ""
    named = re.compile(f"{_COUNTED}({'|'.join(map(re.escape, long))}){_PRESIDES}")
    clauses = (clause for clause in _CLAUSE.split(text) if _BALLOT.search(clause))
    return next((match[1] for clause in clauses if (match := named.search(clause))), "")
