"""Contents to be stored and patched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.build.stored_content import ContentFolder
from tests.warm.harness import BASE

_WITHDRAWN = "    状态: 撤回\n    原因: 县属企业已经改制\n    撤回日期: 2026-09-30\n"
_WITHHELD = "不公开字段:\n{}- {{字段: {}, 依据: 公开条例第十六条（内部事务信息）}}\n"


@pytest.fixture
def warm(tmp_path: Path) -> ContentFolder:
    """The small site of tests/warm, with everything that a site may have; not stored yet."""
    return ContentFolder(shutil.copytree(BASE, tmp_path / "content"))


@pytest.fixture
def plain(warm: ContentFolder) -> ContentFolder:
    """The same without ledger, drafts and whatever is not shown; not stored yet."""
    shutil.rmtree(warm.folder / "ledger")
    (warm.folder / "powers" / "caogao.yml").unlink()
    warm.edit("powers/juece.yml", _WITHDRAWN, "    不设流程: 一年一次\n    承办: [县委办]\n")
    warm.edit("powers/rencai.yml", f"    {_WITHHELD.format('      ', '配合')}", "")
    warm.edit("procedures/qita.yml", f"        {_WITHHELD.format('          ', '说明')}", "")
    inside = "    公开:\n      范围: 本单位\n      依据: 公开条例第十六条（内部工作流程）\n"
    warm.edit("procedures/qita.yml", inside, "")
    return warm
