"""The overview, its rows, budgets, accounts and exports: every figure adds up, to the øre, wherever it is shown."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from booking.domain.accounts import SYSTEM
from booking.domain.budgets import Budget
from booking.domain.errors import Conflict, Denied, Invalid, NotFound
from booking.domain.modes import Mode
from booking.gateways.evidence.verify import check_ledger, ore, rows
from booking.resources import Resources
from booking.services import bookings, claims, economy
from booking.services.bookings import Report
from booking.services.economy import Figure
from tests.builders import FAMILY, JOB_CENTRE, Cast
from tests.conftest import Clock, Keep
from tests.services.claiming import NEW_YEAR, at, day, ready, taken_place
from tests.services.lives import booked


async def lived(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> str:
    """A claimed booking, one without CPR number, one waiting to be attested, and one ahead."""
    claimed = await ready(office, cast, day(1))
    async with office.desk(cast.coordinator) as desk:
        unknown = await taken_place(desk, cast, day(2))
        await taken_place(desk, cast, day(2, 16), unit_id=FAMILY)
    await booked(office, cast, keep)
    clock.at = day(4)
    await at(office, cast.requester, lambda desk: bookings.attest(desk, number=unknown))
    await at(office, cast["finance"], lambda desk: claims.draft(desk, kind="quarter", year=2026, quarter=1))
    await at(office, cast["approver"], lambda desk: claims.approve(desk, number="R-2026-K1"))
    await at(office, cast["finance"], lambda desk: claims.submit(desk, number="R-2026-K1"))
    return claimed


async def test_every_figure_is_the_sum_of_its_rows_and_of_the_ledger(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await lived(office, cast, keep, clock)
    await at(
        office,
        cast["finance"],
        lambda desk: economy.set_budget(desk, year=2026, unit="jobcenter", amount_ore=1_000_000),
    )

    found = await at(office, cast["finance"], lambda desk: economy.overview(desk))

    assert [(unit.unit_id, unit.budget_ore) for unit in found.units] == [(FAMILY, None), (JOB_CENTRE, 1_000_000)]
    figures = {figure: found.total(f"{figure.value}_ore") for figure in Figure}
    assert figures == {
        Figure.SPENT: 72000,
        Figure.COMMITTED: 72000,
        Figure.REFUNDABLE: 36000,
        Figure.CLAIMED: 18000,
        Figure.AT_RISK: 72000,
    }
    for figure, total in figures.items():
        behind = await at(office, cast["finance"], lambda desk, f=figure: economy.rows_of(desk, figure=f, year=2026))
        assert sum(row.amount_ore for row in behind) == total
    ledger = await at(office, cast["auditor"], economy.ledger_sums)
    assert {one.kind: one.amount_ore for one in ledger.sums} == {"cost": 72000, "refund": 36000}
    assert found.units[1].left_ore == 1_000_000 - found.units[1].forecast_ore


async def test_expected_prices_follow_new_tariffs_and_the_interpreters_terms(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await lived(office, cast, keep, clock)
    await at(office, SYSTEM, economy.keep_stakes)
    before = await at(office, cast["finance"], lambda desk: economy.overview(desk))

    await _change(office, "UPDATE rates SET amount_ore = 2 * amount_ore")
    while await at(office, SYSTEM, economy.keep_stakes):
        pass
    dearer = await at(office, cast["finance"], lambda desk: economy.overview(desk))
    await _change(office, "UPDATE interpreters SET category = 'nowhere'")
    unknown = await at(office, cast["finance"], lambda desk: economy.overview(desk))

    assert dearer.total("committed_ore") == 2 * before.total("committed_ore") > 0
    assert dearer.total("spent_ore") == before.total("spent_ore")
    assert unknown.total("committed_ore") == 0
    assert await at(office, SYSTEM, economy.check_stakes) == ([], 0)


async def _change(office: Resources, statement: str) -> None:
    async with office.desk(SYSTEM) as desk:
        await desk.connection.execute(text(statement))
    office.forget_reference()


async def test_what_is_kept_wrongly_is_found_and_put_right(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await lived(office, cast, keep, clock)
    await at(office, SYSTEM, economy.keep_stakes)
    before = await at(office, cast["finance"], lambda desk: economy.overview(desk))
    await _change(office, "UPDATE stakes SET amount_ore = amount_ore + 1 WHERE figure = 'committed' AND why = 'ahead'")

    (wrong,), sums = await at(office, SYSTEM, economy.repair_stakes)

    assert (await at(office, SYSTEM, lambda desk: desk.bookings.by_id(wrong))).status == "confirmed"
    assert sums == 1
    await at(office, SYSTEM, economy.keep_stakes)
    assert await at(office, SYSTEM, economy.check_stakes) == ([], 0)
    assert await at(office, cast["finance"], lambda desk: economy.overview(desk)) == before


async def test_a_leader_sees_their_own_units(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> None:
    await lived(office, cast, keep, clock)

    whole = await at(office, cast["leader"], lambda desk: economy.overview(desk, year=2026))
    part = await at(
        office, cast["finance"], lambda desk: economy.rows_of(desk, figure=Figure.AT_RISK, year=2026, unit="familie")
    )

    assert {unit.unit_id for unit in whole.units} <= set(cast["leader"].unit_ids)
    assert [row.unit_id for row in part] == [FAMILY]
    with pytest.raises(Denied):
        await at(office, cast.requester, lambda desk: economy.overview(desk))


async def test_each_entry_is_exported_once_and_the_export_stays_as_it_was(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    clock.at = day(4)
    number = await ready(office, cast, day(1))
    first = await at(office, cast["finance"], economy.export_postings)
    sheet = await at(office, cast["finance"], lambda desk: economy.read_export(desk, number=first.number))
    with pytest.raises(Conflict, match="nothing new"):
        await at(office, cast["finance"], economy.export_postings)

    async with office.desk(cast.coordinator) as desk:
        ends_at = day(1) + timedelta(hours=2)
        await bookings.correct(
            desk, number=number, report=Report(mode=Mode.PHONE, ends_at=ends_at, reason="Aflæst forkert")
        )
    await at(office, cast.requester, lambda desk: bookings.attest(desk, number=number))
    await at(office, cast["finance"], lambda desk: economy.set_accounts(desk, accounts={"payable": "8.52.59-009"}))
    office.forget_reference()
    second = await at(office, cast["finance"], economy.export_postings)
    later = await at(office, cast["auditor"], lambda desk: economy.read_export(desk, number=second.number))

    assert (first.number, first.first_n, first.last_n, second.first_n) == ("E-2026-0001", 1, 2, 3)
    assert sheet == await at(office, cast["finance"], lambda desk: economy.read_export(desk, number=first.number))
    both = [*rows(sheet), *rows(later)]
    assert sum(ore(cells[4]) for cells in both) == 0
    assert sum(ore(cells[4]) for cells in both if cells[2] == "5.46.60-001.1.4.0") == 72000
    assert [cells[5] for cells in rows(later)] == ["Tolkning, rettelse"] * 2 + ["Refusion, rettelse"] * 2
    assert {cells[2] for cells in rows(later)} >= {"8.52.59-009"}
    with pytest.raises(NotFound):
        await at(office, cast["finance"], lambda desk: economy.read_export(desk, number="E-2026-0009"))


async def test_the_ledgers_sheet_is_its_chain(office: Resources, cast: Cast, clock: Clock) -> None:
    clock.at = day(4)
    await ready(office, cast, day(1))

    sums = await at(office, cast["auditor"], economy.ledger_sums)
    sheet = await at(office, cast["auditor"], economy.ledger_sheet)

    assert check_ledger(sheet, {"n": sums.head.n, "hash": sums.head.hash.hex()}) == []
    assert sum(ore(cells[14]) for cells in rows(sheet)) == sum(one.amount_ore for one in sums.sums)


async def test_budgets_come_as_a_sheet_all_of_it_or_nothing(office: Resources, cast: Cast, clock: Clock) -> None:
    clock.at = NEW_YEAR
    sheet = "Enhed;Beløb\r\njobcenter;1.200.000,00\r\nfamilie;350000\r\n".encode()

    made = await at(office, cast["finance"], lambda desk: economy.import_budgets(desk, year=2027, content=sheet))

    assert made == [Budget(2027, JOB_CENTRE, 120_000_000), Budget(2027, FAMILY, 35_000_000)]
    for wrong, why in (
        ("Enhed;Beløb\njobcenter;1\nnowhere;2", "Row 3: There is no unit"),
        ("Enhed;Beløb\njobcenter;meget", "Row 2: “meget” is not an amount"),
        ("Enhed;Beløb", "The sheet has no rows"),
    ):
        with pytest.raises(Invalid, match=why):
            await at(
                office,
                cast["finance"],
                lambda desk, w=wrong: economy.import_budgets(desk, year=2027, content=w.encode()),
            )
    found = await at(office, cast["leader"], lambda desk: economy.read_budgets(desk, year=2027))
    assert found == {JOB_CENTRE: 120_000_000, FAMILY: 35_000_000}
    assert (await at(office, cast["finance"], lambda desk: economy.overview(desk))).as_of == date(2027, 1, 11)
