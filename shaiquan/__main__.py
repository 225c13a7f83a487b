"""``python -m shaiquan``."""

import gc
import sys

from shaiquan.cli import main

if __name__ == "__main__":
    if "serve" not in sys.argv:  # one pass over values that live to its end: nothing to collect
        gc.disable()
    sys.exit(main())
