"""Which places a release goes to, and what each needs (edge: asks where paths lead)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.checks.target_addresses import is_local_address
from shaiquan.content.suggestions import suggest_spelling
from shaiquan.model.publish_targets import PublishTarget, PublishWay
from shaiquan.publishing.folder_target import DEFAULT_KEPT, FolderTarget
from shaiquan.publishing.release import PublishFault, Target
from shaiquan.publishing.zip_target import ZipTarget


class WrongRequest(PublishFault):
    """What is asked for makes no sense, whatever the content."""


@dataclass(frozen=True)
class ChosenTarget:
    """A place by its name, and what ``site.yml`` says of it."""

    name: str
    target: PublishTarget


def choose_targets(
    known: Mapping[str, PublishTarget], names: Sequence[str], address: str
) -> list[ChosenTarget]:
    """The places of these names; of no name the only one; or the one at an ``address`` that no
    ``site.yml`` need name. Raises WrongRequest."""
    if address and names:
        raise WrongRequest("--to 和名字只写一样", "give either names or --to")
    if address and not is_local_address(address):
        raise WrongRequest(
            "--to 只写文件夹或者 .zip；服务器和对象存储写进 site.yml 的 发布，再写名字",
            "--to takes a folder or a .zip; name servers and stores in 发布 of site.yml",
        )
    if address:
        way = PublishWay.ZIP if address.lower().endswith(".zip") else PublishWay.FOLDER
        target = PublishTarget(way=way, address=str(Path(address).absolute()))
        return [ChosenTarget(address, target)]
    _require_names(known, names)
    return [ChosenTarget(name, known[name]) for name in dict.fromkeys(names or known)]


def _require_names(known: Mapping[str, PublishTarget], names: Sequence[str]) -> None:
    """Raises WrongRequest where a name is not known, or it is not clear which place is meant."""
    if not known:
        raise WrongRequest(
            "site.yml 里没有 发布；写上 发布: {正式: {方式: 文件夹, 地址: /srv/www/quanli}}，"
            "或者运行 python build.py publish --to 文件夹",
            "site.yml has no 发布: add it, or run python build.py publish --to FOLDER",
        )
    listed = "、".join(known)
    if not names and len(known) > 1:
        raise WrongRequest(
            f"site.yml 里有 {len(known)} 处，写明发到哪里：{listed}",
            f"there are {len(known)} targets, name those that are meant: {listed}",
        )
    for name in names:
        if name not in known:
            hint = suggest_spelling(name, known)
            raise WrongRequest(
                f"site.yml 的 发布 里没有“{name}”{hint}（有：{listed}）",
                f"there is no target '{name}' among 发布 of site.yml ({listed})",
            )


def make_target(target: PublishTarget, options: Options, kept: Sequence[str]) -> Target:
    """What sends to a place. A relative path begins where the content folder lies; ``~`` is the
    user's own folder, as in a shell.

    Raises PublishFault where the place is in the content or the site, or has them in it.
    """
    if target.way is PublishWay.RSYNC:
        from shaiquan.publishing.rsync_target import RsyncTarget

        return RsyncTarget(target.address, tuple(kept))
    if target.way is PublishWay.STORE:
        from shaiquan.publishing.s3_target import S3Target

        return S3Target(target.address, target.endpoint, target.region)
    path = Path(os.path.normpath(options.content.absolute().parent / _expand(target.address)))
    _require_apart(path, options)
    if target.way is PublishWay.ZIP:
        return ZipTarget(path, target.part_size)
    return FolderTarget(path, target.keep or DEFAULT_KEPT, tuple(kept))


def _expand(address: str) -> Path:
    try:
        return Path(address).expanduser()
    except RuntimeError:
        raise PublishFault(
            f"“{address}”里的用户这里没有；把路径写完整",
            f"no such user here: {address}",
        ) from None


def _require_apart(path: Path, options: Options) -> None:
    real = Path(os.path.realpath(path))
    for folder in (options.content, options.site, options.layouts, options.assets):
        other = Path(os.path.realpath(folder))
        if real.is_relative_to(other) or other.is_relative_to(real):
            raise PublishFault(
                f"“{path}”和“{folder}”一个在另一个里面；换一个地方",
                f"one of {path} and {folder} is inside the other: take another place",
            )
