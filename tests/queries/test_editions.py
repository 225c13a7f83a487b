"""The editions of a sheet that the ledger holds."""

from __future__ import annotations

from shaiquan.queries.editions import editions_of
from tests.conftest import MakeSite
from tests.ledgers import SPRING, TODAY, WALLED, public, register, sheet


def test_a_procedure_has_the_editions_of_its_sheet_from_the_first_to_the_last(
    site: MakeSite,
) -> None:
    content = site({"procedures/l1.yml": WALLED})
    assert editions_of(public(content), "l1") == ()
    register(content, SPRING)
    before = sheet(content).mark
    site({"procedures/l1.yml": WALLED.replace("3个工作日", "4个工作日")})
    register(content, TODAY)
    after = sheet(content).mark
    editions = editions_of(public(content), "l1")
    assert [(edition.mark, edition.registered.iso) for edition in editions] == [
        (before, SPRING.isoformat()),
        (after, TODAY.isoformat()),
    ]


def test_another_record_has_no_editions(site: MakeSite) -> None:
    content = site({"procedures/l1.yml": WALLED})
    register(content)
    assert editions_of(public(content), "p1") == ()
