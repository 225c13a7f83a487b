"""Edits of everything but records: site.yml, templates, assets, options, the files as such."""

from __future__ import annotations

import datetime
from dataclasses import replace
from random import Random

from shaiquan.content.traditional import to_traditional
from tests.warm.manuscript import find_passages
from tests.warm.records import Maker
from tests.warm.state import DAY, InputState, StateEdit, change_file

SITE = "content/site.yml"
DAYS = (
    DAY,
    DAY + datetime.timedelta(days=1),
    datetime.date(2026, 2, 20),
    datetime.date(2026, 10, 20),
    datetime.date(2027, 7, 2),
)


def _replaced(state: InputState, path: str, old: str, new: str, words: str) -> StateEdit | None:
    """None where the words to be replaced are not there (any more)."""
    if path not in state.files or old not in state.text(path):
        return None
    return change_file(state, path, state.text(path).replace(old, new, 1), words)


# -- site.yml ------------------------------------------------------------------------------------


def change_site_name(rng: Random, state: InputState) -> StateEdit | None:
    new = f"名称: 小县权力公开{rng.choice('一二三四五')}\n"
    old = next((f"{x}\n" for x in state.text(SITE).splitlines() if x.startswith("名称: ")), "")
    return _replaced(state, SITE, old, new, "改网站名称") if old else None


def change_footer(rng: Random, state: InputState) -> StateEdit | None:
    row = f"页脚:\n  承办单位: 第{rng.randrange(10, 99)}专班\n"
    lines = [x for x in state.text(SITE).splitlines() if not x.startswith("  承办单位")]
    text = "\n".join(lines).replace("页脚:\n", row, 1) + "\n"
    return change_file(state, SITE, text, "改页脚")


def change_defaults(rng: Random, state: InputState) -> StateEdit | None:
    old, new = rng.choice(
        (
            ("人: 县委办, 日期: 2026-01-05", "人: 县委办, 日期: 2026-02-06"),
            ("    投诉: [qd-dh, qd-xx]", "    投诉: [qd-dh]"),
            ("做法: 参与议事决策全过程", "做法: 列席会议"),
            ("周期: 每年", "周期: 每季度"),
        )
    )
    return _replaced(state, SITE, old, new, f"改默认值 {old.strip()} → {new.strip()}")


def change_severity(rng: Random, state: InputState) -> StateEdit | None:
    new = rng.choice(("提醒", "不报", "提示"))
    code = rng.choice(("power-unwatched", "poster-outdated", "duty-without-power"))
    row = f"严重程度:\n  {code}: {new}\n"
    lines = [x for x in state.text(SITE).splitlines() if not x.startswith(f"  {code}:")]
    text = "\n".join(lines).replace("严重程度:\n", row, 1) + "\n"
    return change_file(state, SITE, text, f"{code} 算作{new}")


def record_reviews(rng: Random, state: InputState) -> StateEdit | None:
    """Lines of the reviews: of records that are there or gone, all of them with changed fields."""
    ids = sorted({"weizhi", *(passage.id.lower() for passage in find_passages(state))})
    digest, day = rng.choice("abc") * 8, rng.randrange(10, 20)
    rows = (f"{id}: 2026-01-{day} 县委办 名称={digest}\n" for id in rng.sample(ids, 8))
    return StateEdit(f"登记审查，{day} 日", {"content/reviews.yml": "".join(rows).encode()})


def change_synonyms(rng: Random, state: InputState) -> StateEdit | None:
    row = f"同义词: {{一把手: [正职, 书记{rng.randrange(10, 99)}]}}\n"
    lines = [x for x in state.text(SITE).splitlines() if not x.startswith("同义词: ")]
    return change_file(state, SITE, "\n".join(lines) + "\n" + row, "改同义词")


def add_channel(rng: Random, state: InputState) -> StateEdit | None:
    id = f"qd-{rng.randrange(100, 999)}"
    row = (
        f"渠道:\n  - {{编号: {id}, 名称: 第{id[3:]}号信箱, 类型: 信件, 值: 小县大道 {id[3:]} 号}}\n"
    )
    return _replaced(state, SITE, "渠道:\n", row, f"加一个渠道 {id}")


def change_channel(rng: Random, state: InputState) -> StateEdit | None:
    old, new = "时间: 工作日 8:30", f"时间: 工作日 {rng.randrange(7, 10)}:15"
    return _replaced(state, SITE, old, new, "改受理时间")


def count_in_about(rng: Random, state: InputState) -> StateEdit | None:
    of = rng.choice(("制度", "风险点", "县委.岗位"))
    more = f"简介: |\n  现有 {{{{ 数量.{of} }}}} 项{of[-2:]}。\n"
    return _replaced(state, SITE, "简介: |\n", more, f"简介里说{of}有几项")


def change_parameter(rng: Random, state: InputState) -> StateEdit | None:
    old, new = rng.choice(
        (
            ("上墙张数上限: 4", "上墙张数上限: 1"),
            ("上墙张数上限: 1", "上墙张数上限: 4"),
            ("参数:\n", "参数:\n  单图步骤上限: 6\n"),
            ("    法定人数: 三分之二\n", ""),
            ("放假: [2027-01-01]", "放假: [2027-01-01, 2027-01-04]"),
        )
    )
    return _replaced(state, SITE, old, new, f"改参数 {old.strip()} → {new.strip()}")


def change_address(rng: Random, state: InputState) -> StateEdit | None:
    """The address of the site is in every QR code, and in what machines read."""
    text = state.text(SITE)
    changes = (
        ("网址: https://example.com/xx/", "网址: https://example.com/yy/"),
        ("网址: https://example.com/yy/", "网址: https://example.com/xx/"),
        ("示例: 是\n", "示例: 是\n二维码: 否\n"),
        ("二维码: 否\n", ""),
        ("网址: https://example.com/yy/\n", "发布时刻: 9:00\n"),
        ("发布时刻: 9:00\n", "网址: https://example.com/xx/\n响应头: 是\n"),
        ("响应头: 是\n", ""),
    )
    old, new = rng.choice([change for change in changes if change[0] in text])
    return _replaced(state, SITE, old, new, f"{old.strip()} → {new.strip()}")


def choose_theme(rng: Random, state: InputState) -> StateEdit | None:
    """Of the theme shows what the folder does not have itself: its style sheet, published."""
    with_theme, without = "示例: 是\n外观: 红头\n", "示例: 是\n"
    if with_theme in state.text(SITE):
        return _replaced(state, SITE, with_theme, without, "朴素的外观")
    return _replaced(state, SITE, without, with_theme, "红头的外观")


def choose_columns(rng: Random, state: InputState) -> StateEdit | None:
    """Columns of a list, and parts of a page."""
    choices = ("列: [决定主体, 承办]", "不显示: [依据, 监督]", "列: [类别], 不显示: [流程图]")
    row = f"版面: {{权力事项: {{{rng.choice(choices)}}}}}\n"
    lines = [x for x in state.text(SITE).splitlines() if not x.startswith("版面: ")]
    return change_file(state, SITE, "\n".join(lines) + "\n" + row, row.strip())


def change_editions(rng: Random, state: InputState) -> StateEdit | None:
    words = f"繁体用字: {{事项: 事項{rng.choice('甲乙丙')}}}"
    row = rng.choice(("", "版本: 繁体\n", "版本: [繁体, 英文]\n", f"版本: 繁体\n{words}\n"))
    old = state.text(SITE).splitlines()
    lines = [line for line in old if not line.startswith(("版本: ", "繁体用字: "))]
    text = "\n".join(lines).replace("示例: 是", f"示例: 是\n{row}".rstrip(), 1) + "\n"
    return change_file(state, SITE, text, f"改版本 {row.strip()}")


# -- templates and assets ------------------------------------------------------------------------


def add_template_comment(rng: Random, state: InputState) -> StateEdit | None:
    """A comment that changes no page."""
    path = rng.choice(state.below("layouts", ".html"))
    text = f"{{# 第{rng.randrange(1000)}次改 #}}{state.text(path)}"
    return change_file(state, path, text, f"{path} 加一句注释")


def change_template_class(rng: Random, state: InputState) -> StateEdit | None:
    old = rng.choice(('class="site-foot"', 'class="fields"', 'class="page-head"', 'class="wrap"'))
    path = rng.choice(state.below("layouts", ".html"))
    return _replaced(state, path, old, f'{old[:-1]} x{rng.randrange(100)}"', f"{path} 改 {old}")


def change_template_text(rng: Random, state: InputState) -> StateEdit | None:
    path = "layouts/words.yml"
    old = rng.choice(("没有记录。", "点图中的步骤看说明。", "图上印的标记："))
    return _replaced(state, path, old, f"{old}{rng.choice('甲乙丙丁')}", f"{path} 改“{old}”")


def change_english(rng: Random, state: InputState) -> StateEdit | None:
    path, old = "layouts/words.en.yml", rng.choice(("Skip to content", "Powers", "Basis"))
    return _replaced(state, path, old, f"{old} {rng.randrange(100)}", f"{path} 改“{old}”")


def change_print_template(rng: Random, state: InputState) -> StateEdit | None:
    path = rng.choice(("layouts/print/_sheet.typ", "layouts/print/_parts.typ"))
    old = rng.choice(("0.55em", "11.5 * k", "0.62 * size", "fill: grey"))
    new = {"fill: grey": "fill: navy"}.get(old, old.replace("5", "4").replace("6", "7"))
    return _replaced(state, path, old, new, f"{path} 改 {old}")


def add_template(rng: Random, state: InputState) -> StateEdit | None:
    """A template that nothing uses."""
    path = f"layouts/{rng.choice(('more', 'print/more'))}{rng.randrange(100)}.html"
    return StateEdit(f"新模板 {path}", {path: b"{% broken\n"})


def change_style(rng: Random, state: InputState) -> StateEdit | None:
    path = "assets/site.css"
    text = f"{state.text(path)}/* {rng.randrange(10_000)} */\n" if path in state.files else ""
    return change_file(state, path, text, "改样式") if text else None


def add_asset(rng: Random, state: InputState) -> StateEdit | None:
    """A file of bytes, some in folders, some that a site does not carry."""
    name, start = rng.choice((
        ("a.woff2", b"wOF2"), ("deep/er/b.png", b"\x89PNG\r\n"),
        (".hidden", b"OTTO"), ("空 格.bin", b"ttcf"),
    ))  # fmt: skip
    content = start + rng.randbytes(rng.choice((0, 1, 5000)))
    return StateEdit(f"新文件 assets/{name}", {f"assets/{name}": content})


def delete_asset(rng: Random, state: InputState) -> StateEdit | None:
    path = rng.choice(state.below("assets"))
    if path != "assets/site.css":
        return StateEdit(f"删去 {path}", {path: None})
    return StateEdit(f"删去 {path}", {path: None}).mended(state)


def rename_asset(rng: Random, state: InputState) -> StateEdit | None:
    paths = [path for path in state.below("assets") if path != "assets/site.css"]
    if not paths:
        return None
    old = rng.choice(paths)
    new = f"assets/r{rng.randrange(100)}.{old.rpartition('.')[2]}"
    return StateEdit(f"{old} 改名 {new}", {old: None, new: state.files[old]})


# -- options, times, and how files are written -----------------------------------------------------


def change_day(rng: Random, state: InputState) -> StateEdit | None:
    chosen = rng.choice([date for date in DAYS if date != state.setting.as_of])
    setting = replace(state.setting, as_of=chosen)
    return StateEdit(f"按 {chosen} 计算", setting=setting)


def toggle_strict(rng: Random, state: InputState) -> StateEdit | None:
    setting = replace(state.setting, strict=not state.setting.strict)
    edit = StateEdit("加上 --strict" if setting.strict else "去掉 --strict", setting=setting)
    return edit.mended(state) if setting.strict else edit


def toggle_xlsx(rng: Random, state: InputState) -> StateEdit | None:
    """A workbook for each list, and none of them after that."""
    setting = replace(state.setting, xlsx=not state.setting.xlsx)
    return StateEdit("加上 --xlsx" if setting.xlsx else "去掉 --xlsx", setting=setting)


def change_licence(rng: Random, state: InputState) -> StateEdit | None:
    """What others may do with the data; of an own licence nobody knows the address."""
    lines = [x for x in state.text(SITE).splitlines() if not x.startswith("数据许可")]
    licence = rng.choice(("CC0-1.0", "CC-BY-4.0", "{名称: 小县许可}", ""))
    row = f"数据许可: {licence}" if licence else "# 没有许可"
    return change_file(state, SITE, "\n".join([*lines, row]) + "\n", f"数据许可写成 {licence}")


def change_language(rng: Random, state: InputState) -> StateEdit | None:
    lang, form = rng.choice((("en", "text"), ("zh", "json"), ("en", "json")))
    setting = replace(state.setting, lang=lang, form=form)
    return StateEdit(f"--lang {lang} --format {form}", setting=setting).mended(state)


def print_once(rng: Random, state: InputState) -> StateEdit | None:
    """Every size of the sheets, and none of them after that."""
    setting = replace(state.setting, command="print", archive=rng.random() < 0.3)
    words = "print --archive" if setting.archive else "print"
    return StateEdit(words, setting=setting).mended(state)


def touch_files(rng: Random, state: InputState) -> StateEdit | None:
    paths = sorted(state.files)
    some = paths if rng.random() < 0.3 else rng.sample(paths, 5)
    return StateEdit(f"{len(some)} 个文件只改了时间", touched=tuple(some))


def change_nothing(rng: Random, state: InputState) -> StateEdit | None:
    return StateEdit("什么也不改")


def add_comment(rng: Random, state: InputState) -> StateEdit | None:
    """Every line below is one lower."""
    path = rng.choice(state.below("content", ".yml"))
    text = f"# 第{rng.randrange(1000)}次修改\n{state.text(path)}"
    return change_file(state, path, text, f"{path} 第一行加注释")


def change_line_ends(rng: Random, state: InputState) -> StateEdit | None:
    path = rng.choice(state.below("content", ".yml", ".md"))
    text = state.text(path)
    new = text.replace("\r\n", "\n") if "\r\n" in text else text.replace("\n", "\r\n")
    return change_file(state, path, new, f"{path} 换行改用另一种").mended(state)


def rewrite_in_traditional(rng: Random, state: InputState) -> StateEdit | None:
    """The same records, in other characters."""
    path = rng.choice(state.below("content", ".yml", ".md"))
    return change_file(state, path, to_traditional(state.text(path)), f"{path} 改写繁体").mended(
        state
    )


def edit_without_new_time(rng: Random, state: InputState) -> StateEdit | None:
    """Other bytes of the same number, and the file says it is as old as it was."""
    at = [p for p in state.below("content") if b"2026-01-05" in state.files[p]]
    if not at:
        return None
    path = rng.choice(at)
    old, new = "2026-01-05", f"2026-01-{rng.randrange(10, 29)}"
    edit = change_file(
        state, path, state.text(path).replace(old, new, 1), f"{path} 改一天，时间不变"
    )
    return replace(edit, timeless=True)


def leave_litter(rng: Random, state: InputState) -> StateEdit | None:
    """What editors' programs leave about, which is no content."""
    name = rng.choice((".x.yml.swp", "~$a.yml", "b.yml~", "Thumbs.db", "c.bak"))
    path = f"content/powers/{name}"
    return StateEdit(f"留下 {path}", {path: rng.randbytes(40)})


MAKERS: tuple[Maker, ...] = (
    change_site_name,
    change_footer,
    change_defaults,
    change_severity,
    change_synonyms,
    record_reviews,
    add_channel,
    change_channel,
    count_in_about,
    change_parameter,
    change_address,
    choose_theme,
    choose_columns,
    change_editions,
    add_template_comment,
    change_template_class,
    change_template_text,
    change_english,
    change_print_template,
    add_template,
    change_style,
    add_asset,
    delete_asset,
    rename_asset,
    change_day,
    toggle_strict,
    toggle_xlsx,
    change_licence,
    change_language,
    print_once,
    touch_files,
    change_nothing,
    add_comment,
    change_line_ends,
    rewrite_in_traditional,
    edit_without_new_time,
    leave_litter,
)
