"""What was due is sent once or not at all: workers die, gateways fail, and the world moves on meanwhile."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest

from booking.domain.accounts import SYSTEM
from booking.local.sink import Fault, Sink
from booking.local.sms_sink import SmsSink, TextFault
from booking.persistence.outbox import MAX_ATTEMPTS
from booking.resources import Resources
from booking.services import bookings, preferences
from booking.services.digests import send_day_sheets
from booking.services.outbox import Fulfilment, due, fulfil
from booking.services.reminders import remind
from tests.builders import Cast, order
from tests.conftest import NOW, Clock
from tests.e2e.counting import fetch
from workers.beat import beat
from workers.main import fulfilment

HASTE = timedelta(milliseconds=5)
START = order().starts_at
DAY_BEFORE = START - timedelta(hours=24)
NUMBER, SALMAS = "+4522334455", "salma@tolk.example.org"
TEXTS = "SELECT state, attempts, last_error FROM outbox WHERE kind = 'sms' ORDER BY created_at, id"
MARKS = "SELECT way, reason FROM reminders WHERE topic = 'job_reminder'"


@pytest.fixture
def work(texting: Resources) -> Fulfilment:
    return replace(fulfilment(texting), pause=HASTE)


async def keep(work: Fulfilment, *, kinds: tuple[str, ...] = ("match", "mail", "sms")) -> None:
    """Until nothing of these kinds is due; what is put off is waited for."""
    for _ in range(200):
        promises = [one for kind, one in await due(work) if kind.split()[0] in kinds]
        for one in promises:
            await fulfil(work, one)
        if not promises:
            await asyncio.sleep(0.01)
            if not [one for kind, one in await due(work) if kind.split()[0] in kinds]:
                return


async def settled(office: Resources, work: Fulfilment) -> None:
    """Nothing is left but what lapses."""
    while await fetch(office.settings, "SELECT 1 FROM outbox WHERE state = 'pending' AND kind <> 'lapse'"):
        await keep(work)


async def by_sms(office: Resources, cast: Cast, *, name: str = "salma", way: str = "sms", **others: int | str) -> None:
    async with office.desk(cast[name]) as desk:
        chosen = {"way.job_reminder": way, **others}
        await preferences.choose(desk, values=chosen)
        account_id = cast[name].account_id
        assert account_id is not None
        await desk.preferences.set_phone(account_id, NUMBER, confirmed_at=desk.now)


async def due_now(office: Resources, cast: Cast, clock: Clock, work: Fulfilment, *, way: str = "sms") -> str:
    """A job of Salma's whose reminder was written and has not left."""
    await by_sms(office, cast, way=way)
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order())).number
    await keep(work)
    clock.at = DAY_BEFORE
    async with office.desk(SYSTEM) as desk:
        await remind(desk)
    return number


def reminders_mailed(sink: Sink) -> int:
    return sum(str(sink.read(one)["Subject"]).startswith("Husk") for one in sink.messages())


async def test_workers_that_look_at_once_remind_once(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, gateway: SmsSink
) -> None:
    await due_now(texting, cast, clock, work)
    clock.at = START - timedelta(hours=2)

    await asyncio.gather(*(beat(work) for _ in range(4)))
    await asyncio.gather(*(keep(work) for _ in range(3)))

    assert [one.text[:4] for one in gateway.messages()] == ["Husk"]
    rows = await fetch(texting.settings, "SELECT topic, count(*) AS n FROM reminders GROUP BY topic ORDER BY topic")
    assert {row["topic"]: row["n"] for row in rows}["job_reminder"] == 1


async def test_a_worker_killed_between_claim_and_send_is_followed_by_another(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, gateway: SmsSink, sink: Sink
) -> None:
    await due_now(texting, cast, clock, work, way="both")
    async with texting.counter(SYSTEM) as desk:
        claimed = [await desk.outbox.claim(one) for kind, one in await due(work) if kind.split()[0] in ("mail", "sms")]
    assert len([one for one in claimed if one is not None]) == 2
    await keep(work)
    before = len(gateway.messages()), reminders_mailed(sink)

    await fetch(texting.settings, "UPDATE outbox SET lease_until = clock_timestamp() WHERE state = 'pending'")
    await keep(work)

    assert (before, len(gateway.messages()), reminders_mailed(sink)) == ((0, 0), 1, 1)


@pytest.mark.parametrize(
    ("kind", "code", "repeats"),
    [("refuse", 500, 0), ("refuse", 429, 0), ("drop_before_store", 0, 0), ("drop_after_store", 0, 1)],
)
async def test_a_gateway_that_fails_for_now_gets_it_again_under_the_same_key(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, gateway: SmsSink, kind: Literal["refuse"],
    code: int, repeats: int,
) -> None:  # fmt: skip
    await due_now(texting, cast, clock, work)

    with gateway.failing(TextFault(kind, code=code)):
        await settled(texting, work)

    keys = [one.key for one in gateway.messages()]
    assert (len(keys), len(set(keys))) == (1 + repeats, 1)
    [row] = await fetch(texting.settings, TEXTS)
    assert (row["state"], row["attempts"]) == ("sent", 2)


async def test_a_number_that_is_refused_is_doubted_and_what_it_said_comes_by_mail(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, gateway: SmsSink, sink: Sink
) -> None:
    await due_now(texting, cast, clock, work)

    with gateway.failing(TextFault("refuse", code=400)):
        await settled(texting, work)

    mail = sink.read(sink.messages()[-1])
    body = mail.get_body(("plain",))
    assert body is not None
    assert (mail["To"], mail["Subject"]) == ("Salma <salma@example.org>", "Vi kunne ikke sende dig en SMS")
    assert "Her er, hvad der stod i den: Husk din tolkeopgave torsdag 12/3 kl. 10.00" in body.get_content()
    assert body.get_content().count("http://127.0.0.1:8000/tolk#B-2026-") == body.get_content().count("http") == 1
    assert [(row["state"], row["attempts"]) for row in await fetch(texting.settings, TEXTS)] == [("dead", 1)]
    async with texting.desk(cast["salma"]) as desk:
        assert (await preferences.own(desk)).number == ""


async def test_a_gateway_that_stays_away_is_given_up_and_the_number_is_still_trusted(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, gateway: SmsSink, sink: Sink
) -> None:
    await due_now(texting, cast, clock, work)
    await gateway.stop()

    await settled(texting, replace(work, pause=timedelta(milliseconds=1)))

    assert sink.read(sink.messages()[-1])["Subject"] == "Vi kunne ikke sende dig en SMS"
    assert [(row["state"], row["attempts"]) for row in await fetch(texting.settings, TEXTS)] == [
        ("dead", MAX_ATTEMPTS + 1)
    ]
    async with texting.desk(cast["salma"]) as desk:
        assert (await preferences.own(desk)).number == NUMBER


async def test_a_booking_cancelled_a_second_before_is_not_reminded_of(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, gateway: SmsSink, sink: Sink
) -> None:
    number = await due_now(texting, cast, clock, work, way="both")
    clock.at += timedelta(seconds=1)
    async with texting.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=number)

    await settled(texting, work)

    assert [one.text.split(":")[0] for one in gateway.messages()] == ["AFLYST"]
    assert reminders_mailed(sink) == 0
    assert [(row["state"], row["last_error"]) for row in await fetch(texting.settings, TEXTS)] == [
        ("skipped", "over"),
        ("sent", None),
    ]
    assert await fetch(texting.settings, MARKS) == [{"way": "both", "reason": "over"}]


@pytest.mark.parametrize("way", ["off", "mail"])
async def test_a_choice_that_changes_between_due_and_send_holds(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, gateway: SmsSink, sink: Sink, way: str
) -> None:
    await due_now(texting, cast, clock, work, way="both")
    async with texting.desk(cast["salma"]) as desk:
        await preferences.choose(desk, values={"way.job_reminder": way})

    await settled(texting, work)

    assert (gateway.messages(), reminders_mailed(sink)) == ([], 1 if way == "mail" else 0)


async def test_a_relay_that_is_away_until_it_is_too_late_sends_nothing_late(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, sink: Sink
) -> None:
    await due_now(texting, cast, clock, work, way="mail")
    with sink.failing(Fault("refuse", code=451, address=SALMAS, times=1)):
        for _, promise_id in [one for one in await due(work) if one[0].startswith("mail")]:
            await fulfil(work, promise_id)

    clock.at = START
    await settled(texting, work)

    assert reminders_mailed(sink) == 0
    assert await fetch(texting.settings, MARKS) == [{"way": "mail", "reason": "too_late"}]


async def test_a_change_at_night_waits_unless_the_job_is_early_and_only_the_last_is_told(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, gateway: SmsSink
) -> None:
    await by_sms(texting, cast, way="mail")
    numbers = []
    for starts_at in (START, START - timedelta(hours=3, minutes=30)):  # at ten, and at half past six
        async with texting.desk(cast.requester) as desk:
            numbers.append((await bookings.request(desk, order=order(starts_at=starts_at))).number)
        await keep(work)
    clock.at = datetime(2026, 3, 11, 22, 0, tzinfo=UTC)  # eleven in the evening
    late, early = numbers
    for minutes in (30, 60):
        await move(texting, cast, late, minutes)
    async with texting.desk(cast.coordinator) as desk:
        await bookings.cancel(desk, number=early)

    planned = await fetch(texting.settings, "SELECT next_at > created_at + interval '1 hour' AS waits, body FROM outbox"
                          " WHERE kind = 'sms' ORDER BY id")  # fmt: skip
    await settled(texting, work)

    seven = await fetch(texting.settings, "SELECT DISTINCT next_at FROM outbox WHERE kind = 'sms' AND state = 'sent'")
    assert [(one["waits"], one["body"].decode().split(":")[0]) for one in planned][:2] == [(True, "NY TID")] * 2
    assert sorted(one.text.split(",")[0] for one in gateway.messages()) == [
        "AFLYST: torsdag 12/3 kl. 06.30-07.30",
        "NY TID: torsdag 12/3 kl. 11.30-12.30",
    ]
    assert datetime(2026, 3, 12, 6, 0, tzinfo=UTC) in [row["next_at"] for row in seven]


async def test_whoever_moves_a_job_all_day_does_not_ring_its_interpreter_as_often(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment
) -> None:
    await by_sms(texting, cast, way="mail")
    async with texting.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order())).number
    await keep(work, kinds=("match",))
    clock.at = START - timedelta(hours=20)

    for _ in range(7):
        await move(texting, cast, number, 15)

    planned = await fetch(
        texting.settings,
        "SELECT next_at = created_at + interval '15 minutes' AS waits FROM outbox WHERE kind = 'sms' ORDER BY id",
    )
    assert [row["waits"] for row in planned] == [False] * 5 + [True] * 2


async def move(office: Resources, cast: Cast, number: str, minutes: int) -> None:
    async with office.desk(cast.coordinator) as desk:
        now = await bookings.find(desk, number)
        period = now.period.shifted(minutes)
        changes = bookings.Changes({"starts_at": period.starts_at, "ends_at": period.ends_at})
        await bookings.change(desk, number=number, changes=changes, version=now.version)


async def test_an_offer_by_sms_that_is_closed_meanwhile_is_not_texted(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, gateway: SmsSink, sink: Sink
) -> None:
    await by_sms(texting, cast, name="farid", way="mail", **{"way.offer": "sms"})
    async with texting.desk(cast.requester) as desk:
        asked = await bookings.request(desk, order=order(language="pes"))
    await keep(work, kinds=("match",))
    async with texting.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=asked.number)

    await settled(texting, work)

    assert gateway.messages() == []
    assert [row["last_error"] for row in await fetch(texting.settings, TEXTS)] == ["answered"]


async def test_an_offer_by_sms_says_until_when_to_answer_and_is_not_mailed(
    texting: Resources, cast: Cast, work: Fulfilment, gateway: SmsSink, sink: Sink
) -> None:
    await by_sms(texting, cast, name="farid", way="mail", **{"way.offer": "sms"})
    async with texting.desk(cast.requester) as desk:
        asked = await bookings.request(desk, order=order(language="pes"))

    await settled(texting, work)

    [message] = gateway.messages()
    assert message.text.startswith("Kan du tage torsdag 12/3 kl. 10.00-11.00, telefon? Svar senest ")
    assert message.text.endswith(f": http://127.0.0.1:8000/tolk#{asked.number}")
    assert [one for one in sink.messages() if "farid@tolk.example.org" in one.envelope_to] == []


@pytest.mark.parametrize(
    ("day", "seven"),
    [
        (datetime(2026, 3, 29, 8, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC)),
        (datetime(2026, 10, 25, 9, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC)),
    ],
)
async def test_on_the_days_the_clocks_change_the_sheet_comes_once_at_seven(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, day: datetime, seven: datetime
) -> None:
    async with texting.desk(cast.coordinator) as desk:
        await bookings.request(desk, order=order(starts_at=day))
    await keep(work)

    found = []
    clock.at = seven - timedelta(hours=8)
    while clock.at < seven + timedelta(hours=1, minutes=30):
        async with texting.desk(SYSTEM) as desk:
            found += [clock.at for _ in await send_day_sheets(desk)]
        clock.at += timedelta(minutes=30)

    assert found == [seven]


async def test_a_code_is_sent_again_when_the_gateway_fails_and_not_when_it_is_too_old(
    texting: Resources, cast: Cast, clock: Clock, work: Fulfilment, gateway: SmsSink
) -> None:
    async with texting.desk(cast["farid"]) as desk:
        await preferences.send_code(desk, typed="22 33 44 55")
    with gateway.failing(TextFault("refuse", code=503)):
        await settled(texting, work)
    async with texting.desk(cast["farid"]) as desk:
        await preferences.send_code(desk, typed="22 33 44 55")
    clock.at = NOW + timedelta(minutes=11)

    await settled(texting, work)

    assert [one.text[6:22] for one in gateway.messages()] == [" er din kode til"]
    assert [row["state"] for row in await fetch(texting.settings, TEXTS)] == ["sent", "skipped"]
