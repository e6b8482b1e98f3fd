"""The leader's report and the committee's table: three pages at most, once a month, and the figures of the register."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.errors import Invalid
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import monthly
from booking.services.committee import committee_table
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.claiming import at
from tests.services.test_economy import lived
from tests.services.test_reminders import choose, kept, mails, plain

FIRST_WORKDAY = datetime(2026, 4, 1, 5, 0, tzinfo=UTC)


async def told(office: Resources) -> list[tuple[str, str]]:
    async with office.desk(SYSTEM) as desk:
        return [(one.way, one.reason) for one in await monthly.send_leader_reports(desk)]


async def test_leaders_get_last_months_report_once_however_often_it_is_tried(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, sink: Sink
) -> None:
    await lived(office, cast, keep, clock)
    clock.at = FIRST_WORKDAY - timedelta(minutes=1)
    early = await told(office)
    clock.at = FIRST_WORKDAY
    first, second = await told(office), await told(office)
    await kept(office)

    # A month before there was a report too, which nobody sent: it is old news now.
    assert (early, first, second) == ([("", "too_late")], [("mail", "")], [])
    [mail] = mails(sink, "leader@example.org", about="Ledelsesrapport")
    assert "marts 2026" in mail["subject"]
    [paper] = [part for part in mail.walk() if part.get_content_type() == "application/pdf"]
    assert paper.get_filename() == "ledelsesrapport-2026-03.pdf"
    content = paper.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert content.startswith(b"%PDF-")
    assert "Tolkning i marts 2026" in plain(mail)


async def test_a_leader_who_does_not_want_it_gets_none(office: Resources, cast: Cast, clock: Clock) -> None:
    await choose(office, cast, "leader", way_leader_report="off")
    clock.at = FIRST_WORKDAY

    assert await told(office) == []


async def test_the_report_speaks_the_readers_tongue_and_is_tagged(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await lived(office, cast, keep, clock)

    danish = await at(office, cast["leader"], lambda desk: monthly.leader_report(desk, month="2026-03"))
    english = await at(office, cast["leader"], lambda desk: monthly.leader_report(desk, month="2026-03", tongue="en"))

    assert (danish.name, english.name) == ("ledelsesrapport-2026-03.pdf", "leaders-report-2026-03.pdf")
    for made in (danish, english):
        assert made.content.count(b"/Type /Page\n") + made.content.count(b"/Type/Page/") <= 3
        assert b"/StructTreeRoot" in made.content
    with pytest.raises(Invalid):
        await at(office, cast["leader"], lambda desk: monthly.leader_report(desk, month="2027-01"))


async def test_the_committees_table_counts_quarters_and_the_year(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    await lived(office, cast, keep, clock)

    found = await at(office, cast["leader"], lambda desk: committee_table(desk, as_of=date(2026, 3, 12)))

    assert [column.key for column in found.columns] == ["quarter", "delivered", "remote", "share", "target"]
    [quarter] = found.rows
    assert (quarter.key, quarter.values["delivered"], quarter.values["share"]) == ("2026-K1", 3, Fraction(1))
    assert found.report.title.da == "Fjerntolkning, status pr. 12.03.2026"
    assert found.total.values["delivered"] == 3
