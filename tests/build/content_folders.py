"""Content that is read and released without a site, and compared with what it was before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from shaiquan.build.build_content import BuildContent
from shaiquan.build.options import Options
from shaiquan.build.snapshots import Snapshot
from shaiquan.content.loading import LoadedContent, load_content
from shaiquan.problem_texts import as_text
from tests.warm.state import DAY


@dataclass
class ContentFolder:
    """A content folder and the snapshot of what was last stored of it, in memory."""

    folder: Path
    as_of: datetime.date = DAY
    snapshot: Snapshot = field(default_factory=dict, repr=False)

    def edit(self, inside: str, old: str, new: str) -> None:
        """Replace a text in a file, everywhere."""
        path = self.folder / inside
        text = path.read_text("utf-8")
        assert old in text, f"{inside} does not say {old}"
        path.write_text(text.replace(old, new), "utf-8")

    def write(self, inside: str, text: str) -> None:
        path = self.folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    @property
    def options(self) -> Options:
        nowhere = self.folder.parent / "nowhere"
        return Options(self.folder, nowhere, nowhere, nowhere, self.as_of)

    def read(self, loaded: LoadedContent | None = None) -> BuildContent:
        """The content, compared with what is stored, and released."""
        loaded = loaded or load_content(self.folder)
        assert loaded.sound, "\n".join(map(as_text, loaded.problems))
        content = BuildContent(loaded, self.snapshot, self.options)
        content.release()
        return content

    def read_and_store(self) -> ContentFolder:
        """Store the content as it is now; the folder itself, to go on."""
        self.snapshot = dict(self.read().snapshot)
        return self
