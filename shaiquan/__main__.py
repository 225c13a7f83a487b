"""``python -m shaiquan``, and the command ``shaiquan`` (edge: sets the environment of workers)."""

import gc
import io
import os
import sys

from shaiquan.cli import main


def run() -> int:
    """Run the command that the words of the process say."""
    os.environ["PYTHONSAFEPATH"] = "1"  # no worker imports what lies in the working folder
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Chinese in any locale
            stream.reconfigure(encoding="utf-8", errors=stream.errors)
    if "serve" not in sys.argv:  # one pass over values that live to its end: nothing to collect
        gc.disable()
    return main()


if __name__ == "__main__":
    sys.exit(run())
