"""Edits that break something; the next edit mends it, or half of it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.warm.manuscript import passages
from tests.warm.records import Maker, picked, set_field
from tests.warm.state import Edit, State, changed
from tests.warm.surroundings import SITE


def _broken(rng: Random, state: State, path: str) -> Edit:
    """A file that cannot be read."""
    text, words = state.text(path), f"{path} 写坏"
    head, _, tail = text.partition("名称: ")
    data = rng.choice((
        text + "坏: [没有写完\n", text + "\t制表符: 一\n", f"{head}名称： {tail}",
        f"{head}名称: 重复\n{'  ' * 2}名称: {tail}", f"{head}没有这一项: 一\n名称: {tail}", "",
        "\ufeff" + text, "---\n" + text,
    )).encode()  # fmt: skip
    if rng.random() < 0.15:
        data = text.encode("gb18030", "replace")
    return Edit(words, {path: data})


def file_broken(rng: Random, state: State) -> Edit | None:
    path = rng.choice(state.below("content", ".yml", ".md"))
    return _broken(rng, state, path).mended(state)


def two_broken(rng: Random, state: State) -> Edit | None:
    """Two files at once, mended one after the other."""
    one, other = rng.sample(state.below("content", ".yml", ".md"), 2)
    first, second = _broken(rng, state, one), _broken(rng, state, other)
    both = Edit(f"{one} 和 {other} 都写坏", {**first.files, **second.files})
    return replace(both, mends=(first.undone(state), second.undone(state)))


def broken_and_changed(rng: Random, state: State) -> Edit | None:
    """A good edit, made while another file is broken, counts once that is mended."""
    at = picked(rng, state, ("权力事项", "风险点", "责任事项"), "名称")
    others = [path for path in state.below("content", ".yml") if at and path != at.path]
    if at is None or not others:
        return None
    broken = _broken(rng, state, rng.choice(others))
    good = set_field(broken.on(state), at, "正文", f"第{rng.randrange(100)}次说明。")
    return replace(broken, mends=(good, broken.undone(state)))


def reference_broken(rng: Random, state: State) -> Edit | None:
    at = picked(rng, state, ("权力事项",), "承办")
    return set_field(state, at, "承办", ["没有这个机构"]).mended(state) if at else None


def number_wrong(rng: Random, state: State) -> Edit | None:
    """A declared number that does not hold."""
    old = next(x for x in state.text(SITE).splitlines() if "权力事项: " in x and "声明" not in x)
    text = state.text(SITE).replace(old, f"{old}1", 1)
    return changed(state, SITE, text, "声明的数不对").mended(state)


def count_unknown(rng: Random, state: State) -> Edit | None:
    path = rng.choice(state.below("content/rules", ".md") or [SITE])
    text = f"{state.text(path)}\n现有 {{{{ 数量.没有这个 }}}} 项，见[不存在](gz-99.md)。\n"
    return changed(state, path, text, f"{path} 数一样没有的").mended(state)


def id_twice(rng: Random, state: State) -> Edit | None:
    found = [each for each in passages(state, "权力事项", "风险点", "责任事项") if not each.alone]
    one, other = rng.sample(found, 2)
    return set_field(state, one, "编号", other.id).mended(state)


def template_broken(rng: Random, state: State) -> Edit | None:
    path = rng.choice(("layouts/base.html", "layouts/_sections.html", "layouts/page.html"))
    words = rng.choice(
        ("{% if %}", "{{ page.nonsense }}", "{{ 1 / 0 }}", "{% include 'none.html' %}")
    )
    text = state.text(path).replace("%}\n", f"%}}\n{words}\n", 2)
    return changed(state, path, text, f"{path} 写坏：{words}").mended(state)


def print_template_broken(rng: Random, state: State) -> Edit | None:
    path = rng.choice(("layouts/print/_parts.typ", "layouts/print/sheet.typ"))
    text = state.text(path) + "\n#let broken = (\n"
    return changed(state, path, text, f"{path} 写坏").mended(state)


def template_deleted(rng: Random, state: State) -> Edit | None:
    path = rng.choice(("layouts/home.html", "layouts/_sections.html", "layouts/print/_sheet.typ"))
    return Edit(f"删去 {path}", {path: None}).mended(state)


def stray(rng: Random, state: State) -> Edit | None:
    """Files where no content belongs."""
    path = rng.choice(("content/readme.txt", "content/other/a.yml", "content/powers/a.txt"))
    return Edit(f"放错 {path}", {path: b"x\n"}).mended(state)


def leaking(rng: Random, state: State) -> Edit | None:
    """A template says what is held back: no site may come of it."""
    path = "layouts/_frame.html"
    text = state.text(path).replace("</footer>", "材料装入蓝色流转夹</footer>", 1)
    return changed(state, path, text, f"{path} 说了不公开的").mended(state)


MAKERS: tuple[Maker, ...] = (
    file_broken, two_broken, broken_and_changed, reference_broken, number_wrong, count_unknown,
    id_twice, template_broken, print_template_broken, template_deleted, stray, leaking,
)  # fmt: skip
