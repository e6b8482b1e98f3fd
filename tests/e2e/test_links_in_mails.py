"""Some mail gateways open every link before its reader does: opening one, in any way, changes nothing."""

import re

import httpx

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Booking
from booking.gateways.kept_mails import KeptMail, kept_mails
from booking.gateways.mail import NOTICES
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import bookings
from booking.services.notifications import tell_interpreters, tell_requester
from tests.builders import FARID, SALMA, Cast
from tests.conftest import Keep
from tests.e2e.counting import fetch
from tests.faults.test_mail_faults import move
from tests.services.test_subscribing import booked
from tests.web.people import BROWSER, Browser

TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
READERS = ("salma", "requester", "coordinator")
# Where letters that tell of several things lead.
DIGESTS = {"http://127.0.0.1:8000/tolk", "http://127.0.0.1:8000/tavle", "http://127.0.0.1:8000/opgaver"}


async def every_table(office: Resources) -> dict[str, list[str]]:
    """All that the database holds, row by row."""
    found: dict[str, list[str]] = {}
    for table in await fetch(office.settings, TABLES):
        name = table["table_name"]
        rows = await fetch(office.settings, f'SELECT t::text AS said FROM "{name}" t')
        found[name] = sorted(row["said"] for row in rows)
    return found


async def post_everything(office: Resources, cast: Cast, keep: Keep) -> Booking:
    """Every kind of letter about one booking: each notice, and the four of a calendar stream."""
    made = await booked(office, cast, keep)
    await move(office, cast, made.number, minutes=30)
    await keep()
    async with office.desk(SYSTEM) as desk:
        for kind in NOTICES:
            await tell_requester(desk, kind, made)
            await tell_interpreters(desk, kind, made, {SALMA: None, FARID: None})
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=made.number)
    await keep()
    return made


def links(mails: list[KeptMail]) -> set[str]:
    found = {link for mail in mails for link in re.findall(r"https?://[^\s\"<>]+", mail.plain + mail.html)}
    return {link for link in found if link.startswith("http://127.0.0.1:8000/")}


async def test_opening_every_link_of_every_mail_as_anybody_changes_no_row(
    office: Resources, cast: Cast, keep: Keep, sink: Sink, http: httpx.AsyncClient
) -> None:
    await post_everything(office, cast, keep)
    found = links(kept_mails(sink.directory)) | DIGESTS
    visitors = [Browser(office, http)]
    for name in READERS:
        visitors.append(Browser(office, httpx.AsyncClient(transport=http._transport, base_url=http.base_url)))
        await visitors[-1].enter(name)
    before = await every_table(office)

    answers = [
        await visitor.http.request(method, link, headers=BROWSER)
        for visitor in visitors
        for link in found
        for method in ("GET", "HEAD", "GET")
    ]

    assert await every_table(office) == before
    assert len(found) > len(DIGESTS) + 1
    assert max(answer.status_code for answer in answers) < 500
    assert {answer.status_code for answer in answers if answer.request.method == "GET"} >= {200, 303}
