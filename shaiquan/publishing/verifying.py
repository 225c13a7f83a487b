"""A served site is compared with its manifest, file by file."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from shaiquan.files.manifests import MANIFEST
from shaiquan.media_types import is_right_charset, is_right_type, lacks_charset
from shaiquan.publishing.differences import Difference, DifferenceKind
from shaiquan.publishing.expected_site import (
    ExpectedSite,
    list_mapped_files,
    list_places,
    read_file_digests,
)
from shaiquan.publishing.release import PublishFault
from shaiquan.publishing.site_address import SiteAddress
from shaiquan.publishing.site_client import CONNECTIONS, ServedAnswer, SiteClient

_INDEX, _MISSING_PAGE = "index.html", "404.html"
#: no address of a site can be this: no id begins with a low line
_NOWHERE = "_shaiquan-verify/nowhere.html"
#: what is read of a list; 50 MB is the limit for a sitemap (sitemaps.org)
_LIST_LIMIT = 64 << 20
#: what is read of a file whose size is not known, and of an error page
_FILE_LIMIT, _ERROR_LIMIT = 1 << 30, 1 << 20
#: after so many failures of the network the rest is not asked for
_MOST_FAILURES = 20
_GONE = frozenset((404, 410))
_MOST_SITEMAPS = 100
#: questions that wait at the same time: a hostile manifest can list a million files
_BATCH = 500
#: where one of these is told of a file, its folder shows the same and need not be told of
_TELLS_OF_FOLDER = frozenset(
    (
        DifferenceKind.MISSING,
        DifferenceKind.ERROR_PAGE,
        DifferenceKind.CHANGED,
        DifferenceKind.REDIRECTED,
        DifferenceKind.REFUSED,
        DifferenceKind.UNREACHABLE,
    )
)

#: called with how many addresses were compared, and how many there are
Compared = Callable[[int, int], None]


@dataclass(frozen=True)
class Verification:
    """What came of a comparison. ``skipped``: addresses not asked for, the server being away."""

    files: int
    requests: int
    skipped: int
    differences: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        return not self.skipped and all(each.kind.is_advice for each in self.differences)


@dataclass(frozen=True)
class _Question:
    """A file to be asked for, at its own address or ``at_folder``. ``left_over``: the site has it
    no more, and it is asked whether the server still does."""

    file: str
    at_folder: bool = False
    left_over: bool = False

    @property
    def address(self) -> str:
        return self.file.removesuffix(_INDEX) if self.at_folder else self.file


@dataclass
class _Server:
    """The server that is asked, and how often it failed."""

    address: SiteAddress
    client: SiteClient
    failures: list[ServedAnswer] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def ask(self, file: str, limit: int, keep: bool = False) -> ServedAnswer | None:
        """None where the server failed so often that it is asked no more."""
        if len(self.failures) >= _MOST_FAILURES:
            return None
        self.asked.append(file)  # which threads may do at once
        answer = self.client.get(self.address.path_of(file), limit, keep)
        if answer.failure:
            self.failures.append(answer)
        return answer


def verify_site(
    address: SiteAddress,
    local: ExpectedSite | None,
    earlier: Iterable[str] = (),
    tell: Compared | None = None,
) -> Verification:
    """Compare what is served with the site made here, or else with the manifest that is served.

    ``earlier``: files that the site had once. Raises PublishFault where there is nothing to
    compare with, or no server.
    """
    with SiteClient(address) as client:
        server = _Server(address, client)
        served = _read_served_manifest(server, must_be_there=local is None)
        expected = local or ExpectedSite(served, {})
        nowhere = _ask_nowhere(server)
        others = {*earlier, *served, *_read_sitemaps(server)} - {*expected.files}
        questions = [*_list_questions(expected.files), *_list_left_over(others)]
        comparison = _Comparison(expected, nowhere)
        found, skipped = list(comparison.judge_nowhere()), 0
        for number, (question, answer) in enumerate(_ask_all(server, questions, comparison), 1):
            found += comparison.judge(question, answer) if answer else ()
            skipped += answer is None
            if tell:
                tell(number, len(questions))
    found = sorted(_drop_repeated(found), key=_rank)
    return Verification(len(expected.files), len(server.asked), skipped, tuple(found))


def _rank(difference: Difference) -> tuple[int, str]:
    return list(DifferenceKind).index(difference.kind), difference.file


def _drop_repeated(differences: Iterable[Difference]) -> list[Difference]:
    """Leave out the address of a folder where its file is told of already."""
    found = list(differences)
    told = {each.file for each in found if each.kind in _TELLS_OF_FOLDER}
    folder = DifferenceKind.NOT_IN_FOLDER
    return [each for each in found if each.kind is not folder or each.file not in told]


# -- what is asked ------------------------------------------------------------------------------


def _read_served_manifest(server: _Server, must_be_there: bool) -> Mapping[str, str]:
    """The files of the manifest that is served; none where it is not ours. Raises PublishFault."""
    answer = server.ask(MANIFEST, _LIST_LIMIT, keep=True) or ServedAnswer()
    if answer.failure:
        zh = f"连不上 {server.address}：{answer.failure}"
        raise PublishFault(zh, f"no answer from {server.address}: {answer.failure.en}")
    if answer.left_to:
        zh = f"{server.address} 转到了 {answer.left_to}：用转到的网址再核对一次"
        raise PublishFault(zh, f"{server.address} leads to {answer.left_to}: verify that address")
    files = read_file_digests(answer.body) if answer.status == 200 else None
    if files is None and must_be_there:
        zh = f"{server.address} 没有本程序的 {MANIFEST}，这台电脑上也没有生成好的网站，没有可比的"
        zh += "：看网址对不对，或者先生成一次"
        en = f"no {MANIFEST} of ours at {server.address}, nor a site here to compare with"
        raise PublishFault(zh, en)
    return files or {}


def _ask_nowhere(server: _Server) -> ServedAnswer:
    return server.ask(_NOWHERE, _ERROR_LIMIT) or ServedAnswer()


def _read_sitemaps(server: _Server) -> Iterable[str]:
    """The files of all pages that the sitemaps there name."""
    first = server.ask("sitemap.xml", _LIST_LIMIT, keep=True)
    if first is None or first.status != 200:
        return ()
    parts = [place.rpartition("/")[2] for place in list_places(first.body)]
    more = [part for part in parts if part.startswith("sitemap-") and part.endswith(".xml")]
    answers = [server.ask(part, _LIST_LIMIT, keep=True) for part in more[:_MOST_SITEMAPS]]
    return list_mapped_files([first.body, *(answer.body for answer in answers if answer)])


def _list_questions(files: Iterable[str]) -> Iterator[_Question]:
    for file in sorted(files):
        yield _Question(file)
        if file == _INDEX or file.endswith(f"/{_INDEX}"):
            yield _Question(file, at_folder=True)


def _list_left_over(files: Iterable[str]) -> Iterator[_Question]:
    return (_Question(file, left_over=True) for file in sorted(files))


def _ask_all(
    server: _Server, questions: Iterable[_Question], comparison: _Comparison
) -> Iterator[tuple[_Question, ServedAnswer | None]]:
    """Each question with its answer, in order; a few are asked at the same time."""

    def ask(question: _Question) -> tuple[_Question, ServedAnswer | None]:
        return question, server.ask(question.address, comparison.limit_of(question))

    executor, remaining = ThreadPoolExecutor(CONNECTIONS), iter(questions)
    try:
        while batch := [*itertools.islice(remaining, _BATCH)]:
            yield from executor.map(ask, batch)
    finally:
        executor.shutdown(cancel_futures=True)  # somebody may have stopped it


# -- what the answers mean ----------------------------------------------------------------------


class _Comparison:
    """What a site should be, held against the answers of a server.

    ``nowhere``: what it answers where no page is.
    """

    def __init__(self, expected: ExpectedSite, nowhere: ServedAnswer) -> None:
        self._files, self._sizes = expected.files, expected.sizes
        self._nowhere = nowhere
        self._is_soft = nowhere.status == 200
        self._error_pages = {nowhere.digest} - {""} if self._is_soft else set[str]()
        self._known_digests = {*expected.files.values(), *self._error_pages}
        if _MISSING_PAGE in self._files:
            self._error_pages.add(self._files[_MISSING_PAGE])

    def limit_of(self, question: _Question) -> int:
        """How much to read: enough to know the file, or an error page."""
        if question.left_over:
            return _ERROR_LIMIT
        return max(self._sizes.get(question.file, _FILE_LIMIT), _ERROR_LIMIT)

    def judge_nowhere(self) -> Iterator[Difference]:
        page = self._files.get(_MISSING_PAGE)
        if self._is_soft:
            yield Difference(DifferenceKind.SOFT_404, _NOWHERE)
        elif page and self._nowhere.status in _GONE and self._nowhere.digest != page:
            yield Difference(DifferenceKind.OTHER_404, _MISSING_PAGE)

    def judge(self, question: _Question, answer: ServedAnswer) -> Iterator[Difference]:
        """What is wrong with the answer to a question."""
        file = question.file
        if question.left_over:
            if answer.status == 200 and answer.digest not in self._known_digests:
                yield Difference(DifferenceKind.LEFT_OVER, file)
        elif question.at_folder:
            if answer.status != 200 or answer.digest != self._files[file]:
                said = answer.failure or answer.left_to or f"{answer.status}"
                yield Difference(DifferenceKind.NOT_IN_FOLDER, file, said)
        elif answer.failure:
            yield Difference(DifferenceKind.UNREACHABLE, file, answer.failure)
        elif answer.left_to:
            yield Difference(DifferenceKind.REDIRECTED, file, answer.left_to)
        else:
            yield from self._judge_file(file, answer)

    def _judge_file(self, file: str, answer: ServedAnswer) -> Iterator[Difference]:
        is_same = answer.digest == self._files[file]
        if file == _MISSING_PAGE and is_same:
            return  # some hosts send it with 404
        if answer.status in _GONE:
            yield Difference(DifferenceKind.MISSING, file)
        elif answer.status != 200:
            yield Difference(DifferenceKind.REFUSED, file, f"{answer.status}")
        elif not is_same and answer.digest in self._error_pages:
            yield Difference(DifferenceKind.ERROR_PAGE, file)
        else:
            if not is_same:
                yield Difference(DifferenceKind.CHANGED, file, answer.encoding)
            yield from _judge_type(file, answer)


def _judge_type(file: str, answer: ServedAnswer) -> Iterator[Difference]:
    if not is_right_type(file, answer.type):
        yield Difference(DifferenceKind.WRONG_TYPE, file, answer.type)
    elif not is_right_charset(file, answer.charset):
        yield Difference(DifferenceKind.WRONG_CHARSET, file, answer.charset)
    elif lacks_charset(answer.type, answer.charset):
        yield Difference(DifferenceKind.NO_CHARSET, file, answer.type)
