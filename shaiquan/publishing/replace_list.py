"""The sheets on walls that a release makes out of date, as a list to print (edge: files)."""

from __future__ import annotations

import os
from pathlib import Path

from shaiquan.build.options import Options, Progress
from shaiquan.build.site_build import survey_posters
from shaiquan.codes import POSTER_OUTDATED, POSTER_TO_TAKE_DOWN
from shaiquan.files.overwriting import overwrite_file
from shaiquan.ledger.poster_plans import WallWork
from shaiquan.posters import describe_work
from shaiquan.problems import Problem

#: its name, beside the folder of the site; and how it begins, by which it is known as ours
REPLACE_LIST = "换图清单.txt"
_HEAD = "换图清单（"
_TELLING = frozenset((POSTER_OUTDATED.code, POSTER_TO_TAKE_DOWN.code))


def find_wall_work(
    options: Options, problems: tuple[Problem, ...], progress: Progress
) -> tuple[WallWork, ...]:
    """What is to be done on the walls; the content is read for it only where the build told of
    any. Raises Rejected."""
    if not any(problem.code.code in _TELLING for problem in problems):
        return ()
    return survey_posters(options, progress)


def write_replace_list(options: Options, work: tuple[WallWork, ...], release: str) -> Path | None:
    """Write the list beside the site and give its path; delete an old one where nothing is to do.

    None: there is nothing to do, or somebody else's file has the name.
    """
    path = Path(os.path.normpath(options.site.absolute().parent / REPLACE_LIST))
    if path.exists() and not path.read_bytes().startswith(_HEAD.encode()):
        return None
    if not work:
        path.unlink(missing_ok=True)
        return None
    lines = (
        f"{_HEAD}{options.as_of.isoformat()}，发布的是 {release}）",
        "",
        f"墙上这 {len(work)} 张图和网站上的不一样了：",
        *(str(describe_work(options.site, one)) for one in work),
        "",
        "先运行 python build.py replace：登记新图，印好，写好张贴。再照着换，换一处，勾一处。",
        "",
    )
    overwrite_file(path, "\n".join(lines).encode())
    return path
