"""``publish --rollback``: places go back to the release before the one in use (edge: files)."""

from __future__ import annotations

from shaiquan.build.options import Options
from shaiquan.console import Console
from shaiquan.problems import Bilingual
from shaiquan.publishing.folder_target import FolderTarget
from shaiquan.publishing.publish_summary import tell_rollbacks
from shaiquan.publishing.release import Target, explain_os_error
from shaiquan.publishing.target_choice import ChosenTarget, WrongRequest, make_target


def go_back(
    chosen: list[ChosenTarget],
    options: Options,
    kept: tuple[str, ...],
    is_dry: bool,
    console: Console,
) -> None:
    """Switch each place to the release before, or say which that is. Raises PublishFault."""
    targets = [_require_folder(each, make_target(each.target, options, kept)) for each in chosen]
    try:
        names = [target.find_earlier() for target in targets]  # all of them, or none goes back
        if not is_dry:
            names = [target.roll_back() for target in targets]
    except OSError as fault:
        raise explain_os_error(fault) from None
    releases = {each.name: name for each, name in zip(chosen, names, strict=True)}
    tell_rollbacks(releases, is_dry, console)


def _require_folder(chosen: ChosenTarget, target: Target) -> FolderTarget:
    """Raises WrongRequest where a place keeps no earlier releases."""
    if isinstance(target, FolderTarget):
        return target
    way = Bilingual(chosen.target.way.label, chosen.target.way.value)
    raise WrongRequest(
        f"“{chosen.name}”是{way}，退不回去；从以前的内容再发布一次（restore，再 publish）",
        f"'{chosen.name}' is a {way.en} and has no way back: restore the content and publish",
    )
