"""Whatever is withheld, alone or with others, the site is built or there is a problem."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from shaiquan.build.site_build import build_site
from shaiquan.build.site_memory import SiteMemory
from shaiquan.checks.runner import CODES
from shaiquan.codes import READING_CODES
from shaiquan.model.procedures import Step
from shaiquan.problems import Rejected
from tests.build.sites import SiteFolder, ignore_progress
from tests.conftest import FULL, SMALL
from tests.support import load_catalog
from tests.warm.harness import BASE

SEED = 20261129
#: all that a site may silence
SILENCED = "严重程度:\n" + "".join(
    f"  {code.code}: 不报\n" for code in CODES if code not in READING_CODES and not code.guards
)
_OWN_SEVERITIES = re.compile(r"^严重程度:\n(?: .*\n)+", re.MULTILINE)
#: in the place of the step's own words
_ACTS = ("步骤: 征求意见", "开始: 提出议题", "判断: 记名表决", "子流程: 会议纪要印发流程",
         "步骤: 参与式监督", "结束: 归档备查")  # fmt: skip


class WithheldCase(NamedTuple):
    """A field to be withheld, and the ``key: value`` of its record or step in a file."""

    path: str
    after: str
    field: str
    withdrawn: bool = False

    def apply(self, text: str) -> str:
        lines = [f"不公开字段: [{{字段: {self.field}, 依据: 第十六条}}]"]
        if self.withdrawn:
            lines += ["状态: 撤回", "原因: 甲", "撤回日期: 2026-02-01"]
        match = re.search(rf"{re.escape(self.after)}\b(?!-)", text)
        assert match is not None
        line = text[: match.start()].rpartition("\n")[2]
        between = ", " if "{" in line else "\n" + " " * len(line)
        return text[: match.end()] + "".join(between + line for line in lines) + text[match.end() :]


def list_withholdings() -> Iterator[WithheldCase]:
    """Each field of a record of each kind, published and withdrawn; each field of some steps."""
    kinds: set[str] = set()
    for entry in load_catalog(BASE).entries.values():
        if entry.kind.name not in kinds:
            kinds.add(entry.kind.name)
            path = Path(entry.path).relative_to(BASE).as_posix()
            for _, label in type(entry.record).field_labels():
                for withdrawn in (False, True):
                    yield WithheldCase(path, f"编号: {entry.id}", label, withdrawn)
    for act in _ACTS:
        for _, label in Step.field_labels():
            yield WithheldCase("procedures/zdsx.yml", act, label)


class SilencedSite:
    """A site with silenced checks, built again and again by one process."""

    def __init__(self, folder: Path, content: Path) -> None:
        self.site = SiteFolder.of(folder, content)
        self.memory = SiteMemory()
        path = self.site.options.content / "site.yml"
        path.write_text(_OWN_SEVERITIES.sub("", path.read_text("utf-8")) + SILENCED, "utf-8")

    def build(self) -> tuple[str, ...]:
        """The codes of the problems that stop the build; any exception else is our bug."""
        try:
            build_site(self.site.options, ignore_progress, self.memory)
        except Rejected as fault:
            return tuple({problem.code.code: None for problem in fault.problems})
        return ()


@pytest.fixture
def warm_site(tmp_path: Path) -> SilencedSite:
    return SilencedSite(tmp_path, BASE)


@pytest.fixture
def small_site(tmp_path: Path) -> SilencedSite:
    return SilencedSite(tmp_path, SMALL)


def test_each_field_of_each_kind_can_be_withheld_or_says_that_it_cannot(
    warm_site: SilencedSite,
) -> None:
    """With every check silenced that may be: those that guard what is withheld may not."""
    cases = list(list_withholdings())
    chosen = cases if FULL else random.Random(SEED).sample(cases, 10)
    stopped = {"cannot-be-withheld", "duplicate-key", "leak"}
    for case in chosen:
        path = warm_site.site.options.content / case.path
        good = path.read_text("utf-8")
        path.write_text(case.apply(good), "utf-8")
        assert stopped.issuperset(warm_site.build()), case
        path.write_text(good, "utf-8")
    print(f"seed {SEED}")


def test_a_withheld_id_or_a_misspelt_field_stops_a_site_that_silences_everything(
    warm_site: SilencedSite,
) -> None:
    for field, code in (("编号", "cannot-be-withheld"), ("承办人", "unknown-withheld-field")):
        case = WithheldCase("powers/rencai.yml", "编号: p-05", field)
        path = warm_site.site.options.content / case.path
        good = path.read_text("utf-8")
        path.write_text(case.apply(good), "utf-8")
        assert warm_site.build() == (code,)
        path.write_text(good, "utf-8")


def make_step(rng: random.Random, number: int, key: str) -> dict[str, object]:
    """A step with some of its fields withheld."""
    essential = Step.essential_fields()
    labels = [label for name, label in Step.field_labels() if name not in essential]
    step: dict[str, object] = {key: f"办理第{number}件", "主体": rng.choice(("办公室", "党委"))}
    if rng.random() < 0.3:
        step |= {"时限": "3个工作日", "风险": ["r1"], "文书": ["意见书"]}
    if rng.random() < 0.3 and key == "步骤":
        step["旁路"] = {"步骤": f"监督第{number}件", "主体": "办公室"}
    if rng.random() < 0.4:
        fields = rng.sample(labels, rng.randrange(1, 4)) + ["旁路"] * rng.randrange(2)
        step["不公开字段"] = [{"字段": field, "依据": "第十六条"} for field in fields]
    return step


def make_procedure(rng: random.Random) -> str:
    """Steps, decisions that go back and parallels in a row, on a wall."""
    steps: list[dict[str, object]] = [make_step(rng, 0, "开始")]
    for number in range(10, rng.randrange(40, 90), 10):
        sort = rng.random()
        if sort < 0.3:
            steps.append({"并行": [[make_step(rng, number + n, "步骤")] for n in range(3)]})
        elif sort < 0.5:
            step = make_step(rng, number, "判断")
            steps += [step | {"分支": {"通过": "归档", "退回": "办理第0件"}}]
            steps.append(make_step(rng, number + 1, "步骤"))
        else:
            steps.append(make_step(rng, number, "步骤"))
    head = "编号: l1\n名称: 重大事项流程图\n事项: [p1]\n类型: 重大决策\n上墙: 是\n"
    steps.append({"结束": "归档"})
    return head + str(yaml.safe_dump({"步骤": steps}, allow_unicode=True, sort_keys=False))


def test_any_fields_of_steps_can_be_withheld_together(small_site: SilencedSite) -> None:
    rng = random.Random(SEED)
    for _ in range(400 if FULL else 6):
        path = small_site.site.options.content / "procedures" / "l1.yml"
        path.write_text(make_procedure(rng), "utf-8")
        found = small_site.build()
        assert {"leak"}.issuperset(found), (found, path.read_text("utf-8"))
    print(f"seed {SEED}")


def test_a_side_step_withheld_before_a_parallel_moves_no_id(small_site: SilencedSite) -> None:
    small_site.site.edit(
        "content/procedures/l1.yml",
        "    风险: [r1]\n",
        "    风险: [r1]\n"
        "    旁路: {步骤: 监督, 主体: 党委}\n"
        "    不公开字段: [{字段: 步骤, 依据: 甲}, {字段: 旁路, 依据: 甲}]\n"
        "  - 并行:\n      - [{步骤: 公示, 主体: 党委}]\n      - [{步骤: 听取意见, 主体: 党委}]\n",
    )
    assert small_site.build() == ()
