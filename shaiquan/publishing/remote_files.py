"""A release on a server: whose files stand there, in which order new ones go."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from shaiquan.files.manifests import MANIFEST
from shaiquan.publishing.release import Changes, PublishFault
from shaiquan.publishing.release_reading import name_files

#: a page, and its compressed copies
_PAGES = (".html", ".html.gz", ".html.br")


def split_for_sending(paths: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What pages need, and the pages: in this order, so that no page names what is not there yet.

    The manifest is in neither: it goes last.

    >>> split_for_sending(["index.html", "index.html.gz", "manifest.json", "assets/site.css"])
    (('assets/site.css',), ('index.html', 'index.html.gz'))
    """
    known = sorted({*paths} - {MANIFEST})
    pages = tuple(path for path in known if path.endswith(_PAGES))
    return tuple(path for path in known if not path.endswith(_PAGES)), pages


def render_interim_manifest(new: bytes, changes: Changes) -> bytes:
    """The manifest that stands on a server from the first to the last file of a release.

    It lists the files of the release before and of the new one: whatever a broken transfer leaves
    is known as ours, and goes with the next one. A file that is being sent or deleted has no
    digest, so that nobody takes it for the old or the new one.
    """
    document = json.loads(new)
    unsure = dict.fromkeys({*changes.sent, *changes.removed} - {MANIFEST}, "")
    files = dict(sorted({**document["files"], **unsure}.items()))
    return f"{json.dumps({**document, 'files': files}, ensure_ascii=False, indent=1)}\n".encode()


def refuse_foreign(place: str, paths: Collection[str]) -> None:
    """Raises PublishFault where files of somebody else stand in the way, and names some."""
    if not paths:
        return
    named = name_files(sorted(paths))
    raise PublishFault(
        f"{place} 里有不是本程序发布的文件：{named}。什么也没有改。"
        "请核对地址；地址没有错的，先把这些文件移走，或者换一个空的位置",
        f"{place} has files that were not published by this program: {named.en}. "
        "Nothing was changed. Check the address; if it is right, move these files away, or choose "
        "an empty place",
    )
