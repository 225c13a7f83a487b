"""``python -m shaiquan``."""

import sys

from shaiquan.cli import main

sys.exit(main())
