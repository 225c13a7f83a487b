#!/usr/bin/env python3
"""Build the site: ``python build.py [command] [options]``; see ``--help``.

Needs nothing but Python 3.11 or newer. The first run makes ``.venv`` and installs the
packages that ``requirements.lock`` pins, checked by digest; later runs start at once.
"""

import sys

LEAST = (3, 11)
if sys.version_info < LEAST:  # before anything that an old Python could not read
    sys.stderr.write("无法开始：需要 Python 3.11 或更新，现在是 " + sys.version.split()[0] + "\n")
    sys.exit(2)

import hashlib  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
WINDOWS = os.name == "nt"


class Trouble(Exception):
    """Something that the person at the keyboard can mend; the text says how."""


def main(arguments: list[str]) -> int:
    """Make the environment if need be and run the command in it."""
    develop = "--setup-dev" in arguments
    try:
        python = environment("requirements-dev.lock" if develop else "requirements.lock")
    except Trouble as trouble:
        return complain(str(trouble))
    if develop:
        return 0
    return run([str(python), "-X", "utf8", "-m", "shaiquan", *arguments])


def complain(text: str) -> int:
    print(f"无法开始：{text}", file=sys.stderr)
    return 2


def run(command: list[str]) -> int:
    """Run the command in place of this process, so that signals and exit codes are its own."""
    os.environ["PYTHONPATH"] = str(ROOT)
    if not WINDOWS:
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def environment(lock: str) -> Path:
    """The Python of an environment that holds what ``lock`` pins."""
    wanted = digest(lock)
    python = HOME / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if ready(python, lock, wanted):
        return python
    with turn():
        if not ready(python, lock, wanted):
            prepare(python, lock)
            stamp(lock).write_text(wanted, "utf-8")
    return python


def digest(lock: str) -> str:
    """What the environment depends on: the pins and the Python that made it."""
    made_by = f"{sys.version_info[:3]} {sys.base_prefix}"
    return hashlib.sha256((ROOT / lock).read_bytes() + made_by.encode()).hexdigest()


def stamp(lock: str) -> Path:
    return HOME / f"{lock}.ready"


def ready(python: Path, lock: str, wanted: str) -> bool:
    try:
        return stamp(lock).read_text("utf-8") == wanted and python.exists()
    except OSError:
        return False


def prepare(python: Path, lock: str) -> None:
    """Make the environment and install the pins; a half-made one is begun anew."""
    print("第一次运行：正在准备运行环境，需要一两分钟……", file=sys.stderr, flush=True)
    base = "requirements.lock"
    if not ready(python, base, digest(base)) or lock == base:
        shutil.rmtree(HOME, ignore_errors=True)
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(HOME)], capture_output=True, text=True, check=False
        )
        if made.returncode:
            raise Trouble(
                "这个 Python 不能建立虚拟环境。Debian、Ubuntu、麒麟请先安装 python3-venv：\n"
                "    sudo apt-get install python3-venv"
            )
    else:
        stamp(lock).unlink(missing_ok=True)
    install(python, lock)
    if lock != base:
        stamp(base).write_text(digest(base), "utf-8")


def install(python: Path, lock: str) -> None:
    """Wheels only, each checked against its digest in the lock file."""
    command = [
        str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / lock),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = "\n".join(f"    {line}" for line in done.stderr.strip().splitlines()[-6:])
        raise Trouble(
            f"安装 {lock} 里的软件包没有成功。请检查网络或代理后再试一次；"
            f"若写着 No matching distribution，是这台电脑的系统没有对应的安装包。\n{said}"
        )


class turn:  # noqa: N801 - used as a word: ``with turn():``
    """One process at a time prepares the environment; the others wait for it."""

    def __init__(self, patience: float = 900.0) -> None:
        self.path = ROOT / ".venv.lock"
        self.patience = patience

    def __enter__(self) -> None:
        begun, told = time.monotonic(), False
        while True:
            try:
                mark = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
                os.write(mark, str(os.getpid()).encode())
                os.close(mark)
                return
            except FileExistsError:
                self._clear_if_stale()
            if not told and time.monotonic() - begun > 1:
                told = True
                print("另一个窗口正在准备运行环境，等它完成……", file=sys.stderr, flush=True)
            if time.monotonic() - begun > self.patience:
                raise Trouble(f"另一个安装一直没有结束；确认没有后，删去 {self.path.name} 再试。")
            time.sleep(0.2)

    def __exit__(self, *_: object) -> None:
        self.path.unlink(missing_ok=True)

    def _clear_if_stale(self) -> None:
        """A lock of a dead process, or one older than any installation, holds nobody up."""
        try:
            holder = self.path.read_text("utf-8")
            old = time.time() - self.path.stat().st_mtime > self.patience
            if old or (holder.isdigit() and not alive(int(holder))):
                self.path.unlink(missing_ok=True)
        except OSError:
            pass


def alive(process: int) -> bool:
    """Whether a process runs; Windows, where asking would end it, always says yes."""
    if WINDOWS:
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
