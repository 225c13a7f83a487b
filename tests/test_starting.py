"""``init``: from the sample to content of one's own, with nothing lost on the way."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from shaiquan.build.options import Options
from shaiquan.build.site_build import build_site
from shaiquan.checks.checking import check_content
from shaiquan.cli import ROOT, main, today
from shaiquan.content.catalog import Catalog
from shaiquan.kinds.registry import KINDS
from shaiquan.model.record_texts import find_texts
from shaiquan.model.terms import State
from shaiquan.problems import Severity, as_text
from shaiquan.starting.own_content import STARTER
from shaiquan.starting.questions import QUESTIONS
from tests.conftest import MakeSite
from tests.support import catalog as read

UNIT = "某县水务局"
NEEDED = ["--unit", UNIT, "--phone", "0000-1234567"]
#: everything that a clerk may answer, in the order of the questions
TYPED = [UNIT, "水务局", "", "https://example.cn/ql/", "1234567890", "0000-1234567", "a@example.cn"]

Type = Callable[..., list[str]]


def init(content: Path, *more: str) -> int:
    return main(["init", "--content", str(content), *more])


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def sample(site: MakeSite) -> Path:
    """A small site that says it is the sample."""
    content = site({})
    assert "示例: 是" in (content / "site.yml").read_text("utf-8")
    return content


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Content that ``init`` has just written."""
    content = tmp_path / "fresh" / "content"
    assert init(content, *NEEDED) == 0
    return content


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Sit at a terminal and type some lines; the list gives what was not read."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def type(*lines: str) -> list[str]:
        left = list(lines)

        def input() -> str:
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr("builtins.input", input)
        return left

    return type


# -- answers ---------------------------------------------------------------------------------


def test_answers_are_given_by_options(sample: Path) -> None:
    more = ["--short", "水务局", "--name", "水务公开", "--url", "https://example.cn/ql/"]
    more += ["--code", "１２３４５ 67890", "--email", "某县某路 1 号"]
    assert init(sample, *NEEDED, *more, "--yes", "--as-of", "2026-05-07") == 0
    catalog = read(sample)
    site = catalog.site
    assert (site.name, site.unit, site.url) == ("水务公开", UNIT, "https://example.cn/ql/")
    assert (site.code, site.example) == ("1234567890", False)
    unit = catalog.entries["danwei"].record
    assert (unit.name, unit.short, unit.state) == (UNIT, "水务局", State.PUBLISHED)
    assert unit.review
    assert unit.review.at.iso == "2026-05-07"
    told = (sample / "site.yml").read_text("utf-8")
    assert '类型: 信件\n    值: "某县某路 1 号"' in told
    assert catalog.entries["qudao-xx"].record.state is State.PUBLISHED


def test_what_is_left_out_has_a_default(own: Path) -> None:
    catalog = read(own)
    assert catalog.site.name == f"{UNIT}权力公开"
    assert catalog.entries["danwei"].record.short == UNIT
    assert (catalog.site.url, catalog.site.code) == ("", "")
    assert [each.id for each in catalog.of("channel")] == ["qudao-dh"]


def test_answers_are_typed(sample: Path, typed: Type, capsys: pytest.CaptureFixture[str]) -> None:
    left = typed(*TYPED)
    assert init(sample) == 0
    assert left == []
    catalog = read(sample)
    assert (catalog.site.unit, catalog.site.name) == (UNIT, "水务局权力公开")
    assert len(catalog.of("channel")) == 2
    told = capsys.readouterr()
    assert "单位全称（例如 某某县某某局）：" in told.err
    assert "网站名称（直接按回车就是“水务局权力公开”）：" in told.err
    assert told.out == ""


def test_only_what_no_option_answers_is_asked(sample: Path, typed: Type) -> None:
    left = typed("0000-1234567", "")
    options = [
        "--unit",
        UNIT,
        "--short",
        "水务局",
        "--name",
        "水务",
        "--url",
        "",
        "--code",
        "1234567890",
    ]
    assert init(sample, *options) == 1, "an empty option is a question that is asked"
    left = typed("", "0000-1234567", "")
    assert init(sample, *options) == 0
    assert left == []


def test_with_yes_nothing_is_asked(sample: Path, typed: Type) -> None:
    left = typed("never read")
    assert init(sample, *NEEDED, "--yes") == 0
    assert left == ["never read"]


@pytest.mark.parametrize(
    ("place", "wrong", "why"),
    [
        (0, "", "这一项要填"),
        (0, "某县\x07局", "看不见或者读不懂的字"),
        (0, "某县\udcb0局", "看不见或者读不懂的字"),
        (3, "www.example.cn", "网址以 https:// 或 http:// 开头"),
        (3, "https://[", "网址以 https:// 或 http:// 开头"),
        (4, "12345", "标识码是 10 位数字"),
        (4, "12345678901", "标识码是 10 位数字"),
        (4, "123456789x", "标识码是 10 位数字"),
        (5, "", "这一项要填"),
        (5, "没有", "请写电话号码"),
        (5, "13800138000", "手机号"),
        (6, "a@b", "电子邮件写成"),
    ],
)
def test_a_malformed_answer_is_told_and_asked_again(
    sample: Path, typed: Type, capsys: pytest.CaptureFixture[str], place: int, wrong: str, why: str
) -> None:
    left = typed(*TYPED[:place], wrong, *TYPED[place:])
    assert init(sample) == 0
    assert left == []
    assert why in capsys.readouterr().err
    assert read(sample).site.code == "1234567890"


@pytest.mark.parametrize("wrong", [["--code", "123"], ["--url", "x"], ["--phone", "13800138000"]])
def test_a_malformed_option_is_wrong_usage(
    sample: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    before = tree(sample)
    assert init(sample, *NEEDED, *wrong, "--yes") == 2
    assert f"{wrong[0]}：" in capsys.readouterr().err
    assert tree(sample) == before


@pytest.mark.parametrize("more", [[], ["--yes"]])
def test_without_a_terminal_it_says_which_options_are_missing(
    sample: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    before = tree(sample)
    assert init(sample, *more) == 2
    assert "还缺：单位全称（--unit）、举报电话（--phone）" in capsys.readouterr().err
    assert init(sample, "--unit", UNIT, "--lang", "en", *more) == 2
    assert "missing: telephone for complaints (--phone)" in capsys.readouterr().err
    assert tree(sample) == before


def test_english_is_asked_where_wished(
    sample: Path, typed: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("", *TYPED)
    assert init(sample, "--lang", "en") == 0
    told = capsys.readouterr().err
    assert "full name of the unit (such as 某某县某某局): " in told
    assert "this must be answered" in told
    assert "name of the site (return for '水务局权力公开'): " in told


@pytest.mark.parametrize("answered", range(len(TYPED)))
def test_the_end_of_input_writes_nothing(
    sample: Path, tmp_path: Path, typed: Type, answered: int
) -> None:
    before = tree(tmp_path)
    typed(*TYPED[:answered])
    assert init(sample) == 1
    assert tree(tmp_path) == before
    assert list(tmp_path.iterdir()) == [sample]


def test_an_interrupt_writes_nothing(
    sample: Path, tmp_path: Path, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    def input() -> NoReturn:
        raise KeyboardInterrupt

    before = tree(tmp_path)
    typed()
    monkeypatch.setattr("builtins.input", input)
    assert init(sample) == 130
    assert tree(tmp_path) == before


def test_help_names_every_question(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["init", "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for option in ("content", "lang", "yes", *(each.field for each in QUESTIONS)):
        assert f"--{option}" in told


# -- nothing is lost ---------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["示例: 否", "example: no", "", "示例: 也许", "示例: [是"])
def test_it_refuses_where_the_content_is_ones_own(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    settings = (sample / "site.yml").read_text("utf-8")
    (sample / "site.yml").write_text(settings.replace("示例: 是", said), "utf-8")
    before = tree(tmp_path)
    assert init(sample, *NEEDED) == 1
    assert "已经是自己的内容" in capsys.readouterr().err
    assert tree(tmp_path) == before


def test_it_refuses_a_folder_without_a_site_and_a_file(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter").write_text("mine")
    assert init(tmp_path / "letters", *NEEDED) == 1
    assert init(tmp_path / "letters" / "letter", *NEEDED) == 1
    assert tree(tmp_path) == {"letters/letter": "mine"}


def test_it_works_once(own: Path) -> None:
    before = tree(own)
    assert init(own, *NEEDED) == 1
    assert tree(own) == before


@pytest.mark.parametrize("said", ["示例: 是", "example: yes"])
def test_the_old_content_is_kept_beside(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    settings = (sample / "site.yml").read_text("utf-8")
    (sample / "site.yml").write_text(settings.replace("示例: 是", said), "utf-8")
    before = tree(sample)
    for number, kept in enumerate(("content.sample", "content.sample-2", "content.sample-3")):
        assert init(sample, *NEEDED) == 0
        assert kept in capsys.readouterr().err
        assert len(list(tmp_path.iterdir())) == number + 2
        if not number:
            assert tree(tmp_path / kept) == before
        site = sample / "site.yml"
        site.write_text(site.read_text("utf-8").replace("示例: 否", said), "utf-8")


def test_a_new_folder_and_an_empty_one_are_begun(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for content in (tmp_path / "empty", tmp_path / "deep" / "new"):
        assert init(content, *NEEDED) == 0
        assert read(content).site.unit == UNIT
        assert [each.name for each in content.parent.glob(f"*{content.name}*")] == [content.name]


def test_a_link_to_the_content_is_kept_as_a_link(sample: Path, tmp_path: Path) -> None:
    before = tree(sample)
    link = tmp_path / "linked"
    link.symlink_to(sample, target_is_directory=True)
    assert init(link, *NEEDED) == 0
    assert tree(sample) == before
    assert (tmp_path / "linked.sample").resolve() == sample.resolve()
    assert read(link).site.unit == UNIT


def test_the_old_content_is_put_back_where_the_exchange_fails(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.parent.name.startswith(".content.new-"):
            raise PermissionError(13, "in use", str(self))
        return rename(self, target)

    before = tree(tmp_path)
    monkeypatch.setattr(Path, "rename", failing)
    assert init(sample, *NEEDED) == 1
    assert tree(tmp_path) == before
    assert list(tmp_path.iterdir()) == [sample]


def test_with_a_problem_nothing_is_exchanged_and_it_is_told_in_its_place(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(tmp_path)
    assert init(sample, *NEEDED, "--name", "公开（机密）") == 0, "site names are not searched"
    (tmp_path / "content.sample").rename(tmp_path / "again")
    assert init(tmp_path / "again", *NEEDED, "--short", "水务（机密）") == 1
    told = capsys.readouterr().err
    assert "[classified-mark]" in told
    assert re.search(r"again/bodies/danwei\.yml:\d+:\d+: error", told)
    assert ".new-" not in told
    assert {f"content/{k}": v for k, v in tree(tmp_path / "again").items()} == before


def test_content_that_became_ones_own_while_asked_stays(
    sample: Path, tmp_path: Path, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = typed(*TYPED)

    def input() -> str:
        if len(left) == 1:
            settings = (sample / "site.yml").read_text("utf-8")
            (sample / "site.yml").write_text(settings.replace("示例: 是", "示例: 否"), "utf-8")
        return left.pop(0)

    monkeypatch.setattr("builtins.input", input)
    assert init(sample) == 1
    assert "示例: 否" in (sample / "site.yml").read_text("utf-8")
    assert (sample / "powers" / "p1.yml").exists()
    assert list(tmp_path.iterdir()) == [sample]


# -- the new content ---------------------------------------------------------------------------


def drafts(catalog: Catalog) -> list[str]:
    return [e.kind.name for e in catalog.entries.values() if e.record.state is State.DRAFT]


def test_every_kind_has_an_example_that_is_a_draft(own: Path) -> None:
    catalog = read(own)
    assert {*drafts(catalog), "channel"} == {kind.name for kind in KINDS}
    shown = [e.id for e in catalog.entries.values() if e.record.state is not State.DRAFT]
    assert sorted(shown) == ["danwei", "qudao-dh"]


def test_every_field_is_explained() -> None:
    text = "\n".join(tree(STARTER).values())
    for kind in KINDS:
        for _, label in kind.model.field_labels():
            assert label in text, f"{kind.label} {label}: add it to shaiquan/starter"


@pytest.mark.parametrize("email", ["", "a@example.cn", "某县某路 1 号"])
def test_it_loads_without_an_error_or_a_warning(tmp_path: Path, email: str) -> None:
    content = tmp_path / "content"
    assert init(content, *NEEDED, "--email", email) == 0
    wrong = [as_text(p) for p in check_content(content).problems if p.severity is not Severity.INFO]
    assert wrong == []


def test_it_builds_a_site_on_which_no_example_text_appears(own: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    assert main(["--content", str(own), "--site", str(target), "--strict"]) == 0
    catalog = read(own)
    hidden = {
        text
        for entry in catalog.entries.values()
        for _, text in find_texts(entry.record)
        if entry.record.state is State.DRAFT and "示例" in text
    }
    assert len(hidden) > 30
    site = "".join(
        p.read_text("utf-8") for p in target.rglob("*") if p.suffix in (".html", ".json")
    )
    assert UNIT in site
    assert "0000-1234567" in site
    assert "示例" not in site


def test_a_preview_shows_the_examples_marked_as_drafts(own: Path, tmp_path: Path) -> None:
    options = Options(
        own, tmp_path / "site", ROOT / "layouts", ROOT / "assets", today(), preview=True
    )
    build_site(options, lambda *_: None)
    for page in ("powers/ql-01", "procedures/lc-01", "posts/gw-01", "rules/gz-01"):
        text = (tmp_path / "site" / page / "index.html").read_text("utf-8")
        assert "示例" in text
        assert "草稿" in text


def test_every_draft_says_in_its_name_that_it_is_an_example(own: Path) -> None:
    for entry in read(own).entries.values():
        if entry.record.state is State.DRAFT and entry.record.name:
            assert entry.record.name.startswith("示例")


def test_the_examples_published_as_they_are_are_a_site_without_a_mistake(
    own: Path, tmp_path: Path
) -> None:
    for path in own.rglob("*.*"):
        text = path.read_text("utf-8").replace("状态: 草稿", "状态: 发布")
        if path.name == "site.yml":
            text = text.replace("    # 审查: {", "    审查: {")
        path.write_text(text, "utf-8")
    assert [as_text(each) for each in check_content(own, strict=True).problems] == []
    assert drafts(read(own)) == []
    assert main(["--content", str(own), "--site", str(tmp_path / "site")]) == 0
    assert "示例决策流程图" in (tmp_path / "site/procedures/lc-01/index.html").read_text("utf-8")


def test_the_examples_can_be_published_one_by_one(own: Path) -> None:
    """At most something is still missing; and no file that is left a draft holds it up."""
    published = 0
    for path in own.rglob("*.*"):
        text = path.read_text("utf-8")
        for found in re.finditer("状态: 草稿", text):
            path.write_text(text[: found.start()] + "状态: 发布" + text[found.end() :], "utf-8")
            wrong = [
                as_text(p) for p in check_content(own).problems if p.severity is Severity.ERROR
            ]
            assert wrong == []
            published += 1
        path.write_text(text, "utf-8")
    assert published >= len(KINDS)


@pytest.mark.parametrize(
    "name",
    ['某县"水务"局', "某县: 水务局", "某县 #水务局", "'某县'水务局", "- 某县", "{某县}", "[某县]",
     "*某县", "&某县", "!某县", "@某县", "%某县", "某县\\n水务", "$unit", "${short}", "否", "2026",
     "null", "某县：水务局", "<b>某县</b>", "示例科", "danwei"],
)  # fmt: skip
def test_names_with_signs_of_yaml_survive(tmp_path: Path, name: str) -> None:
    content, target = tmp_path / "content", tmp_path / "site"
    given = ["--unit", name, "--short", name, "--name", name, "--phone", "0000-1234567"]
    if name == "示例科":  # a name that an example bears names two bodies
        assert init(content, *given) == 1
        assert not content.exists()
        return
    assert init(content, *given) == 0
    catalog = read(content)
    unit = catalog.entries["danwei"].record
    assert (catalog.site.name, catalog.site.unit, unit.name, unit.short) == (name,) * 4
    assert catalog.site.footer.host == name
    assert main(["--content", str(content), "--site", str(target)]) == 0


def test_the_files_are_as_others_of_the_content_are(own: Path) -> None:
    assert not re.search("示例: 是", "".join(tree(own).values())), "conftest looks for it"
    assert all(b"\r" not in path.read_bytes() for path in own.rglob("*.*"))
    assert own.stat().st_mode & 0o777 == own.parent.stat().st_mode & 0o777


def test_the_sample_of_the_repository_can_be_turned(tmp_path: Path) -> None:
    import shutil

    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    sample = "示例: 是" in (content / "site.yml").read_text("utf-8")
    assert init(content, *NEEDED) == (0 if sample else 1)
