"""Every file of a site: made, or taken over from the last one, then the folder exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata

from shaiquan import __version__
from shaiquan.build import planning
from shaiquan.build.actions import Action
from shaiquan.build.engine import Engine
from shaiquan.build.inputs import Inputs, read_folder_time, read_folder_times
from shaiquan.build.memory import BuildMemory, BuildSummary, drop_unused_keys
from shaiquan.build.options import MANIFEST, Options
from shaiquan.build.output import SiteOutput, render_manifest, sha256, stamp_files
from shaiquan.build.recipe import CheckedContent
from shaiquan.files.regular import read_regular
from shaiquan.files.scanning import Digests, digest_bytes, is_file
from shaiquan.files.writing import Staging, Written, stage_folder
from shaiquan.problems import Problem, Rejected, apply_severities

#: libraries that decide bytes of the site; the font is one
_TOOLS = ("jinja2", "markdown", "nh3", "pygraphviz", "typst", "manimgx-fonts-cjk")


@dataclass(frozen=True)
class MadeSite:
    """What was written, and what the next build is to know of it."""

    written: Written
    summary: BuildSummary
    memory: BuildMemory


def make_site(
    options: Options, inputs: Inputs, engine: Engine, checked: CheckedContent
) -> MadeSite:
    """Make every file, in a new folder, and put it in the place of the old one.

    Raises Rejected, with nothing written, where a withheld text is in a file.
    """
    return _SiteMaker(options, inputs, engine, checked).make()


class _SiteMaker:
    def __init__(
        self, options: Options, inputs: Inputs, engine: Engine, checked: CheckedContent
    ) -> None:
        self.options, self.inputs, self.engine, self.checked = options, inputs, engine, checked
        self.before = engine.memory
        texts = () if options.preview else checked.content.withheld_texts
        self.withheld_texts = frozenset(texts)

    def make(self) -> MadeSite:
        options, before = self.options, self.before
        with stage_folder(options.site, MANIFEST, before.spare) as stage:
            unsearched = self.withheld_texts - before.withheld_texts
            output = SiteOutput(stage, before, unsearched)
            self._fill(output)
            written = _write_manifest(output, stage, options)
            if not unsearched and before.files.keys() <= output.digests.keys():
                stage.old_files = self._list_old_site()  # late: somebody may put a file there
        memory = self._remember(output, stage)
        return MadeSite(written, self._summarize(written, memory), memory)

    def _fill(self, output: SiteOutput) -> None:
        """Put every file into the new folder."""
        engine, checked, public = self.engine, self.checked, self.checked.setup.public
        assert checked.survey is not None
        engine.progress("规划", 0, 0)
        actions = planning.plan_files(public, checked.survey, checked.fingerprints)
        problems = self._make_files(output, actions)
        more = planning.plan_following_pages(actions, engine.actions)
        problems += self._make_files(output, more)
        engine.progress("写入", 0, 0)
        for joined in planning.plan_joined_files(public):
            output.join(joined)
        output.add_file(".nojekyll", b"", ())  # hosts that expect a blog hide folders with _
        self._copy_assets(output)
        problems += output.leaked
        if problems:
            raise Rejected(apply_severities(problems, {}, False))

    def _make_files(self, output: SiteOutput, actions: tuple[Action, ...]) -> list[Problem]:
        problems: list[Problem] = []
        setup = self.checked.setup
        for result in self.engine.perform(actions, setup, "生成", output.reuse_files):
            problems += result.problems
            output.add_result(result)
        return problems

    def _copy_assets(self, output: SiteOutput) -> None:
        """Put the assets into the site, and note which bytes were used."""
        used: Digests = {}
        scanned = self.inputs.assets
        files = [path for path, file_digest in scanned.items() if is_file(file_digest)]
        for path in files:
            try:
                content = read_regular(self.options.assets / path)
            except FileNotFoundError:  # deleted meanwhile: noted as not used
                continue
            used[path] = digest_bytes(content)
            output.add_file(f"assets/{path}", content, self.withheld_texts)
        self.inputs.note_used(scanned, used, files)

    def _list_old_site(self) -> frozenset[str] | None:
        """The files of the last site; None if somebody has put anything else into it."""
        site, folders = str(self.options.site), self.before.folders
        if not folders or any(read_folder_time(f"{site}/{path}") != at for path, at in folders):
            return None
        return frozenset(self.before.files)

    def _remember(self, output: SiteOutput, stage: Staging) -> BuildMemory:
        # where the old tree is deleted, its files get another time
        shared = stage.shared if stage.old_files is not None else {}
        files = stamp_files(str(self.options.site), output.digests, shared)
        snapshot = self.checked.content.snapshot
        keys, actions = drop_unused_keys(
            self.before.keys, self.engine.actions, 2 * len(snapshot) + 1000
        )
        return BuildMemory(
            snapshot=snapshot,
            keys=keys,
            actions=actions,
            files=files,
            pieces=output.pieces,
            withheld_texts=self.withheld_texts,
            spare=stage.spare(),
            folders=read_folder_times(self.options.site, files),
        )

    def _summarize(self, written: Written, memory: BuildMemory) -> BuildSummary:
        return BuildSummary(
            inputs=self.inputs.all,
            problems=self.checked.loaded.problems,
            unreleased_count=len(self.checked.content.unreleased),
            files=written.files,
            size=written.size,
            stamps=tuple((path, stamp) for path, (_, stamp) in memory.files.items()),
            folders=memory.folders,
        )


def _write_manifest(output: SiteOutput, stage: Staging, options: Options) -> Written:
    tools = {name: metadata.version(name) for name in _TOOLS}
    about = {
        "generator": f"shaiquan {__version__}",
        "as_of": options.as_of.isoformat(),
        "tools": tools,
    }
    content = render_manifest(output.digests, about)
    output.add(MANIFEST, content, sha256(content))
    return stage.written()
