#!/usr/bin/env python3
"""python build.py [命令] [选项]：做好运行环境 .venv，再运行晒权；全部写法见 --help。

要 Python 3.11 或更新。升级：改 requirements.txt 里的版本号，下一次运行就装新的。
"""

import sys

if sys.version_info < (3, 11):  # before any syntax that an old Python does not know
    sys.stderr.write("无法开始：需要 Python 3.11 或更新，现在是 " + sys.version.split()[0] + "\n")
    sys.exit(2)

import hashlib
import os
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PINS = ROOT / "requirements.txt"
ENVIRONMENT = ROOT / ".venv"
#: the folder that the process which makes the environment has made
LOCK = ROOT / ".venv.lock"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OPTIONS = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]


def main(arguments: list[str]) -> int:
    """Make the environment if need be, and run the command in it."""
    os.environ["PYTHONSAFEPATH"] = "1"  # nothing that lies in the working folder is imported
    try:
        problem = "" if is_ready() else take_turn()
    except OSError as fault:
        problem = f"{fault.filename}：{fault.strerror}"
    except KeyboardInterrupt:
        return 130
    if problem:
        print("无法开始：" + problem, file=sys.stderr)
        return 2
    folders = ["--content", str(ROOT / "content"), "--site", str(ROOT / "site")]
    command = [str(PYTHON), "-X", "utf8", "-m", "shaiquan", *folders, *arguments]
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(command[0], command)  # the command gets the signals itself
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def compute_digest() -> str:
    """A digest of what the environment depends on: the pins, and the Python that made it."""
    made_by = f"{sys.version_info[:3]} {sys.base_prefix}"
    return hashlib.sha256(PINS.read_bytes() + made_by.encode()).hexdigest()


def is_ready() -> bool:
    """Whether the environment has what the pins say."""
    wanted = compute_digest()
    try:
        stamp = (ENVIRONMENT / "requirements.ready").read_text("utf-8")
    except OSError:
        return False
    return stamp == wanted and PYTHON.exists()


def take_turn() -> str:
    """Make the environment, unless another window makes it just now; what is wrong, if anything."""
    for seconds in range(900):
        try:
            LOCK.mkdir()
        except FileExistsError:
            if seconds == 2:
                waits = "另一个窗口正在准备运行环境，等它完成……没有的话，按 Ctrl+C，"
                print(f"{waits}删去文件夹 {LOCK.name} 再试。", file=sys.stderr, flush=True)
            time.sleep(1)
            continue
        try:
            return "" if is_ready() else make_environment()
        finally:
            LOCK.rmdir()
    return f"另一个窗口一直没有准备好；确认没有的话，删去文件夹 {LOCK.name} 再试。"


def make_environment() -> str:
    """Make the environment anew and install the pins; what is wrong, if anything."""
    print("正在准备运行环境，约半分钟到两分钟……", file=sys.stderr, flush=True)
    steps = (
        (
            "建立 .venv 没有成功：Debian、Ubuntu、麒麟要先安装 python3-venv；"
            "预览还开着的，先关掉。",
            [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)],
        ),
        (
            f"安装 {PINS.name} 里的软件包没有成功。请检查网络、版本号，再试一次；"
            "软件源里没有 shaiquan 的，把它的安装包 shaiquan-….whl 放进 wheels 文件夹。",
            [str(PYTHON), "-m", "pip", "install", *OPTIONS, "-r", str(PINS)],
        ),
        (
            "写不了 docs、schemas 文件夹。",
            [str(PYTHON), "-X", "utf8", "-m", "shaiquan.starting.lookup_files", str(ROOT)],
        ),
    )
    for problem, command in steps:
        why = run(command)
        if why:
            return f"{problem}\n{why}"
    (ENVIRONMENT / "requirements.ready").write_text(compute_digest(), "utf-8")
    return ""


def run(command: list[str]) -> str:
    """Run a command; the last lines that it says where it fails."""
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    said = process.stderr.strip().splitlines()[-6:] or ["没有说明原因"]
    return "\n".join(f"    {line}" for line in said) if process.returncode else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
