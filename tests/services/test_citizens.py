"""CPR numbers from end to end: sealed, read by finance alone, each reading written down, and nowhere else."""

import io
import json
from base64 import b64encode
from contextlib import redirect_stdout
from dataclasses import replace

import pytest
import structlog
from sqlalchemy import text

from booking import logs
from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Booking, Order
from booking.domain.errors import Conflict, Denied, NotFound
from booking.gateways.citizen_numbers import Sealed, Vault
from booking.persistence.tables import metadata
from booking.resources import Resources
from booking.services import citizens
from booking.services.bookings.ordering import request
from tests.builders import Cast
from tests.conftest import Keep
from tests.services.lives import HOUR, TEN, booked

CANARY = "3102994242"
SPELLED = (CANARY, f"{CANARY[:6]}-{CANARY[6:]}", f"{CANARY[:6]} {CANARY[6:]}")


async def test_only_finance_reads_it_and_every_reading_is_written_down(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    made = await booked(office, cast, keep)
    async with office.desk(cast.requester) as desk:
        warned = await citizens.enter(desk, number=made.number, cpr=SPELLED[1])
    for name in ("requester", "coordinator", "admin", "auditor", "leader", "farid"):
        async with office.desk(cast[name]) as desk:
            with pytest.raises(Denied):
                await citizens.read_cpr(desk, number=made.number)
    async with office.desk(cast["finance"]) as desk:
        shown = await citizens.read_cpr(desk, number=made.number)
    async with office.desk(cast["auditor"]) as desk:
        reads = await citizens.reads(desk)

    assert (shown, len(warned)) == (CANARY, 1)
    assert [(one.number, one.read_by, one.purpose) for one in reads] == [(made.number, "Finance", "shown")]


async def test_a_case_shares_its_number_and_what_is_removed_is_gone(office: Resources, cast: Cast, keep: Keep) -> None:
    one = await booked(office, cast, keep, citizen_ref="26-1")
    same = await booked(office, cast, keep, citizen_ref="26-1", starts_at=TEN + 4 * HOUR)
    other = await booked(office, cast, keep, citizen_ref="26-2", starts_at=TEN + 8 * HOUR)
    async with office.desk(cast.coordinator) as desk:
        await citizens.enter(desk, number=one.number, cpr=CANARY, whole_case=True)
        known = await desk.citizens.known([one.id, same.id, other.id])
        await citizens.remove(desk, number=one.number)
        with pytest.raises(NotFound):
            await citizens.remove(desk, number=one.number)

    assert known == {one.id, same.id}


async def test_a_later_booking_of_the_case_takes_the_number_over_and_no_reading_is_logged(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    one = await booked(office, cast, keep, citizen_ref="26-1")
    async with office.desk(cast.requester) as desk:
        await citizens.enter(desk, number=one.number, cpr=CANARY)
        order = replace(_order_of(one), starts_at=TEN + 96 * HOUR, ends_at=TEN + 97 * HOUR)
        same, other = [await request(desk, order=replace(order, citizen_ref=case)) for case in ("26-1", "26-2")]
        known = await desk.citizens.known([one.id, same.id, other.id])
    async with office.desk(cast["auditor"]) as desk:
        reads = await citizens.reads(desk)
    async with office.desk(cast["finance"]) as desk:
        taken_over = await citizens.read_cpr(desk, number=same.number)

    assert known == {one.id, same.id}
    assert (len(reads), taken_over) == (0, CANARY)


def _order_of(booking: Booking) -> Order:
    return Order(**{name: getattr(booking, name) for name in Order.__dataclass_fields__})


async def test_the_canary_is_in_no_table_no_log_and_no_history(office: Resources, cast: Cast, keep: Keep) -> None:
    made = await booked(office, cast, keep)
    written = io.StringIO()
    with redirect_stdout(written):
        logs.configure("debug")
        async with office.desk(cast.requester) as desk:
            await citizens.enter(desk, number=made.number, cpr=CANARY)
        async with office.desk(cast["finance"]) as desk:
            await citizens.read_cpr(desk, number=made.number)
            structlog.get_logger().info("about", desk=repr(desk), vault=repr(desk.vault))
    async with office.desk(SYSTEM) as desk:
        rows = [
            str(row[0])
            for table in metadata.sorted_tables
            for row in await desk.connection.execute(text(f"SELECT t::text FROM {table.name} t"))
        ]
        mails = [
            bytes(row[0])
            for row in await desk.connection.execute(text("SELECT body FROM outbox WHERE body IS NOT NULL"))
        ]
        told = json.dumps([dict(one.changes) for one in await desk.histories.of(made.id)], ensure_ascii=False)
    everything = "\n".join([*rows, written.getvalue(), told, *(mail.decode() for mail in mails)])

    assert "cpr" in told
    assert len(rows) > 50
    assert [spelled for spelled in SPELLED if spelled in everything] == []
    assert CANARY.encode().hex() not in everything


async def test_a_new_key_seals_everything_anew_and_the_old_one_may_go(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    made = await booked(office, cast, keep)
    async with office.desk(cast.requester) as desk:
        await citizens.enter(desk, number=made.number, cpr=CANARY)
    old, new = office.settings.cpr_keys[0], ("next", b"n" * 32)
    office.vault = Vault([new, old])
    async with office.desk(SYSTEM) as desk:
        first, second = await citizens.rotate(desk), await citizens.rotate(desk)
    office.vault = Vault([new])
    async with office.desk(cast["finance"]) as desk:
        shown = await citizens.read_cpr(desk, number=made.number)
    office.vault = Vault([old])
    async with office.desk(cast["finance"]) as desk:
        with pytest.raises(Conflict, match="next"):
            await citizens.read_cpr(desk, number=made.number)
    office.vault = None
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Conflict, match="CPR_KEYS"):
            await citizens.enter(desk, number=made.number, cpr=CANARY)

    assert (first, second, shown) == (1, 0, CANARY)


def test_a_sealed_number_opens_for_its_own_booking_only() -> None:
    from uuid import UUID

    vault = Vault([("a", b"k" * 32)])
    sealed = vault.seal(UUID(int=1), CANARY)

    assert vault.open(UUID(int=1), sealed) == CANARY
    assert CANARY.encode() not in sealed.content
    assert vault.seal(UUID(int=1), CANARY).content != sealed.content
    for booking_id, content in ((UUID(int=2), sealed.content), (UUID(int=1), sealed.content[:-1] + b"\0")):
        with pytest.raises(Conflict):
            vault.open(booking_id, replace(sealed, content=content))
    assert b64encode(b"k" * 32).decode() not in repr(vault)
    assert Sealed("a", b"") != sealed
