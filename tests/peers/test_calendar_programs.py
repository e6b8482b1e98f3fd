"""Whole calendar programs of other people's, each a process of its own: vdirsyncer, khal and Radicale."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from booking.domain.bookings import Booking
from booking.domain.modes import Mode
from booking.gateways.calendars import ics
from booking.local.ports import free_port
from booking.resources import Resources
from booking.services import bookings
from tests.api.conftest import book
from tests.api.subscribing import Book, address_of
from tests.builders import Cast
from tests.e2e.chromium import served
from tests.gateways.test_calendars import FACTS, ORGANIZER, PAGE, STREAM
from tests.peers.reading import Read, by_vobject
from tests.peers.test_what_parsers_read import life_of
from tests.waiting import until

__all__ = ["book"]
pytestmark = pytest.mark.slow

SYNCING = """
[general]
status_path = "{home}/status"
[pair disk]
a = "feed"
b = "vdir"
collections = null
conflict_resolution = "a wins"
[pair caldav]
a = "feed"
b = "radicale"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "{feed}"
[storage vdir]
type = "filesystem"
path = "{home}/vdir"
fileext = ".ics"
[storage radicale]
type = "caldav"
url = "{radicale}/salma/feed/"
username = "salma"
password = "x"
"""
KHAL = """
[calendars]
[[feed]]
path = {home}/vdir
readonly = True
[[taken in]]
path = {home}/imported
[locale]
local_timezone = Europe/Copenhagen
default_timezone = Europe/Copenhagen
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""
RADICALE = """
[auth]
type = none
[rights]
type = authenticated
[storage]
filesystem_folder = {home}/radicale
"""


@dataclass
class Programs:
    """Their folder, and the address of Radicale."""

    home: Path
    radicale: str

    async def run(self, program: str, *arguments: str) -> str:
        """What it printed; fails with what it complained of."""
        process = await asyncio.create_subprocess_exec(
            Path(sys.executable).parent / program,
            *arguments,
            env=os.environ | {"HOME": str(self.home), "VDIRSYNCER_CONFIG": f"{self.home}/syncing", "TZ": "Asia/Tokyo"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, complained = await process.communicate()
        assert process.returncode == 0, complained.decode()
        return said.decode()

    async def listed(self, calendar: str) -> dict[str, str]:
        """When each job begins on the Copenhagen clock, by its title, as khal shows it."""
        period = ["2026-03-01", "2026-11-30"]
        asked = ["-c", f"{self.home}/khal", "list", "-a", calendar, "--json", "title", "--json", "start", *period]
        lines = (await self.run("khal", *asked)).splitlines()
        return {one["title"]: one["start"] for line in lines for one in json.loads(line)}


@asynccontextmanager
async def programs(home: Path, feed: str) -> AsyncIterator[Programs]:
    port = free_port()
    found = Programs(home, f"http://127.0.0.1:{port}")
    for name, text in (("syncing", SYNCING), ("khal", KHAL), ("serving", RADICALE)):
        (home / name).write_text(text.format(home=home, feed=feed, radicale=found.radicale))
    for folder in ("vdir", "imported"):
        (home / folder).mkdir()
    server = await asyncio.create_subprocess_exec(
        Path(sys.executable).parent / "radicale",
        *("--config", home / "serving", "--server-hosts", f"127.0.0.1:{port}"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with httpx.AsyncClient(base_url=found.radicale, auth=("salma", "x")) as dav:

            async def made() -> bool:
                try:
                    return (await dav.request("MKCALENDAR", "/salma/feed/")).status_code == 201
                except httpx.ConnectError:
                    return False

            await until(made, seconds=20)
            yield found
    finally:
        server.terminate()
        await server.wait()


def wall(booking: Booking) -> str:
    return f"{booking.starts_at + timedelta(hours=2):%Y-%m-%d %H:%M}"


async def test_a_feed_is_taken_by_vdirsyncer_read_by_khal_and_kept_by_radicale(
    office: Resources, cast: Cast, book: Book, tmp_path: Path
) -> None:
    summer = datetime.fromisoformat("2026-06-02T07:00Z")
    made = [
        await book(starts_at=summer + timedelta(days=day), mode=mode, citizen_ref="", in_person_reason="documents")
        for day, mode in enumerate((Mode.PHONE, Mode.SKYPE, Mode.IN_PERSON))
    ]
    async with served(office) as address:
        feed = address + await address_of(office, cast, "salma")
        async with programs(tmp_path, feed) as peers:
            await peers.run("vdirsyncer", "discover")
            await peers.run("vdirsyncer", "sync")
            async with office.desk(cast.requester) as desk:
                await bookings.cancel(desk, number=made[1].number)
            await peers.run("vdirsyncer", "sync")
            file = tmp_path / "feed.ics"
            async with httpx.AsyncClient() as client:
                file.write_bytes((await client.get(feed)).content)
                kept = await client.get(f"{peers.radicale}/salma/feed/", auth=("salma", "x"))
            await peers.run("khal", "-c", f"{tmp_path}/khal", "import", "--batch", "-a", "taken in", str(file))
            shown = [await peers.listed(calendar) for calendar in ("feed", "taken in")]
            await messages_are_kept(peers)

    expected = {
        f"Tolkeopgave {made[0].number}, telefon": wall(made[0]),
        f"Aflyst: Tolkeopgave {made[1].number}, video": wall(made[1]),
        f"Tolkeopgave {made[2].number}, fremmøde": wall(made[2]),
    }
    assert shown == [expected, expected]
    [ours], [theirs] = by_vobject()([file.read_bytes()]), by_vobject()([kept.content])
    assert by_start(ours) == by_start(theirs)
    assert len(ours) == 3


def by_start(events: list[Read]) -> list[Read]:
    """In order, but for the UID: vdirsyncer puts a hash in its place when it reads a feed."""
    return sorted((replace(event, uid="") for event in events), key=lambda event: event.start)


async def messages_are_kept(peers: Programs) -> None:
    """Each message of a stream, put where the one before it lay, comes back as it was sent."""
    async with httpx.AsyncClient(base_url=f"{peers.radicale}/salma/feed/", auth=("salma", "x")) as dav:
        for message in life_of(STREAM, FACTS):
            # What is kept on a server has no METHOD (RFC 4791 § 4.1): a program takes it away when it takes a message.
            method = f"METHOD:{message[0].method}\r\n".encode()
            event = ics(*message, organizer=ORGANIZER, page=PAGE).replace(method, b"")
            put = await dav.put("stream.ics", content=event, headers={"Content-Type": "text/calendar"})
            assert put.status_code in (201, 204), put.text
            back = (await dav.get("stream.ics")).content
            assert by_vobject()([back]) == by_vobject()([event])
        [[last]] = by_vobject()([back])
    assert (last.status, last.seq) == ("CANCELLED", 3)
