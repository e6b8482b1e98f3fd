"""An invoice goes through the office: read in, matched, accepted with a reason by one, released by another."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.suppliers import Supplier
from booking.resources import Resources
from booking.services import bookings, invoicing, ledger
from booking.services.desk import Desk
from tests.builders import SALMA, Cast
from tests.gateways.invoices import Line, peppol
from tests.services.claiming import at, day, taken_place

CVR = "12345678"


@pytest.fixture
async def limbro(office: Resources, cast: Cast) -> Supplier:
    """Salma comes from an agency now."""
    supplier = Supplier(id=uuid4(), code="limbro", name="Limbro", scheme="MUNI-DEMO", category="agency", cvr=CVR)
    async with office.desk(cast["admin"]) as desk:
        await desk.suppliers.add(supplier)
        await desk.suppliers.give(supplier, [SALMA])
    office.forget_reference()
    return supplier


async def done(office: Resources, cast: Cast, number_of_day: int, *, attested: bool = True) -> str:
    async with office.desk(cast.coordinator) as desk:
        number = await taken_place(desk, cast, day(2, number_of_day))
    if attested:
        await at(office, cast.requester, lambda desk: bookings.attest(desk, number=number))
    return number


async def owed(office: Resources, cast: Cast, number: str) -> int:
    async with office.desk(cast["finance"]) as desk:
        settled = await desk.costs.settlement_of((await desk.bookings.get(number)).id)
        assert settled is not None
        return settled.net_ore


def line(number: str, net: str, number_of_day: int) -> Line:
    return Line(number, net, day=f"2026-02-{number_of_day:02d}")


async def received(desk: Desk, content: bytes) -> invoicing.InvoiceDetails:
    [found] = await invoicing.receive(desk, content, file_name="faktura.xml")
    return found


async def test_what_agrees_is_released_and_counts_as_invoiced(office: Resources, cast: Cast, limbro: Supplier) -> None:
    number = await done(office, cast, 10)
    async with office.desk(cast["finance"]) as desk:
        before = (await invoicing.listed(desk)).outstanding
        found = await received(desk, peppol([line(number, "520.00", 10)]))
    async with office.desk(cast["finance"]) as desk:
        after = await invoicing.release(desk, invoice_id=found.invoice.id)
        listed = await invoicing.listed(desk)

    assert [(by.code, one.jobs, one.net_ore) for by, one in before] == [("limbro", 1, 52000)]
    assert (found.open, found.agreed_ore, found.judged[0].deviation) == ((), 52000, None)
    assert (after.invoice.state, listed.outstanding) == ("approved", ())


async def test_more_than_the_tariff_takes_a_reason_and_somebody_else_and_becomes_part_of_the_cost(
    office: Resources, cast: Cast, limbro: Supplier
) -> None:
    number = await done(office, cast, 10)
    waits = await done(office, cast, 11, attested=False)
    content = peppol([line(number, "600.00", 10), line(waits, "520.00", 11)])
    async with office.desk(cast["finance"]) as desk:
        found = await received(desk, content)
    deviations = {one.line.n: one.deviation.kind for one in found.judged if one.deviation}
    async with office.desk(cast["finance"]) as desk:
        with pytest.raises(Conflict, match="2 deviations"):
            await invoicing.release(desk, invoice_id=found.invoice.id)
        with pytest.raises(Conflict, match="not attested"):
            await invoicing.accept(desk, invoice_id=found.invoice.id, n=2, reason="fordi")
        await invoicing.accept(desk, invoice_id=found.invoice.id, n=1, reason="Aftalt på telefon")
    await at(office, cast.requester, lambda desk: bookings.attest(desk, number=waits))
    async with office.desk(cast["finance"]) as desk:
        with pytest.raises(Denied, match="Somebody else"):
            await invoicing.release(desk, invoice_id=found.invoice.id)
    async with office.desk(cast["approver"]) as desk:
        done_with = await invoicing.release(desk, invoice_id=found.invoice.id)

    assert deviations == {1: "price", 2: "not_attested"}
    assert (await owed(office, cast, number), await owed(office, cast, waits)) == (60000, 52000)
    assert [one.reason for one in done_with.accepted] == ["Aftalt på telefon"]
    async with office.desk(cast["finance"]) as desk:
        posted = text("SELECT sum(amount_ore) FROM ledger_entries WHERE kind = 'cost'")
        assert (await desk.connection.execute(posted)).scalar_one() == 112000
        assert (await ledger.verify(desk)).sound
        assert (await desk.costs.settlement_of((await desk.bookings.get(number)).id)).vat_percent == Decimal(25)  # type: ignore[union-attr]


async def test_the_same_again_is_a_duplicate_until_the_first_is_sent_back(
    office: Resources, cast: Cast, limbro: Supplier
) -> None:
    number = await done(office, cast, 10)
    first = await at(office, cast["finance"], lambda desk: received(desk, peppol([line(number, "520.00", 10)])))
    async with office.desk(cast["finance"]) as desk:
        with pytest.raises(Conflict, match="read before"):
            async with desk.trying():
                await received(desk, peppol([line(number, "520.00", 10)]))
    again = peppol([line(number, "520.00", 10)], number="F-2")
    second = await at(office, cast["finance"], lambda desk: received(desk, again))
    async with office.desk(cast["finance"]) as desk:
        await invoicing.send_back(desk, invoice_id=first.invoice.id)
        later = await invoicing.read(desk, invoice_id=second.invoice.id)
        with pytest.raises(Conflict, match="settled already"):
            await invoicing.send_back(desk, invoice_id=first.invoice.id)
        resent = await received(desk, peppol([line(number, "520.00", 10)]))

    assert [one.kind for one in second.open] == ["duplicate"]
    assert later.open == ()
    assert [one.kind for one in resent.open] == ["duplicate"]


async def test_totals_are_accepted_with_a_reason_and_a_stranger_is_refused(
    office: Resources, cast: Cast, limbro: Supplier
) -> None:
    number = await done(office, cast, 10)
    async with office.desk(cast["finance"]) as desk:
        found = await received(desk, peppol([line(number, "520.00", 10)], net=500.0))
        invoice: UUID = found.invoice.id
        for n, reason, said in ((0, " ", "Write why"), (9, "x", "no such line")):
            with pytest.raises(Invalid, match=said):
                await invoicing.accept(desk, invoice_id=invoice, n=n, reason=reason)
        accepted = await invoicing.accept(desk, invoice_id=invoice, n=0, reason="Afrunding")
        with pytest.raises(Invalid, match="No supplier has the CVR number"):
            await received(desk, peppol([line(number, "520.00", 10)], number="X", cvr="87654321"))
        with pytest.raises(Invalid, match="5 MB"):
            await invoicing.receive(desk, b"", file_name="tom.xml")

    assert {one.kind for one in found.open} == {"sum"}
    assert (accepted.open, accepted.invoice.totals_reason) == ((), "Afrunding")


async def test_what_is_corrected_while_somebody_releases_is_released_by_what_is_then_true(
    office: Resources, cast: Cast, limbro: Supplier
) -> None:
    number = await done(office, cast, 10)
    async with office.desk(cast["finance"]) as desk:
        found = await received(desk, peppol([line(number, "520.00", 10)]))

    async def release() -> None:
        async with office.desk(cast["finance"]) as desk:
            await invoicing.release(desk, invoice_id=found.invoice.id)

    async with office.desk(cast.coordinator) as desk:
        longer = bookings.Report(ends_at=day(2, 10) + timedelta(hours=2), reason="Det varede længere")
        await bookings.correct(desk, number=number, report=longer)
        await desk.finish()
        releasing = asyncio.create_task(release())
        async with office.engine.connect() as other:
            while not (await other.execute(_WAITS)).scalar_one() and not releasing.done():
                await asyncio.sleep(0.01)
    with pytest.raises(Conflict):
        await releasing


@pytest.mark.parametrize(
    "content",
    [
        peppol([Line("B-2026-000001", "1.00", vat="999999999")], net=1, vat=0.25),
        peppol([Line("B-2026-000001", "1.00", vat="-5")], net=1, vat=0.25),
        peppol([Line("B-2026-000001", "700000000.00")]),
        peppol([Line("B-2026-000001", "1.00", minutes=999_999_999)]),
    ],
    ids=["percent", "negative percent", "amount", "minutes"],
)
async def test_figures_that_no_invoice_has_are_refused(
    office: Resources, cast: Cast, limbro: Supplier, content: bytes
) -> None:
    async with office.desk(cast["finance"]) as desk:
        with pytest.raises(Invalid, match="no invoice has"):
            await received(desk, content)


_WAITS = text(
    "SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_stat_activity USING (pid) "
    "WHERE NOT granted AND datname = current_database())"
)
