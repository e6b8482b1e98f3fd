"""The main job over real HTTP, SMTP, PostgreSQL and Valkey: from the order to the refund and the remote share."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.builders import FARID, OLENA, SALMA
from tests.e2e.counting import NOTHING_WRONG, counted, quiet
from tests.e2e.offices import Office, wish
from tests.e2e.received import Received, everything_in, invitations
from tests.waiting import until

pytestmark = pytest.mark.slow
REQUESTER = "requester@example.org"
ADDRESSES = {name: f"{name}@tolk.example.org" for name in ("salma", "farid", "olena")}
INTERPRETERS = {str(SALMA): "salma", str(FARID): "farid", str(OLENA): "olena"}
SECRETS = ("kanin-26-7788", "kanin-i-noten", "kanin-ved-porten")
PRIVATE = dict(zip(("citizen_ref", "note", "contact"), SECRETS, strict=True))
WISHES: dict[str, dict[str, Any]] = {
    "in_person": {"language": "apc", "mode": "in_person", "in_person_reason": "documents"},
    "phone": {"language": "pes", "mode": "phone"},  # Farid alone: Olena is wanted for the video
    "skype": {"language": "ukr", "mode": "skype", "link": "https://moede.example.org/rum/7"},
    "cancelled": {"language": "pes", "mode": "phone"},
}
DELIVERED = {"in_person": "in_person", "phone": "phone", "skype": "phone"}
# The three are moved to begin in a moment, so that they can be delivered while the test looks on.
MOMENT = timedelta(seconds=6)


@dataclass
class Life:
    """What was seen of four bookings: their number, interpreter, begin, and last answer of the API."""

    begins: datetime
    numbers: dict[str, str] = field(default_factory=dict)
    interpreters: dict[str, str] = field(default_factory=dict)
    attested: dict[str, dict[str, Any]] = field(default_factory=dict)
    report: dict[str, Any] = field(default_factory=dict)
    sheet: str = ""

    def received(self, office: Office, key: str) -> tuple[list[Received], list[Received]]:
        """What reached the interpreter and the requester."""
        found = invitations(office.sink, self.numbers[key])
        assert found.keys() == {ADDRESSES[self.interpreters[key]], REQUESTER}
        return found[ADDRESSES[self.interpreters[key]]], found[REQUESTER]


@pytest.fixture(scope="module")
async def life(running: Office) -> Life:
    """Four bookings taken through everything once."""
    life = Life(begins=datetime.now(UTC))
    await order(running, life)
    for key in WISHES:
        await find_somebody(running, life, key)
    await quiet(running.settings)
    life.begins = datetime.now(UTC).replace(microsecond=0) + MOMENT
    for key in DELIVERED:
        await move(running, life, key)
    async with running.asking("requester", api=1) as requester:
        answer = await requester.post(f"/api/v1/bookings/{life.numbers['cancelled']}/cancel", json={})
        assert answer.json()["status"] == "cancelled"
    await asyncio.sleep(max(0.0, (life.begins - datetime.now(UTC)).total_seconds()))
    for key, mode in DELIVERED.items():
        await deliver(running, life, key, mode=mode)
    await quiet(running.settings)
    await report(running, life)
    return life


async def order(office: Office, life: Life) -> None:
    async with office.asking("requester") as requester:
        for key, wanted in WISHES.items():
            hours = 24 * 30 if key == "cancelled" else 1
            answer = await requester.post("/api/v1/bookings", json=wish(hours, **wanted, **PRIVATE))
            assert (answer.status_code, answer.json()["status"]) == (201, "requested"), answer.text
            life.numbers[key] = answer.json()["number"]


async def find_somebody(office: Office, life: Life, key: str) -> None:
    """Waits until it is confirmed; whoever is asked says yes."""
    path = f"/api/v1/bookings/{life.numbers[key]}"
    async with office.asking("coordinator") as coordinator:

        async def acted_on() -> Any:
            said = (await coordinator.get(path)).json()
            return said if said["status"] in ("offered", "confirmed") else None

        said = await until(acted_on, seconds=30)  # the first waits until the workers are up
        if said["status"] == "offered":
            offer = next(one for one in said["offers"] if one["state"] == "open")
            async with office.asking(INTERPRETERS[offer["interpreter"]], api=1) as interpreter:
                answer = await interpreter.post(f"/api/v1/offers/{offer['id']}/accept")
                assert answer.status_code == 200, answer.text
            said = (await coordinator.get(path)).json()
    assert said["status"] == "confirmed"
    life.interpreters[key] = INTERPRETERS[said["interpreter"]["id"]]


async def move(office: Office, life: Life, key: str) -> None:
    path = f"/api/v1/bookings/{life.numbers[key]}"
    async with office.asking("requester", api=1) as requester:
        etag = (await requester.get(path)).headers["etag"]
        times = {"starts_at": life.begins.isoformat(), "ends_at": (life.begins + timedelta(hours=1)).isoformat()}
        answer = await requester.patch(path, json=times, headers={"If-Match": etag})
        assert (answer.status_code, answer.json()["status"]) == (200, "confirmed"), answer.text


async def deliver(office: Office, life: Life, key: str, *, mode: str) -> None:
    path = f"/api/v1/bookings/{life.numbers[key]}"
    async with office.asking(life.interpreters[key]) as interpreter, office.asking("requester") as requester:
        delivered = await interpreter.post(f"{path}/deliver", json={"mode": mode})
        assert delivered.status_code == 200, delivered.text
        attested = await requester.post(f"{path}/attest")
    assert attested.json()["status"] == "attested"
    life.attested[key] = attested.json()


async def report(office: Office, life: Life) -> None:
    async with office.asking("leader") as leader:
        life.report = (await leader.get("/api/v1/reports/remote-share")).json()
        life.sheet = (await leader.get("/api/v1/reports/remote-share", headers={"Accept": "text/csv"})).text


@pytest.mark.parametrize("key", DELIVERED)
async def test_a_move_reaches_both_calendars_under_the_same_uid_with_a_higher_sequence(
    running: Office, life: Life, key: str
) -> None:
    for mails in life.received(running, key):
        assert [(mail.method, mail.sequence) for mail in mails] == [("REQUEST", 0), ("REQUEST", 1)]
        assert len({mail.uid for mail in mails}) == 1
        assert (mails[-1].starts_at, mails[-1].ends_at) == (life.begins, life.begins + timedelta(hours=1))


async def test_a_cancellation_takes_the_booking_out_of_both_calendars(running: Office, life: Life) -> None:
    for mails in life.received(running, "cancelled"):
        assert [(mail.method, mail.sequence) for mail in mails] == [("REQUEST", 0), ("CANCEL", 1)]
        assert len({mail.uid for mail in mails}) == 1


@pytest.mark.parametrize(("key", "mode"), DELIVERED.items())
async def test_what_was_delivered_is_priced_by_its_lines_and_refunded_by_one_rule(
    life: Life, key: str, mode: str
) -> None:
    said = life.attested[key]

    assert said["delivery"]["mode"] == mode
    assert said["cost"]["lines"] != []
    assert sum(ore(line["amount"]) for line in said["cost"]["lines"]) == ore(said["cost"]["total"])
    assert (said["refund"]["state"], said["refund"]["rule"]) == ("decided", "INL45-PROG")
    assert 0 < ore(said["refund"]["amount"]) <= ore(said["cost"]["total"])


def ore(amount: str) -> int:
    kroner, _, rest = amount.partition(".")
    return 100 * int(kroner) + int(rest)


async def test_the_remote_share_counts_the_mode_that_was_delivered(life: Life) -> None:
    total = life.report["total"]

    assert (total["delivered"], total["remote"], life.report["headline"]["text"]) == (3, 2, "67%")
    assert "delivered" in life.report["report"]["definition"]
    assert "66,7" in next(line for line in life.sheet.split("\r\n") if line.startswith("I alt"))


async def test_no_mail_says_anything_about_the_citizen(running: Office, life: Life) -> None:
    mails = [everything_in(running.sink.read(one)) for one in running.sink.messages()]

    assert any(life.numbers["in_person"] in mail for mail in mails)
    assert [secret for secret in SECRETS for mail in mails if secret in mail] == []


async def test_everything_was_sent_once_and_in_order(running: Office, life: Life) -> None:
    assert await counted(running.settings, running.sink) == NOTHING_WRONG
