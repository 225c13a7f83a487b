"""Install the programs that browser and HTML tests need, where Debian's packages can be.

Errors are ignored: a test that misses a program is skipped and says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: program -> Debian package
TOOLS = {
    "chromium": "chromium",
    "java": "default-jre-headless",
    "rsync": "rsync",
    "sshd": "openssh-server",
    "nginx": "nginx",
}
HERE = Path(__file__).resolve().parent / "tools"


def main() -> None:
    """Debian's packages, then the checkers from npm."""
    install_packages()
    install_checkers()


def install_checkers() -> None:
    """Install vnu.jar and axe, pinned by digest in ``tools/package-lock.json``."""
    npm, modules = shutil.which("npm"), HERE / "node_modules"
    if npm is None or all((modules / name).exists() for name in ("vnu-jar", "axe-core")):
        return
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    try:
        subprocess.run(command, cwd=HERE, capture_output=True, timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return


def install_packages() -> None:
    """Install the missing packages, as root only."""
    missing = [package for program, package in TOOLS.items() if shutil.which(program) is None]
    apt = shutil.which("apt-get")
    if not missing or apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    print(f"安装测试工具：{'、'.join(missing)}……", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        try:
            subprocess.run(
                [apt, "-qq", *command], env=quiet, capture_output=True, timeout=300, check=False
            )
        except subprocess.TimeoutExpired:
            return


if __name__ == "__main__":
    main()
