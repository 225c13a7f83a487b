"""Whether anything has changed since the last build, by digests alone (edge: reads files).

Imports nothing but what reads and digests files: a build after no change must cost no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from shaiquan.build.looks import Look, Looks
from shaiquan.build.memory import BuildSummary
from shaiquan.build.options import Options
from shaiquan.files.scanning import (
    Digests,
    combine_digests,
    digest,
    digest_folder,
    encode_path,
    is_same,
)
from shaiquan.files.trees import read_folder_time, stamp_of
from shaiquan.files.writing import read_umask


class Inputs:
    """Everything a build reads, by digests; ``tool`` is the fingerprint of our own code.

    ``look`` is the plain one until the content is read and says which.
    """

    def __init__(self, options: Options, tool: bytes) -> None:
        self.content: Digests = digest_folder(options.content)
        self.looks = Looks(options)
        self.look: Look = self.looks.choose()
        self.tool = tool
        folders = (combine_digests(self.content), self.looks.digest())
        settings = options.output_settings()
        self.all = digest(tool, encode_path(settings), str(read_umask()).encode(), *folders)

    def look_again(self) -> None:
        """Give ``all`` a digest that no folder has, so that the next build looks again."""
        self.all = digest(self.all)

    def note_used(self, scanned: Digests, used: Digests, expected: Iterable[str]) -> None:
        """Compare what was scanned in a folder with the files that were really used.

        Somebody may have written there meanwhile. ``expected`` are the scanned files that a
        build would use. Where anything differs, ``scanned`` is corrected, and ``all`` becomes a
        digest that no folder has, so that the next build looks again.
        """
        other = {
            path: content
            for path, content in used.items()
            if not is_same(scanned.get(path), content)
        }
        missing = [path for path in expected if path not in used]
        for path in missing:
            del scanned[path]
        scanned.update(other)
        if other or missing:
            self.all = digest(self.all, combine_digests(other), *map(encode_path, missing))


def is_site_intact(site: Path, summary: BuildSummary) -> bool:
    """Whether every file and folder of the site is as it was written, and nothing is new."""
    root = f"{site}/"
    if any(stamp_of(root + path) != stamp for path, stamp in summary.stamps):
        return False
    return all(read_folder_time(root + path) == time for path, time in summary.folders)
