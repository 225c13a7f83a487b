"""Addresses of records and the relative links between pages.

An address is ASCII, made of ids, and never moves. It is written from the root of the site
(``/powers/dw-01/``); a page turns it into a relative link that also works from a folder.
"""

from __future__ import annotations

import functools
import posixpath
from urllib.parse import quote, urlsplit

from shaiquan.content.catalog import Entry, Records
from shaiquan.inert.allowed import is_outside
from shaiquan.kinds.descriptor import Kind
from shaiquan.kinds.registry import KIND
from shaiquan.model.base import Citation, Ref
from shaiquan.model.files import FILES_FOLDER
from shaiquan.model.marks import mark_slug
from shaiquan.model.named_files import path_of_link
from shaiquan.model.rules import Rule
from shaiquan.views.table_columns import DataTable

#: anchors of a procedure's page that a step's 标识 may not take (others begin with _)
ANCHORS = frozenset({"particulars", "steps", "risks", "text", "about"})


@functools.lru_cache(maxsize=1 << 16)
def record_address(kind: str, id: str) -> str:
    """Where a record is; empty where no page shows it."""
    return KIND[kind].address(id)


def sheet_address(procedure: str, mark: str) -> str:
    """Where a printed sheet asks whether it is in force: ``/v/zdjc/k7qf3m2p/``."""
    return f"/v/{procedure}/{mark_slug(mark)}/"


def file_address(path: str) -> str:
    """Where a site has a file."""
    return f"/{FILES_FOLDER}/{quote(path)}"


def chart_address(procedure: str, form: str = "svg") -> str:
    """Where the flowchart of a procedure is as a picture: ``/charts/zdjc.svg``."""
    return f"/charts/{procedure}.{form}"


def entry_address(entry: Entry) -> str:
    return record_address(entry.kind.name, entry.id)


def ref_address(records: Records, ref: Ref | Citation) -> str:
    """The address that a reference leads to; empty where the record has no page."""
    if isinstance(ref, Citation):
        base = ref_address(records, ref.rule)
        rule = records.record(ref.rule, Rule)
        has_text = rule is not None and not rule.outside  # an outside law has no articles here
        return f"{base}#art-{ref.article}" if has_text and ref.article else base
    # public records name only public records, so none is read
    return record_address(ref.kind, ref.id) if ref.id else ""


def text_link_address(records: Records, target: str) -> str | None:
    """Where a link of a Markdown text leads, or None: ``gz-01.md#art-4``, ``files/申请表.docx``, an
    outside address."""
    if is_outside(target) or target.startswith("#"):
        return target
    if path := path_of_link(target):
        return file_address(path) if path in records.files else None
    name, _, anchor = target.partition("#")
    id = posixpath.basename(name).removesuffix(".md").removesuffix(".yml").lower()
    entry = records.entries.get(id)
    base = entry_address(entry) if entry else ""
    if not base:
        return None
    return f"{base}#{anchor}" if anchor else base


#: where all files of the open data are described
PACKAGE_ADDRESS = "/data/datapackage.json"


def data_files(kind: Kind, *more: str) -> tuple[tuple[str, str], ...]:
    """(form, address) of the open data of a kind, with ``more`` forms than all have."""
    forms = ("CSV", "JSON", *more)
    return tuple((form, f"/data/{kind.file_name}.{_ending(form)}") for form in forms)


def _ending(form: str) -> str:
    return form.lower().replace("-", "")


def table_address(table: DataTable) -> str:
    """Where a table of the open data is."""
    return f"/data/{table.path}"


def make_absolute(url: str, address: str) -> str:
    """The whole address of a page on a site.

    >>> make_absolute("https://example.gov.cn/qlgk/", "/powers/")
    'https://example.gov.cn/qlgk/powers/'
    """
    return url.rstrip("/") + address


def host_of(url: str) -> str:
    """The host of a site; empty where its address is none.

    >>> host_of("https://Example.gov.cn:8080/qlgk/"), host_of("http://[")
    ('example.gov.cn', '')
    """
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def folder_of(url: str) -> str:
    """The path of a site on its host, with ``/`` at both ends.

    >>> folder_of("https://example.gov.cn/qlgk"), folder_of("https://example.gov.cn")
    ('/qlgk/', '/')
    """
    try:
        return f"{urlsplit(url).path.rstrip('/')}/"
    except ValueError:
        return "/"


def file_of(address: str) -> str:
    """The file of the folder that holds an address: ``/powers/`` is ``powers/index.html``."""
    path = address.partition("#")[0].partition("?")[0].lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


#: The folder of each further edition, which has every page again, under the same address below
#: it. Pages of an edition lead to each other; files that are no pages are there once for all.
TRADITIONAL_FOLDER = "zh-hant/"
EDITION_FOLDERS = (TRADITIONAL_FOLDER, "en/")
#: the index of the search, which is there anew in traditional characters
_SEARCH_FILES = "/search/"
#: files of the site's owner: none of them is a page of ours
_OWN_FILES = "/assets/"


@functools.lru_cache(maxsize=1 << 16)
def make_relative(target: str, page: str) -> str:
    """A link from the file ``page`` to an address; outside addresses stay as they are.

    >>> make_relative("/rules/gz-01/#art-4", "powers/dw-01/index.html")
    '../../rules/gz-01/index.html#art-4'
    >>> make_relative("#art-4", "rules/gz-01/index.html")
    '#art-4'
    >>> make_relative("/search/?kind=power", "powers/index.html")
    '../search/index.html?kind=power'
    >>> make_relative("/rules/gz-01/", "zh-hant/rules/index.html")
    'gz-01/index.html'
    >>> make_relative("/data/rule.csv", "zh-hant/rules/index.html")
    '../../data/rule.csv'
    >>> make_relative("/search/names.js", "zh-hant/search/index.html")
    'names.js'
    """
    if not target.startswith("/"):
        return target
    path, mark, anchor = target.partition("?" if "?" in target else "#")
    file = file_of(path)
    if page.startswith(EDITION_FOLDERS) and _is_of_edition(path, page):
        file = page[: page.index("/") + 1] + file
    if file == page and mark == "#":
        return f"#{anchor}"
    return f"{_relative_path(file, page)}{mark}{anchor}"


def _is_of_edition(path: str, page: str) -> bool:
    """Whether the edition of a page has a file of its own for a path."""
    if path.endswith("/"):
        return not path.startswith(_OWN_FILES)
    return path.startswith(_SEARCH_FILES) and page.startswith(TRADITIONAL_FOLDER)


def stand_in_for(page: str) -> tuple[str, str]:
    """The address of a page's folder, and a file that stands for all pages beside it.

    Links from the stand-in are those of the page, but for addresses below its own folder.

    >>> stand_in_for("powers/dw-01/index.html")
    ('/powers/dw-01/', 'powers/:/index.html')
    >>> stand_in_for("index.html")
    ('/', 'index.html')
    """
    folder = page.rpartition("/")[0]
    if not folder:
        return "/", page
    above = folder.rpartition("/")[0]
    return f"/{folder}/", f"{above}/:/index.html".lstrip("/")  # no address has a colon


def relative_to_edition(address: str, folder: str, page: str) -> str:
    """A link from the file ``page`` to the page of an address in the edition of a folder.

    >>> relative_to_edition("/rules/", "", "zh-hant/rules/index.html")
    '../../rules/index.html'
    """
    return _relative_path(folder + file_of(address), page)


def _relative_path(file: str, page: str) -> str:
    """The path from one file to another; asked for every link, so without a path library."""
    there, here = file.split("/"), page.split("/")[:-1]
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])
