"""Channels stand under the body that names them."""

from __future__ import annotations

from shaiquan.disclosure.release import release
from shaiquan.queries.channels import group_channels
from tests.conftest import SMALL, MakeSite
from tests.support import load_catalog
from tests.two_powers import BODIES, DAY

SETTINGS = (SMALL / "site.yml").read_text("utf-8")


def group(site: MakeSite, bodies: str, settings: str = SETTINGS) -> dict[str, tuple[str, ...]]:
    files = {"bodies/all.yml": bodies, "site.yml": settings}
    return dict(group_channels(release(load_catalog(site(files)), DAY).public))


def test_a_channel_that_every_body_has_by_default_stands_under_their_unit(site: MakeSite) -> None:
    committee = BODIES.splitlines(keepends=True)[1]
    bodies = BODIES.replace(committee, "").replace("岗位:\n", f"{committee}岗位:\n")
    assert group(site, bodies) == {"小镇党委": ("dh",)}


def test_a_channel_that_one_body_names_stands_under_it(site: MakeSite) -> None:
    settings = SETTINGS.replace("    投诉: [dh]\n", "")
    bodies = BODIES.replace("类型: 党代会", "类型: 党代会, 投诉: [dh]")
    assert group(site, bodies, settings) == {"党代会": ("dh",)}
    assert group(site, BODIES, settings) == {"": ("dh",)}
