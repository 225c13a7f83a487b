"""The layouts of the repository, copied and changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import ROOT


def copy_layouts(tmp_path: Path, **changed: str) -> Path:
    """A copy of ``layouts/``; ``changed`` is the new text of a template, by its name."""
    folder = tmp_path / "layouts"
    shutil.copytree(ROOT / "layouts", folder)
    for name, text in changed.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return folder
