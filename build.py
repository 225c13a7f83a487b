#!/usr/bin/env python3
"""Build the site: ``python build.py [command] [options]``; see ``--help``.

Needs nothing but Python 3.11 or newer. The first run makes ``.venv`` and installs the
packages that ``requirements.lock`` pins, checked by digest; later runs start at once.
"""

import sys

OLDEST_PYTHON = (3, 11)
if sys.version_info < OLDEST_PYTHON:  # before any syntax that an old Python does not know
    sys.stderr.write("无法开始：需要 Python 3.11 或更新，现在是 " + sys.version.split()[0] + "\n")
    sys.exit(2)

import hashlib  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = os.name == "nt"


class SetupError(Exception):
    """Something that the user can mend; the text says how."""


def main(arguments: list[str]) -> int:
    """Make the environment if need be and run the command in it."""
    # nothing that lies in the working folder is imported: not by pip, nor by any worker process
    os.environ["PYTHONSAFEPATH"] = "1"
    develop = "--setup-dev" in arguments
    try:
        python = ensure_environment("requirements-dev.lock" if develop else "requirements.lock")
    except SetupError as error:
        print(f"无法开始：{error}", file=sys.stderr)
        return 2
    if develop:
        return 0
    return run_command([str(python), "-X", "utf8", "-m", "shaiquan", *arguments])


def run_command(command: list[str]) -> int:
    """Run the command in place of this process, so that it gets the signals itself."""
    os.environ["PYTHONPATH"] = str(ROOT)
    if not WINDOWS:
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def ensure_environment(lock: str) -> Path:
    """Make the environment unless it has what ``lock`` pins; the path of its Python."""
    digest = lock_digest(lock)
    python = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if is_ready(python, lock, digest):
        return python
    with SetupLock():
        if not is_ready(python, lock, digest):
            make_environment(python, lock)
            stamp_file(lock).write_text(digest, "utf-8")
    return python


def lock_digest(lock: str) -> str:
    """A digest of what the environment depends on: the pins and the Python that made it."""
    made_by = f"{sys.version_info[:3]} {sys.base_prefix}"
    return hashlib.sha256((ROOT / lock).read_bytes() + made_by.encode()).hexdigest()


def stamp_file(lock: str) -> Path:
    """The file that has the digest of the pins that are installed."""
    return ENVIRONMENT / f"{lock}.ready"


def is_ready(python: Path, lock: str, digest: str) -> bool:
    try:
        return stamp_file(lock).read_text("utf-8") == digest and python.exists()
    except OSError:
        return False


def make_environment(python: Path, lock: str) -> None:
    """Make the environment and install the pins; an unfinished one is made again."""
    print("第一次运行：正在准备运行环境，约半分钟到两分钟……", file=sys.stderr, flush=True)
    base = "requirements.lock"
    if not is_ready(python, base, lock_digest(base)) or lock == base:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        command = [sys.executable, "-m", "venv", str(ENVIRONMENT)]
        process = subprocess.run(command, capture_output=True, text=True, check=False)
        if process.returncode:
            said = (process.stderr or process.stdout).strip().splitlines()[-3:]
            raise SetupError(
                "建立运行环境 .venv 没有成功。Debian、Ubuntu、麒麟请先安装 python3-venv：\n"
                "    sudo apt-get install python3-venv\n"
                "  已经装了的，看下面说的原因：\n" + "\n".join(f"    {line}" for line in said)
            )
    else:
        stamp_file(lock).unlink(missing_ok=True)
    install_packages(python, lock)
    if lock != base:
        stamp_file(base).write_text(lock_digest(base), "utf-8")


def install_packages(python: Path, lock: str) -> None:
    """Install wheels only, each checked against its digest in the lock file."""
    options = "--quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all:"
    command = [str(python), "-m", "pip", "install", *options.split(), "-r", str(ROOT / lock)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    if process.returncode:
        output = "\n".join(f"    {line}" for line in process.stderr.strip().splitlines()[-6:])
        raise SetupError(
            f"安装 {lock} 里的软件包没有成功。请检查网络或代理后再试一次；"
            f"若写着 No matching distribution，是这台电脑的系统没有对应的安装包。\n{output}"
        )


class SetupLock:
    """A lock file: one process makes the environment, the others wait for it."""

    def __init__(self, patience: float = 900.0) -> None:
        self.path = ROOT / ".venv.lock"
        self.patience = patience

    def __enter__(self) -> None:
        start, announced = time.monotonic(), False
        while not self._acquire():
            self._remove_if_stale()
            waited = time.monotonic() - start
            if waited > 1 and not announced:
                announced = True
                print("另一个窗口正在准备运行环境，等它完成……", file=sys.stderr, flush=True)
            if waited > self.patience:
                raise SetupError(
                    f"另一个安装一直没有结束；确认没有后，删去 {self.path.name} 再试。"
                )
            time.sleep(0.2)

    def _acquire(self) -> bool:
        try:
            file = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            return False
        os.write(file, str(os.getpid()).encode())
        os.close(file)
        return True

    def __exit__(self, *_: object) -> None:
        self.path.unlink(missing_ok=True)

    def _remove_if_stale(self) -> None:
        """Remove the lock of a dead process, or one older than any installation."""
        try:
            owner = self.path.read_text("utf-8")
            expired = time.time() - self.path.stat().st_mtime > self.patience
            if expired or (owner.isdigit() and not is_running(int(owner))):
                self.path.unlink(missing_ok=True)
        except OSError:
            pass


def is_running(process: int) -> bool:
    """Whether a process runs. Always true on Windows, where the question would end it."""
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
