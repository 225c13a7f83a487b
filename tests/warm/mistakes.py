"""Edits that break something; the next edit mends it, or half of it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.warm.manuscript import find_passages
from tests.warm.records import Maker, pick_passage, set_field
from tests.warm.state import InputState, StateEdit, change_file
from tests.warm.surroundings import SITE


def _broken(rng: Random, state: InputState, path: str) -> StateEdit:
    """A file that cannot be read."""
    text, words = state.text(path), f"{path} 写坏"
    head, _, tail = text.partition("名称: ")
    data = rng.choice(
        (
            text + "坏: [没有写完\n",
            text + "\t制表符: 一\n",
            f"{head}名称： {tail}",
            f"{head}名称: 重复\n{'  ' * 2}名称: {tail}",
            f"{head}没有这一项: 一\n名称: {tail}",
            "",
            "\ufeff" + text,
            "---\n" + text,
        )
    ).encode()
    if rng.random() < 0.15:
        data = text.encode("gb18030", "replace")
    return StateEdit(words, {path: data})


def break_file(rng: Random, state: InputState) -> StateEdit | None:
    path = rng.choice(state.below("content", ".yml", ".md"))
    return _broken(rng, state, path).mended(state)


def break_two_files(rng: Random, state: InputState) -> StateEdit | None:
    """Two files at once, mended one after the other."""
    one, other = rng.sample(state.below("content", ".yml", ".md"), 2)
    first, second = _broken(rng, state, one), _broken(rng, state, other)
    both = StateEdit(f"{one} 和 {other} 都写坏", {**first.files, **second.files})
    return replace(both, mends=(first.undone(state), second.undone(state)))


def break_file_and_edit_another(rng: Random, state: InputState) -> StateEdit | None:
    """A good edit, made while another file is broken, counts once that is mended."""
    at = pick_passage(rng, state, ("权力事项", "风险点", "责任事项"), "名称")
    others = [path for path in state.below("content", ".yml") if at and path != at.path]
    if at is None or not others:
        return None
    broken = _broken(rng, state, rng.choice(others))
    good = set_field(broken.on(state), at, "正文", f"第{rng.randrange(100)}次说明。")
    return replace(broken, mends=(good, broken.undone(state)))


def break_reference(rng: Random, state: InputState) -> StateEdit | None:
    at = pick_passage(rng, state, ("权力事项",), "承办")
    return set_field(state, at, "承办", ["没有这个机构"]).mended(state) if at else None


def declare_wrong_number(rng: Random, state: InputState) -> StateEdit | None:
    """A declared number that does not hold."""
    old = next(x for x in state.text(SITE).splitlines() if "权力事项: " in x and "声明" not in x)
    text = state.text(SITE).replace(old, f"{old}1", 1)
    return change_file(state, SITE, text, "声明的数不对").mended(state)


def count_unknown_things(rng: Random, state: InputState) -> StateEdit | None:
    path = rng.choice(state.below("content/rules", ".md") or [SITE])
    text = f"{state.text(path)}\n现有 {{{{ 数量.没有这个 }}}} 项，见[不存在](gz-99.md)。\n"
    return change_file(state, path, text, f"{path} 数一样没有的").mended(state)


def duplicate_id(rng: Random, state: InputState) -> StateEdit | None:
    passages = [
        passage
        for passage in find_passages(state, "权力事项", "风险点", "责任事项")
        if not passage.alone
    ]
    one, other = rng.sample(passages, 2)
    return set_field(state, one, "编号", other.id).mended(state)


def break_template(rng: Random, state: InputState) -> StateEdit | None:
    path = rng.choice(("layouts/base.html", "layouts/_sections.html", "layouts/page.html"))
    words = rng.choice(
        ("{% if %}", "{{ page.nonsense }}", "{{ 1 / 0 }}", "{% include 'none.html' %}")
    )
    text = state.text(path).replace("%}\n", f"%}}\n{words}\n", 2)
    return change_file(state, path, text, f"{path} 写坏：{words}").mended(state)


def break_print_template(rng: Random, state: InputState) -> StateEdit | None:
    path = rng.choice(("layouts/print/_parts.typ", "layouts/print/sheet.typ"))
    text = state.text(path) + "\n#let broken = (\n"
    return change_file(state, path, text, f"{path} 写坏").mended(state)


def delete_template(rng: Random, state: InputState) -> StateEdit | None:
    path = rng.choice(("layouts/home.html", "layouts/_sections.html", "layouts/print/_sheet.typ"))
    return StateEdit(f"删去 {path}", {path: None}).mended(state)


def add_stray_file(rng: Random, state: InputState) -> StateEdit | None:
    """Files where no content belongs."""
    path = rng.choice(("content/readme.txt", "content/other/a.yml", "content/powers/a.txt"))
    return StateEdit(f"放错 {path}", {path: b"x\n"}).mended(state)


def leak_withheld_text(rng: Random, state: InputState) -> StateEdit | None:
    """A template has a text that is withheld: no site may be made."""
    path = "layouts/_frame.html"
    text = state.text(path).replace("</footer>", "材料装入蓝色流转夹</footer>", 1)
    return change_file(state, path, text, f"{path} 说了不公开的").mended(state)


def add_unsearchable_asset(rng: Random, state: InputState) -> StateEdit | None:
    """A file of which nobody can tell whether it says what is withheld."""
    path = f"assets/{rng.choice(('a.pdf', 'a.zip', 'deep/b.png'))}"
    content = rng.choice((b"%PDF-1.7 ", b"PK\3\4", b"\xff")) + rng.randbytes(100)
    return StateEdit(f"{path} 查不了", {path: content}).mended(state)


MAKERS: tuple[Maker, ...] = (
    break_file,
    break_two_files,
    break_file_and_edit_another,
    break_reference,
    declare_wrong_number,
    count_unknown_things,
    duplicate_id,
    break_template,
    break_print_template,
    delete_template,
    add_stray_file,
    leak_withheld_text,
    add_unsearchable_asset,
)
