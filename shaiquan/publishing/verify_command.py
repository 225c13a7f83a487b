"""``publish --verify URL``: says in what a served site differs (edge: network, terminal)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from shaiquan.build.options import Options
from shaiquan.console import Console
from shaiquan.files.manifests import MANIFEST
from shaiquan.problems import Bilingual
from shaiquan.publishing.differences import Difference, DifferenceKind
from shaiquan.publishing.expected_site import list_earlier_files, read_local_site
from shaiquan.publishing.release import PublishFault
from shaiquan.publishing.site_address import SiteAddress, parse_address
from shaiquan.publishing.verifying import Verification, verify_site

#: so many files of each kind are named
_MOST_NAMED = 10
#: whether it is advice -> what a line begins with
_MARKS = {True: Bilingual("提示", "note"), False: Bilingual("不同", "differs")}


def verify(options: Options, url: str, console: Console) -> int:
    """Compare the site at ``url`` with ``site/``, or where there is none with its own manifest.

    0: it is the same; 1: it differs, or can't be reached; 2: this is no address.
    """
    try:
        address = parse_address(url)
    except PublishFault as fault:
        _tell_fault(fault, console)
        return 2
    local = read_local_site(options.site)
    earlier = list_earlier_files(options.site) if local else ()

    def tell(compared: int, total: int) -> None:
        console.show_progress("核对", compared, total)

    try:
        done = verify_site(address, local, earlier, tell)
    except PublishFault as fault:
        _tell_fault(fault, console)
        return 1
    if console.format == "json":
        console.print_json(_describe(done, address, bool(local), console.lang))
    _tell_differences(done.differences, console)
    if local:
        _tell_other_build(done.differences, options, console)
    _tell_result(done, address, f"{options.site}" if local else "", console)
    return 0 if done.is_same else 1


def _tell_fault(fault: PublishFault, console: Console) -> None:
    if console.format == "json":
        console.print_json({"fault": fault.zh if console.lang == "zh" else fault.en})
    console.say(f"没有核对：{fault.zh}。", f"nothing was verified: {fault.en}.")


def _tell_differences(differences: Iterable[Difference], console: Console) -> None:
    """Kind by kind what differs, advice first, so that the errors are still on the screen."""
    kinds = itertools.groupby(differences, lambda difference: difference.kind)
    groups = [(kind, list(group)) for kind, group in kinds]
    for kind, group in sorted(groups, key=lambda group: not group[0].is_advice):
        mark, number = _MARKS[kind.is_advice], len(group)
        named, more = group[:_MOST_NAMED], number > _MOST_NAMED
        files_zh, files_en = "、".join(map(_name, named)), ", ".join(map(_name_in_english, named))
        console.say(
            f"{mark}：{kind.title}，{number} 个：{files_zh}{' 等' if more else ''}",
            f"{mark.en}: {kind.title.en}, {number}: {files_en}{' …' if more else ''}",
        )
        console.say(f"    改法：{kind.mend}", f"    mend: {kind.mend.en}")


def _tell_other_build(
    differences: Iterable[Difference], options: Options, console: Console
) -> None:
    """Where the manifests differ, the two sites may both be right: they are of two builds. Nothing
    need be wrong with the server, and nothing be deleted there."""
    changed = DifferenceKind.CHANGED
    if any(each.kind is changed and each.file == MANIFEST for each in differences):
        console.say(
            f"网上的和 {options.site} 不是同一次生成的：发布以后改过内容、又生成过，退回过，"
            "或者后来发布的另一处要的文件不同（表格、图纸、预压缩）。先发布到这一处，再核对。",
            f"what is served and {options.site} are of two builds: content was changed and built "
            "since, a release was taken back, or another place that gets other files was "
            "published after it. Publish to this place, then verify.",
        )


def _name(difference: Difference) -> str:
    """A file with what the server said."""
    return f"{difference.file}（{difference.detail}）" if difference.detail else difference.file


def _name_in_english(difference: Difference) -> str:
    said = _say_detail(difference, "en")
    return f"{difference.file} ({said})" if said else difference.file


def _say_detail(difference: Difference, lang: str) -> str:
    detail = difference.detail
    return detail.en if lang == "en" and isinstance(detail, Bilingual) else detail


def _tell_result(done: Verification, address: SiteAddress, folder: str, console: Console) -> None:
    """How it stands. ``folder`` is the site that it was compared with, empty for its manifest."""
    if done.skipped:
        console.say(
            f"网络一再出错，还有 {done.skipped} 个网址没有看。",
            f"the network failed again and again: {done.skipped} addresses were not seen.",
        )
    number = sum(not each.kind.is_advice for each in done.differences)
    other = Bilingual(folder, folder) if folder else Bilingual("它自己的清单", "its own manifest")
    zh, en = f"和 {other} 有 {number} 处不同", f"{number} differences from {other.en}"
    if done.is_same:
        zh, en = f"和 {other} 一样", f"the same as {other.en}"
    seconds = console.elapsed_seconds()
    console.say(
        f"核对完毕：{address} {zh}；{done.files} 个文件，问了 {done.requests} 次，{seconds} 秒。",
        f"verified: {address}: {en}; {done.files} files, {done.requests} requests, {seconds} s.",
    )


def _describe(
    done: Verification, address: SiteAddress, is_local: bool, lang: str
) -> Mapping[str, object]:
    """The comparison for another program."""
    rows = [
        {
            "kind": each.kind.code,
            "severity": "info" if each.kind.is_advice else "error",
            "file": each.file,
            "detail": _say_detail(each, lang),
        }
        for each in done.differences
    ]
    return {
        "address": f"{address}",
        "compared_with": "site" if is_local else "served manifest",
        "same": done.is_same,
        "files": done.files,
        "requests": done.requests,
        "skipped": done.skipped,
        "differences": rows,
    }
