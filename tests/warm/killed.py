"""``python -m tests.warm.killed N build …``: a build that is killed before its Nth write.

A write is a file opened to be written, or a file or folder made, linked, renamed or removed.
The number of writes that there were goes into the file ``writes`` where N is 0.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from shaiquan.cli import main

_WRITES = {
    "os.rename",
    "os.link",
    "os.symlink",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.truncate",
    "os.chmod",
    "sqlite3.connect",
}
_OPENED = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class WriteCounter:
    """Counts the writes of this process and kills it before the last that it may not do."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.count = 0

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _WRITES or (event == "open" and _is_write(arguments)):
            self.count += 1
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)


def _is_write(arguments: tuple[object, ...]) -> bool:
    path, flags = str(arguments[0]), arguments[2]
    return isinstance(flags, int) and bool(flags & _OPENED) and not path.startswith("/dev/")


if __name__ == "__main__":
    counter = WriteCounter(int(sys.argv[1]))
    sys.addaudithook(counter)
    code = main(sys.argv[2:])
    count = counter.count
    if not counter.last:
        Path("writes").write_text(f"{count}\n", "utf-8")
    sys.exit(code)
