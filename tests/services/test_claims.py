"""A claim's way: drafted, approved by somebody else, submitted and frozen, corrected in the next."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import asyncpg
import pytest

from booking.domain.accounts import Actor, Role
from booking.domain.bookings import Status
from booking.domain.claims import Cap, Deadlines
from booking.domain.errors import Conflict, Denied, Invalid, NotFound
from booking.domain.modes import Mode
from booking.persistence.claims import Claim
from booking.resources import Resources
from booking.services import bookings, claims, reports
from booking.services.bookings import Report
from booking.services.claims import ClaimDetails
from booking.services.desk import Desk
from tests.builders import Cast
from tests.conftest import Clock
from tests.services.claiming import NEW_YEAR, at, day, ready, taken_place, waiting

HOUR = timedelta(hours=1)


async def drafted(office: Resources, cast: Cast, quarter: int = 1) -> ClaimDetails:
    async with office.desk(cast["finance"]) as desk:
        claim = await claims.draft(desk, kind="quarter", year=2026, quarter=quarter)
        return await claims.read_claim(desk, number=claim.number)


async def submitted(office: Resources, cast: Cast, number: str) -> Claim:
    async with office.desk(cast["approver"]) as desk:
        await claims.approve(desk, number=number)
    async with office.desk(cast["finance"]) as desk:
        return await claims.submit(desk, number=number)


async def corrected(office: Resources, cast: Cast, number: str, minutes: int) -> None:
    async with office.desk(cast.coordinator) as desk:
        booking = await bookings.find(desk, number)
        ends_at = booking.starts_at + timedelta(minutes=minutes)
        await bookings.correct(
            desk, number=number, report=Report(mode=Mode.PHONE, ends_at=ends_at, reason="Aflæst forkert")
        )
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=number)


async def status_of(office: Resources, cast: Cast, number: str) -> Status:
    async with office.desk(cast.coordinator) as desk:
        return (await bookings.find(desk, number)).status


async def test_a_claim_takes_what_is_ready_and_says_what_is_held_back(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    clock.at = NEW_YEAR
    await ready(office, cast, day(1))
    async with office.desk(cast.coordinator) as desk:
        no_number = await taken_place(desk, cast, day(2))
        await taken_place(desk, cast, day(3))
        unknown = await taken_place(desk, cast, day(3, 11), person_group=None, case_type="other")
    for number in (no_number, unknown):
        await at(office, cast.requester, lambda desk, number=number: bookings.attest(desk, number=number))
    await ready(office, cast, day(4))

    found = await drafted(office, cast)

    assert [(total.kind, total.rule_code, total.count) for total in found.totals] == [("new", "INL45-PROG", 1)]
    assert (found.eligible_ore, found.before_ore, found.refund_ore) == (36000, 18000, 18000)
    held = [(one.why, one.count, one.net_ore, one.refund_ore) for one in found.held]
    assert held == [("attestation", 1, 36000, 18000), ("unsure", 1, 36000, 0), ("cpr", 1, 36000, 18000)]
    assert (found.claim.number, found.deadline, found.is_late) == ("R-2026-K1", date(2026, 4, 30), True)


async def test_what_becomes_known_later_is_a_line_in_the_next_claim_and_the_first_stays(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    clock.at = NEW_YEAR
    number = await ready(office, cast, day(1))
    first = await drafted(office, cast)
    frozen = await submitted(office, cast, first.claim.number)
    assert await status_of(office, cast, number) is Status.CLAIMED

    await corrected(office, cast, number, minutes=120)
    later = await drafted(office, cast, quarter=2)

    assert [(one.kind, one.eligible_ore, one.refund_ore) for one in later.totals] == [("correction", 36000, 18000)]
    assert frozen.head_n is not None
    async with office.desk(cast["auditor"]) as desk:
        again = await claims.read_claim(desk, number=frozen.number)
    assert (again.refund_ore, again.claim.state) == (18000, "submitted")
    await submitted(office, cast, later.claim.number)
    assert await status_of(office, cast, number) is Status.CLAIMED


async def test_a_submitted_claim_cannot_be_changed_even_in_the_database(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    clock.at = NEW_YEAR
    await ready(office, cast, day(1))
    frozen = await submitted(office, cast, (await drafted(office, cast)).claim.number)
    connection = await asyncpg.connect(office.settings.database_url)

    for statement in (
        "UPDATE claim_lines SET refund_ore = 1",
        "DELETE FROM claim_lines",
        "INSERT INTO claim_lines SELECT claim_id, n + 1, booking_id, unit_id, kind, rule_code, rule_version, percent,"
        " held_on, eligible_ore, refund_ore, NULL, citizen FROM claim_lines",
        "UPDATE claims SET year = 2025",
        "DELETE FROM claims",
    ):
        with pytest.raises(asyncpg.PostgresError, match="frozen"):
            await connection.execute(statement)
    await connection.close()
    for act in (claims.recount, claims.discard, claims.submit):
        with pytest.raises(Conflict):
            await at(office, cast["finance"], lambda desk, act=act: act(desk, number=frozen.number))


async def test_whoever_attested_a_line_or_made_the_claim_does_not_approve_it(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    clock.at = NEW_YEAR
    await ready(office, cast, day(1))
    number = (await drafted(office, cast)).claim.number
    attester = _also(cast, "requester", Role.APPROVER)
    maker = _also(cast, "finance", Role.APPROVER)

    refusals = []
    for actor in (attester, maker):
        with pytest.raises(Denied) as refused:
            await at(office, actor, lambda desk: claims.approve(desk, number=number))
        refusals.append(refused.value.message.da)

    assert refusals == [
        "Du har attesteret 1 af kravets linjer. En anden skal godkende det.",
        "Du har selv lavet kravet. En anden skal godkende det.",
    ]


def _also(cast: Cast, name: str, role: Role) -> Actor:
    return replace(cast[name], roles=cast[name].roles | {role})


async def test_nobody_approves_what_is_no_longer_true(office: Resources, cast: Cast, clock: Clock) -> None:
    clock.at = NEW_YEAR
    await ready(office, cast, day(1))
    number = (await drafted(office, cast)).claim.number
    await ready(office, cast, day(2))

    with pytest.raises(Conflict, match="count it again"):
        await at(office, cast["approver"], lambda desk: claims.approve(desk, number=number))
    await at(office, cast["finance"], lambda desk: claims.recount(desk, number=number))
    await at(office, cast["approver"], lambda desk: claims.approve(desk, number=number))
    back = await at(
        office, cast["approver"], lambda desk: claims.send_back(desk, number=number, reason="Mangler april")
    )

    assert (back.state, back.approved_by) == ("draft", None)


async def test_one_claim_at_a_time_is_open_and_each_period_has_one(office: Resources, cast: Cast, clock: Clock) -> None:
    clock.at = NEW_YEAR
    first = await drafted(office, cast)

    with pytest.raises(Conflict):
        await drafted(office, cast, quarter=2)
    await at(office, cast["finance"], lambda desk: claims.discard(desk, number=first.claim.number))
    with pytest.raises(NotFound):
        await at(office, cast["finance"], lambda desk: claims.read_claim(desk, number=first.claim.number))
    await submitted(office, cast, (await drafted(office, cast)).claim.number)
    with pytest.raises(Conflict):
        await drafted(office, cast)


async def test_a_period_is_drafted_when_it_has_begun_and_submitted_when_it_is_over(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    clock.at = day(3)
    with pytest.raises(Invalid, match="has not begun"):
        await drafted(office, cast, quarter=2)
    number = (await drafted(office, cast)).claim.number

    with pytest.raises(Invalid, match="not over"):
        await submitted(office, cast, number)


async def test_a_final_statement_names_the_auditor_who_signed_it(office: Resources, cast: Cast, clock: Clock) -> None:
    clock.at = NEW_YEAR
    await ready(office, cast, day(1))
    await at(office, cast["finance"], lambda desk: claims.draft(desk, kind="final", year=2026))

    with pytest.raises(Invalid, match="which auditor"):
        await submitted(office, cast, "R-2026-E")
    signed = await at(
        office, cast["finance"], lambda desk: claims.submit(desk, number="R-2026-E", auditor="Revisor Bo Lund")
    )

    assert (signed.state, signed.auditor) == ("submitted", "Revisor Bo Lund")


async def test_the_cap_is_a_line_of_its_own(office: Resources, cast: Cast, clock: Clock) -> None:
    clock.at = NEW_YEAR
    await ready(office, cast, day(1))
    await ready(office, cast, day(4))
    await at(office, cast["finance"], lambda desk: claims.set_cap(desk, cap=Cap(2026, 80000, 26000)))

    first = await drafted(office, cast)
    await submitted(office, cast, first.claim.number)
    second = await drafted(office, cast, quarter=2)

    # 540 kr. of room: all of the first 360 kr., and half of the second; half of that is refunded.
    assert (first.before_ore, first.reduction_ore, first.refund_ore) == (18000, 0, 18000)
    assert (second.before_ore, second.reduction_ore, second.refund_ore) == (18000, 9000, 9000)


async def test_deadlines_are_set_by_finance(office: Resources, cast: Cast, clock: Clock) -> None:
    own = Deadlines(quarter_days=45, provisional="01-31", final="05-01")

    await at(office, cast["finance"], lambda desk: claims.set_deadlines(desk, deadlines=own))
    office.forget_reference()

    async def read(desk: Desk) -> Deadlines:
        return claims.read_deadlines(desk)

    assert await at(office, cast["auditor"], read) == own
    with pytest.raises(Denied):
        await at(office, cast["auditor"], lambda desk: claims.set_deadlines(desk, deadlines=own))


async def test_what_is_refunded_nothing_of_is_settled_and_not_claimed(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    clock.at = NEW_YEAR
    guidance = await ready(office, cast, day(1), measure=None)
    held_back = await waiting(office, cast, day(2))

    await submitted(office, cast, (await drafted(office, cast)).claim.number)

    assert await status_of(office, cast, guidance) is Status.SETTLED
    assert await status_of(office, cast, held_back) is Status.DELIVERED


async def test_its_report_counts_each_person_once_and_who_has_no_case_by_themselves(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    clock.at = NEW_YEAR
    for month, number, case in ((1, 13, "S-1"), (1, 14, "S-1"), (4, 13, "S-1"), (1, 15, ""), (1, 16, "")):
        await ready(office, cast, day(month, number), citizen_ref=case)
    for quarter in (1, 2):
        await submitted(office, cast, (await drafted(office, cast, quarter)).claim.number)

    async with office.desk(cast["finance"]) as desk:
        year: dict[str, Any] = {"frm": date(2026, 1, 1), "to": date(2026, 12, 31)}
        found = await reports.run(desk, "quarterly-claim", **year)
        named = await reports.run(desk, "quarterly-claim", by="person", **year)

    assert [row.values["persons"] for row in (*found.rows, found.total)] == [3, 1, 3]
    assert [(row.key[:2], row.values["lines"], row.values["persons"]) for row in named.rows] == [
        ("S-", 3, 1),
        ("B-", 1, 1),
        ("B-", 1, 1),
    ]
