"""Content that is too large or too deep, and work that must end within limits."""

from __future__ import annotations

import multiprocessing
import resource
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from tests.conftest import SMALL

#: what any content may take, of one processor and beyond what the tests have
SECONDS, MEMORY = 10, 2**30
#: seconds by the clock, on a busy machine
_PATIENCE = 180
#: what each piece of work would else load again
_LOADED = ["shaiquan.build.recipe", "shaiquan.build.site_files", "tests.test_hostile_content"]

HEAD = """\
编号: l1
名称: 重大事项流程图
事项: [p1]
类型: 重大决策
步骤:
  - 开始: 提出
    主体: 申请人
  - 步骤: 审查
    主体: 办公室
    关口: [合法性审查]
    风险: [r1]
"""
TAIL = """\
  - 判断: 是否通过
    主体: 党委
    表决: 记名
    分支: {通过: 归档, 不通过: 终止}
  - 结束: 归档
  - 结束: 终止
"""


def make_chain(count: int) -> str:
    """A procedure with so many steps in a row."""
    steps = (f"  - 步骤: 办理第{n}项\n    主体: 办公室\n" for n in range(count))
    return HEAD + "".join(steps) + TAIL


def make_branches(count: int) -> str:
    """One with a decision that leads to so many steps."""
    ways = ", ".join(f"第{n}种: 办理第{n}种" for n in range(count))
    steps = (
        f"  - 步骤: 办理第{n}种\n    主体: 办公室\n    下一步: 是否通过\n" for n in range(count)
    )
    return f"{HEAD}  - 判断: 哪一种\n    分支: {{{ways}}}\n" + "".join(steps) + TAIL


def make_parallel(count: int) -> str:
    """One with so many branches side by side."""
    branches = (f"      - [{{步骤: 征求第{n}家意见, 主体: 办公室}}]\n" for n in range(count))
    return f"{HEAD}  - 并行:\n" + "".join(branches) + TAIL


def make_knot(count: int) -> str:
    """One with so many decisions, each of which leads to all others."""
    steps = []
    for n in range(count):
        ways = "".join(f", 去{m}: 环节{m}" for m in range(count) if m != n)
        steps.append(f"  - 判断: 环节{n}\n    分支: {{完: 是否通过{ways}}}\n")
    return HEAD + "".join(steps) + TAIL


def make_nested_parallels(depth: int) -> str:
    """One with parallels in parallels, in block style."""
    lines = []
    for level in range(depth):
        lines += [f"{'      ' * level}  - 并行:", f"{'      ' * level}      - - 步骤: 甲{level}"]
        lines += [f"{'      ' * level}      -"]
    return HEAD + "\n".join(lines) + f"\n{'      ' * depth}  - 步骤: 乙\n" + TAIL


def hang_on_wall(procedure: str) -> str:
    return procedure.replace("步骤:\n", "上墙: 是\n步骤:\n", 1)


def lay_out_by_dot(procedure: str) -> str:
    return procedure.replace("步骤:\n", "绘图: dot\n步骤:\n", 1)


def spoil(file: str, old: str, new: str) -> dict[str, str]:
    """A file of the small site with another text in it."""
    text = (SMALL / file).read_text("utf-8")
    assert old in text
    return {file: text.replace(old, new)}


def run_limited(work: Callable[[], list[str]]) -> list[str]:
    """What ``work`` returns, done by a new process that may not take more, nor wait for long.

    Not by a fork of this one: threads of the press do not live on in one. It is forked by a
    process that has loaded the modules and has no threads.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run_limited, args=(work, theirs))
    process.start()
    theirs.close()
    try:
        done: list[str] = ours.recv() if ours.poll(_PATIENCE) else ["no answer"]
    except EOFError:
        done = []
    process.join(20)
    process.kill()  # if it has not ended
    process.join()
    assert process.exitcode == 0, f"ended with {process.exitcode}: a signal, or {done}"
    return done


def _run_limited(work: Callable[[], list[str]], pipe: Connection) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        pipe.send(work())
    except BaseException:
        pipe.send(traceback.format_exc().splitlines()[-3:])
        raise
