"""Every file of a site: made, or taken over from the last one, then the folder exchanged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath

from shaiquan import __version__, codes
from shaiquan.build import data_plan, planning
from shaiquan.build.actions import Action
from shaiquan.build.assets import check_asset, list_published
from shaiquan.build.compressed_copies import add_copies
from shaiquan.build.engine import Engine
from shaiquan.build.inputs import Inputs
from shaiquan.build.memory import BuildMemory, BuildSummary, drop_unused_keys
from shaiquan.build.options import Options
from shaiquan.build.output import SiteOutput, sha256, stamp_files
from shaiquan.build.recipe import CheckedContent
from shaiquan.build.site_history import SiteHistory
from shaiquan.content.places import finding
from shaiquan.data import package
from shaiquan.disclosure.leaks import make_asset_search
from shaiquan.disclosure.release import PublicCatalog
from shaiquan.files.keeping import ForeignFiles
from shaiquan.files.manifests import MANIFEST, PREVIEW, render_manifest
from shaiquan.files.regular import read_regular
from shaiquan.files.scanning import Digests, digest_bytes
from shaiquan.files.trees import list_folders
from shaiquan.files.writing import Staging, Written, stage_folder
from shaiquan.model.files import FILES_FOLDER, AttachedFile
from shaiquan.problems import Bilingual, Problem, Rejected, apply_severities, problem
from shaiquan.site.site_dates import read_dates
from shaiquan.views.addresses import PACKAGE_ADDRESS
from shaiquan.views.data_tables import FILES, TableUse

#: so many names of foreign files are told
_MOST_SHOWN = 8
#: libraries that decide bytes of the site; the font is one
_TOOLS = ("jinja2", "markdown", "nh3", "pygraphviz", "typst", "manimgx-fonts-cjk", "xlsxwriter")


@dataclass(frozen=True)
class MadeSite:
    """What was written, and what the next build is to know of it."""

    written: Written
    summary: BuildSummary
    memory: BuildMemory


def make_site(
    options: Options,
    inputs: Inputs,
    engine: Engine,
    checked: CheckedContent,
    history: SiteHistory,
) -> MadeSite:
    """Make every file, in a new folder, and put it in the place of the old one.

    Raises Rejected, with nothing written, where a withheld text is in a file.
    """
    return _SiteMaker(options, inputs, engine, checked, history).make()


class _SiteMaker:
    def __init__(
        self,
        options: Options,
        inputs: Inputs,
        engine: Engine,
        checked: CheckedContent,
        history: SiteHistory,
    ) -> None:
        self.options, self.inputs, self.engine, self.checked = options, inputs, engine, checked
        self.history = history
        self.before = engine.memory
        texts = () if options.preview else checked.content.withheld_texts
        self.withheld_texts = frozenset(texts)

    def make(self) -> MadeSite:
        options, before = self.options, self.before
        kept = self.checked.content.catalog.site.kept
        try:
            with stage_folder(options.site, kept, before.tree, before.spare) as stage:
                unsearched = self.withheld_texts - before.withheld_texts
                assets = make_asset_search(self.withheld_texts)
                output = SiteOutput(stage, before, unsearched, assets)
                self._fill(output)
                written = _write_manifest(output, stage, options)
                self._require_apart(kept, output)
                stage.leaves_spare = not self._takes_away(output)
        except ForeignFiles as fault:
            raise Rejected((_describe_foreign(fault, options),)) from fault
        memory = self._remember(output, stage)
        return MadeSite(written, self._summarize(written, memory), memory)

    def _takes_away(self, output: SiteOutput) -> bool:
        """Whether the last site showed something that this one may not, or had another page."""
        newly_hidden = self.checked.content.hidden - self.before.hidden
        return bool(newly_hidden or self.before.files.keys() - output.digests.keys())

    def _fill(self, output: SiteOutput) -> None:
        """Put every file into the new folder."""
        engine, checked, public = self.engine, self.checked, self.checked.setup.public
        assert checked.survey is not None
        engine.progress("规划", 0, 0)
        self._make_files(output, data_plan.plan_counts(public), "统计")
        uses = data_plan.collect_uses(public, engine.actions)
        survey = checked.survey._replace(uses=uses)
        dates = read_dates(public, self.history.changes)
        actions = planning.plan_files(public, survey, checked.fingerprints, dates)
        problems = self._make_files(output, actions)
        more = planning.plan_following_pages(actions, engine.actions)
        problems += self._make_files(output, more)
        engine.progress("写入", 0, 0)
        for joined in planning.plan_joined_files(public, uses):
            output.join(joined)
        problems += self._copy_files(output)
        _describe_data(output, public, uses)
        output.add_file(".nojekyll", b"")  # hosts that expect a blog hide folders with _
        problems += self._copy_assets(output)
        add_copies(output, self.options.compressions)
        problems += output.leaked
        if problems:
            raise Rejected(apply_severities(problems, {}, False))

    def _make_files(
        self, output: SiteOutput, actions: tuple[Action, ...], stage: str = "生成"
    ) -> list[Problem]:
        problems: list[Problem] = []
        setup = self.checked.setup
        for result in self.engine.perform(actions, setup, stage, output.reuse_files):
            problems += result.problems
            output.add_result(result)
        return problems

    def _copy_assets(self, output: SiteOutput) -> list[Problem]:
        """Put the assets into the site, and note which bytes were used."""
        used: Digests = {}
        assets = self.inputs.look.assets
        trusted = self.checked.setup.public.site.trusted_assets
        files = list_published(assets.scanned)
        problems: list[Problem] = []
        for path in files:
            folder = assets.folder_of(path)
            try:
                content = read_regular(folder / path)
            except FileNotFoundError:  # deleted meanwhile: noted as not used
                continue
            used[path] = digest_bytes(content)
            problems += check_asset(folder, path, content, trusted)
            output.add_file(f"assets/{path}", content, path in trusted)
        self.inputs.note_used(assets.scanned, used, files)
        return problems

    def _copy_files(self, output: SiteOutput) -> list[Problem]:
        """Put the files that public records name into the site."""
        folder = self.options.content / FILES_FOLDER
        problems: list[Problem] = []
        for path, file in self.checked.setup.public.files.items():
            content = _read_checked(folder / path, file)
            if content is None:
                problems.append(problem(codes.FILE_CHANGED, (folder / path).as_posix()))
                continue
            problems += check_asset(folder, path, content, ())
            output.add_file(f"{FILES_FOLDER}/{path}", content)
        return problems

    def _require_apart(self, kept: Collection[str], output: SiteOutput) -> None:
        """Raises Rejected where the site has a file or folder of a name that is to be kept."""
        files = {path.casefold() for path in output.digests}
        taken = files | {folder.casefold() for folder in list_folders(output.digests)}
        content = self.checked.content
        problems = []
        for index, path in enumerate(kept):
            folded = PurePosixPath(path.casefold())
            if str(folded) in taken or any(str(above) in files for above in folded.parents):
                location = content.catalog.site_location("kept", index)
                taken_name = finding(codes.KEPT_NAME_TAKEN, location, value=path)
                problems.append(content.places.locate(taken_name))
        if problems:
            raise Rejected(tuple(problems))

    def _remember(self, output: SiteOutput, stage: Staging) -> BuildMemory:
        # where the old tree is deleted, its files get another time
        shared = stage.shared if stage.spare else {}
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
            hidden=self.checked.content.hidden,
            tree=stage.tree,
            spare=stage.spare,
        )

    def _summarize(self, written: Written, memory: BuildMemory) -> BuildSummary:
        return BuildSummary(
            inputs=self.inputs.all,
            problems=(*self.checked.loaded.problems, *self.history.problems),
            unreleased_count=len(self.checked.content.unreleased),
            files=written.files,
            size=written.size,
            stamps=tuple((path, stamp) for path, (_, stamp) in memory.files.items()),
            folders=memory.tree.folders if memory.tree else (),
            newest=self.history.newest,
        )


def _read_checked(path: Path, file: AttachedFile) -> bytes | None:
    """The bytes of a file that was checked; None where others stand there now."""
    try:
        content = read_regular(path)
    except OSError:
        return None
    return content if digest_bytes(content).hex() == file.digest else None


def _describe_data(output: SiteOutput, public: PublicCatalog, uses: tuple[TableUse, ...]) -> None:
    """The table of pictures and prints, and the package that describes all data with their
    digests: known only when the files are there."""
    drawn = output.describe_files("charts/", "print/", f"{FILES_FOLDER}/")
    content, use = package.write_file_table(public, drawn)
    if use:
        output.add_file(f"data/{FILES.path}", content)
        uses = (*uses, use)
    text = package.write_package(public, uses, output.describe_files("data/"))
    output.add_file(PACKAGE_ADDRESS.lstrip("/"), text.encode())


def _describe_foreign(fault: ForeignFiles, options: Options) -> Problem:
    """The problem of a folder that has more in it than a site of ours."""
    code = codes.FOREIGN_FILES if fault.is_site else codes.FOREIGN_FOLDER
    shown = fault.paths[:_MOST_SHOWN]
    more = len(fault.paths) - len(shown)
    zh, en = (f" 等 {len(fault.paths)} 样", f" and {more} more") if more else ("", "")
    names = Bilingual("、".join(shown) + zh, ", ".join(shown) + en)
    return problem(code, options.site.as_posix(), names=names, listed=", ".join(shown))


def _write_manifest(output: SiteOutput, stage: Staging, options: Options) -> Written:
    tools = {name: metadata.version(name) for name in _TOOLS}
    about = {
        "as_of": options.as_of.isoformat(),
        "tools": tools,
        **({PREVIEW: True} if options.preview else {}),
    }
    content = render_manifest(output.digests, __version__, about)
    output.add(MANIFEST, content, sha256(content))
    return stage.written()
