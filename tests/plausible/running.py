"""A content folder in which one edit after another is made, built in this process and undone."""

from __future__ import annotations

import shutil
import traceback
from dataclasses import dataclass
from pathlib import Path

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.build.site_memory import SiteMemory
from shaiquan.cli import ROOT
from shaiquan.problems import Rejected, Severity
from tests.canaries.planted_sites import AS_OF, silence_checks
from tests.plausible.edits import PlausibleEdit

#: in the place of a code: a fault of ours
TRACEBACK = "traceback"


class EditedContent:
    """A copy of a content folder, with the rules silenced that are not about what is shown."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.content = folder / "content"
        shutil.copytree(source, self.content)
        silence_checks(self.content)
        self._options = Options(
            content=self.content,
            site=folder / "site",
            layouts=ROOT / "layouts",
            assets=ROOT / "assets",
            as_of=AS_OF,
            cache=folder / "cache",
            jobs=1,
        )
        self._memory = SiteMemory()

    def build(self) -> EditResult:
        """What a build says."""
        try:
            build_site(self._options, lambda *_: None, self._memory)
        except Rejected as fault:
            errors = [p for p in fault.problems if p.severity is Severity.ERROR]
            return EditResult(
                frozenset(p.code.code for p in errors),
                tuple(f"{p.path}:{p.line}: {p.message()}" for p in errors),
            )
        except Exception:
            return EditResult(frozenset((TRACEBACK,)), (traceback.format_exc(),))
        return EditResult()

    def try_edit(self, edit: PlausibleEdit) -> EditResult:
        """What a build says of the content with the edit, which is then undone."""
        before = edit.path.read_bytes()
        edit.path.write_text(edit.text, "utf-8")
        try:
            return self.build()
        finally:
            edit.path.write_bytes(before)


@dataclass(frozen=True)
class EditResult:
    """The codes of the errors; none where the site was built."""

    codes: frozenset[str] = frozenset()
    lines: tuple[str, ...] = ()
