"""Reminders, day sheets and digests: once for each reader and start, judged anew, in the reader's own tongue."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.errors import Denied
from booking.domain.messages import REASONS, Reason
from booking.domain.modes import Mode
from booking.local.sink import Sink
from booking.local.sms_sink import SmsSink
from booking.resources import Resources
from booking.services import bookings, preferences
from booking.services.accounts import choose_tongue
from booking.services.alarms import raise_alarm
from booking.services.assignments import assign
from booking.services.digests import send_day_sheets, send_open_tasks, send_unfilled_week
from booking.services.outbox import due, fulfil
from booking.services.reminders import remind
from booking.services.told import told_of
from tests.builders import OLENA, Cast, order
from tests.conftest import NOW, Clock
from workers.beat import beat
from workers.main import fulfilment

START = order().starts_at  # Thursday 12 March 2026, 10.00 in Copenhagen
DAY_BEFORE = START - timedelta(hours=24)
SALMAS = "salma@tolk.example.org"


async def kept(office: Resources) -> None:
    """Keeps what is promised, but lets no offer lapse."""
    work = fulfilment(office)
    while promises := [one for kind, one in await due(work) if kind != "lapse"]:
        for one in promises:
            await fulfil(work, one)


async def confirmed(office: Resources, cast: Cast, **different: object) -> str:
    """A job of Salma's."""
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(**different))).number
    await kept(office)
    return number


async def reminded(office: Resources) -> list[tuple[str, str, str]]:
    """Topic, way and reason of what this look settled."""
    async with office.desk(SYSTEM) as desk:
        return [(one.topic, one.way, one.reason) for one in await remind(desk)]


async def choose(office: Resources, cast: Cast, name: str, **values: int | str) -> None:
    async with office.desk(cast[name]) as desk:
        chosen = {key.replace("way_", "way."): value for key, value in values.items()}
        await preferences.choose(desk, values=chosen)


async def phone(office: Resources, cast: Cast, name: str, number: str = "+4522334455") -> None:
    """A number that was proved."""
    async with office.desk(cast[name]) as desk:
        assert cast[name].account_id is not None
        await desk.preferences.set_phone(cast[name].account_id, number, confirmed_at=desk.now)  # type: ignore[arg-type]


def mails(sink: Sink, to: str, *, about: str = "Husk") -> list[EmailMessage]:
    read = [sink.read(one) for one in sink.messages() if to in one.envelope_to]
    return [one for one in read if about in str(one["Subject"])]


def plain(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


async def test_a_job_is_reminded_of_once_a_day_before(office: Resources, cast: Cast, clock: Clock, sink: Sink) -> None:
    number = await confirmed(office, cast)

    clock.at = DAY_BEFORE - timedelta(seconds=1)
    early = await reminded(office)
    clock.at = DAY_BEFORE
    on_time, again = await reminded(office), await reminded(office)
    await kept(office)

    assert (early, on_time, again) == ([], [("job_reminder", "mail", "")], [])
    [mail] = mails(sink, SALMAS)
    assert mail["Subject"] == f"Husk tolkeopgaven {number} – torsdag 12. marts kl. 10.00–11.00, telefon"
    assert plain(mail) == (
        "Du har snart en opgave\n\nHej Salma Idris,\n\n"
        "Her er det, du skal bruge. Kan du ikke alligevel, så spring fra på siden med det samme, så kontoret kan nå at "
        "finde en anden.\n\n"
        "Tid: torsdag 12. marts 2026 kl. 10.00–11.00\nForm: Telefontolkning\nRing til: 99 31 00 00\n"
        f"Nummer: {number}\n\nÅbn opgaven: http://127.0.0.1:8000/tolk#{number}\n\n"
        "Du vælger selv, hvad du får besked om, under »Beskeder« på siden.\n\n"
        "Venlig hilsen\nTolkebooking, Fjordby Kommune\n"
    )


async def test_the_requester_is_reminded_where_they_want_to_be_in_their_own_tongue(
    office: Resources, cast: Cast, clock: Clock, sink: Sink
) -> None:
    await choose(office, cast, "requester", way_booking_reminder="mail", remind_hours=2)
    async with office.desk(cast.requester) as desk:
        await choose_tongue(desk, tongue="en")
    number = await confirmed(office, cast)

    clock.at = START - timedelta(hours=2)
    assert ("booking_reminder", "mail", "") in await reminded(office)
    await kept(office)

    [mail] = mails(sink, "requester@example.org", about="Remember")
    assert mail["Subject"] == f"Remember: you have an interpreter {number} – Thursday 12 March 10:00–11:00, phone"
    assert f"Open the booking: http://127.0.0.1:8000/bestillinger/{number}\n" in plain(mail)
    assert "Arab" not in plain(mail) + str(mail["Subject"])


async def test_what_was_cancelled_or_given_to_somebody_else_is_not_reminded_of(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    gone = await confirmed(office, cast)
    given = await confirmed(office, cast, language="prs", starts_at=START + timedelta(hours=3))
    async with office.desk(cast.coordinator) as desk:
        await bookings.cancel(desk, number=gone)
        await assign(desk, number=given, interpreter_id=OLENA)

    clock.at = DAY_BEFORE + timedelta(hours=3)

    async with office.desk(SYSTEM) as desk:
        settled = await remind(desk)
    assert [(one.person_id, one.way) for one in settled] == [(OLENA, "mail")]


async def test_a_booking_that_is_moved_has_a_reminder_for_its_new_time(
    office: Resources, cast: Cast, clock: Clock, sink: Sink
) -> None:
    number = await confirmed(office, cast)
    clock.at = DAY_BEFORE
    first = await reminded(office)
    later = {"starts_at": START + timedelta(days=7), "ends_at": START + timedelta(days=7, hours=1)}
    async with office.desk(cast.coordinator) as desk:
        version = (await bookings.read(desk, number)).booking.version
        await bookings.change(desk, number=number, changes=bookings.Changes(later), version=version)

    clock.at = START
    at_the_old_time = await reminded(office)
    clock.at = DAY_BEFORE + timedelta(days=7)

    assert (first, at_the_old_time) == ([("job_reminder", "mail", "")], [])
    assert await reminded(office) == [("job_reminder", "mail", "")]


async def test_whoever_was_told_within_the_day_gets_none_and_the_office_can_see_why(
    office: Resources, cast: Cast, clock: Clock, sink: Sink
) -> None:
    await confirmed(office, cast, starts_at=NOW + timedelta(hours=20))

    assert await reminded(office) == [("job_reminder", "", "told")]
    await kept(office)
    assert mails(sink, SALMAS) == []


@pytest.mark.parametrize(
    ("away", "settled"),
    [
        (timedelta(hours=1), [("job_reminder", "mail", "")]),
        (timedelta(hours=23), [("job_reminder", "mail", "")]),
        (timedelta(hours=23, minutes=1), [("job_reminder", "", "too_late")]),
        (timedelta(hours=30), [("job_reminder", "", "too_late")]),
    ],
)
async def test_after_an_outage_it_is_sent_once_where_it_is_of_use(
    office: Resources, cast: Cast, clock: Clock, away: timedelta, settled: list[tuple[str, str, str]]
) -> None:
    await confirmed(office, cast)

    clock.at = DAY_BEFORE + away

    assert (await reminded(office), await reminded(office)) == (settled, [])


async def test_by_sms_it_is_one_part_without_the_language(
    texting: Resources, cast: Cast, clock: Clock, gateway: SmsSink, sink: Sink
) -> None:
    await choose(texting, cast, "salma", way_job_reminder="sms")
    await phone(texting, cast, "salma")
    number = await confirmed(texting, cast)

    clock.at = DAY_BEFORE
    assert await reminded(texting) == [("job_reminder", "sms", "")]
    await kept(texting)

    [message] = gateway.messages()
    assert (message.to, message.text) == (
        "+4522334455",
        "Husk din tolkeopgave torsdag 12/3 kl. 10.00-11.00, telefon. Sted eller link står her: "
        f"http://127.0.0.1:8000/tolk#{number}",
    )
    assert mails(sink, SALMAS) == []


async def test_without_a_proved_number_what_was_chosen_by_sms_comes_by_mail(
    texting: Resources, cast: Cast, clock: Clock, gateway: SmsSink
) -> None:
    await choose(texting, cast, "salma", way_job_reminder="sms")
    await confirmed(texting, cast)

    clock.at = DAY_BEFORE

    assert await reminded(texting) == [("job_reminder", "mail", "")]


async def test_the_day_sheet_lists_the_jobs_of_the_day_once_at_the_chosen_hour(
    texting: Resources, cast: Cast, clock: Clock, sink: Sink, gateway: SmsSink
) -> None:
    await choose(texting, cast, "salma", way_day_sheet="both", day_sheet_at="06.30")
    await phone(texting, cast, "salma")
    numbers = [
        await confirmed(texting, cast, starts_at=START + timedelta(hours=3), mode=Mode.SKYPE, link="https://x.example/7"),
        await confirmed(texting, cast),
        await confirmed(
            texting, cast, starts_at=START + timedelta(hours=5), mode=Mode.IN_PERSON, in_person_reason="documents",
            address="Hjemmevej 3", postcode="9902",
        ),
    ]  # fmt: skip
    half_past_six = datetime(2026, 3, 12, 5, 30, tzinfo=UTC)

    clock.at = half_past_six - timedelta(seconds=1)
    early = await sheets(texting)
    clock.at = half_past_six
    on_time, again = await sheets(texting), await sheets(texting)
    await kept(texting)

    assert (early, on_time, again) == ([], [("day_sheet", "both", "")], [])
    [mail] = mails(sink, SALMAS, about="Din dag")
    text = plain(mail)
    assert mail["Subject"] == "Din dag: 3 opgaver, torsdag 12/3"
    assert [text.index(numbers[at]) for at in (1, 0, 2)] == sorted(text.index(one) for one in numbers)
    assert f"10.00–11.00, telefon\n  Ring til: 99 31 00 00\n  Nummer: {numbers[1]}\n" in text
    assert "15.00–16.00, fremmøde\n  Sted: Adresse i appen\n  Vej: ca. " in text
    assert "Hjemmevej" not in str(mail)
    [message] = gateway.messages()
    assert message.text == ("I dag har du 3 opgaver. Den første kl. 10.00, telefon: http://127.0.0.1:8000/tolk")


async def sheets(office: Resources) -> list[tuple[str, str, str]]:
    async with office.desk(SYSTEM) as desk:
        return [(one.topic, one.way, one.reason) for one in await send_day_sheets(desk)]


async def test_a_day_sheet_after_the_last_job_has_begun_is_skipped(office: Resources, cast: Cast, clock: Clock) -> None:
    await confirmed(office, cast)

    clock.at = START + timedelta(minutes=1)

    assert (await sheets(office), await sheets(office)) == ([("day_sheet", "", "too_late")], [])


async def test_a_day_without_jobs_and_a_sheet_that_is_switched_off_send_nothing(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    await choose(office, cast, "salma", way_day_sheet="off")
    await confirmed(office, cast)

    for day in (11, 12):
        clock.at = datetime(2026, 3, day, 8, tzinfo=UTC)
        assert await sheets(office) == []


async def week(office: Resources) -> list[tuple[str, str]]:
    async with office.desk(SYSTEM) as desk:
        return [(one.way, one.reason) for one in await send_unfilled_week(desk)]


async def test_on_the_first_working_day_the_office_reads_what_nobody_has(
    office: Resources, cast: Cast, clock: Clock, sink: Sink
) -> None:
    monday = datetime(2026, 3, 16, 6, 0, tzinfo=UTC)
    number = await confirmed(office, cast, language="som", starts_at=START + timedelta(days=7))
    await confirmed(office, cast, language="som", starts_at=START + timedelta(days=30))

    clock.at = monday
    first, again = await week(office), await week(office)
    await kept(office)

    assert (first, again) == ([("mail", "")], [])
    [mail] = mails(sink, "coordinator@example.org", about="Ubesatte")
    text = plain(mail)
    assert mail["Subject"] == "Ubesatte opgaver mandag 16/3 til søndag 29/3: 1"
    assert f"torsdag 19. marts kl. 10.00–11.00, telefon\n  Nummer: {number}\n  Enhed: Jobcentret\n" in text
    assert "omali" not in str(text)


@pytest.mark.parametrize(("hours", "expected"), [(0, [("mail", "")]), (48, [("mail", "")]), (49, [("", "too_late")])])
async def test_the_weeks_list_is_old_news_after_two_days(
    office: Resources, clock: Clock, hours: int, expected: list[tuple[str, str]]
) -> None:
    clock.at = datetime(2026, 3, 16, 6, 0, tzinfo=UTC) + timedelta(hours=hours)

    assert await week(office) == expected


async def test_open_tasks_are_counted_each_working_day_where_there_are_any(
    office: Resources, cast: Cast, clock: Clock, sink: Sink
) -> None:
    async def tasks() -> list[tuple[str, str]]:
        async with office.desk(SYSTEM) as desk:
            return [(one.way, one.reason) for one in await send_open_tasks(desk)]

    nothing = await tasks()
    async with office.desk(SYSTEM) as desk:
        await desk.tasks.add("declined", "a")
        await desk.tasks.add("declined", "b")
    same_day = await tasks()
    clock.at += timedelta(days=1)
    something = await tasks()
    await kept(office)

    assert (nothing, same_day, something) == ([("", "empty")], [], [("mail", "")])
    [mail] = mails(sink, "coordinator@example.org", about="Åbne opgaver")
    assert "\nAfbud fra kalenderen: 2\n" in plain(mail)
    assert "http://127.0.0.1:8000/opgaver" in plain(mail)


async def test_the_offices_choice_holds_for_whoever_has_chosen_nothing(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    async with office.desk(cast.coordinator) as desk:
        await preferences.set_office(desk, values={"remind_hours": 48, "way.booking_reminder": "mail"})
    office.forget_reference()
    await choose(office, cast, "salma", remind_hours=4)
    await confirmed(office, cast, starts_at=START + timedelta(days=2))

    clock.at = START

    assert await reminded(office) == [("booking_reminder", "mail", "")]


async def test_a_beat_does_everything_that_is_due_and_a_second_nothing(
    office: Resources, cast: Cast, clock: Clock, sink: Sink
) -> None:
    await confirmed(office, cast)
    work, before = fulfilment(office), len(sink.messages())

    clock.at = START - timedelta(hours=2)
    await beat(work)
    await beat(work)
    await kept(office)

    subjects = sorted(str(sink.read(one)["Subject"]).split()[0] for one in sink.messages()[before:])
    assert subjects == ["Din", "Husk"]


async def test_the_office_reads_what_was_told_of_a_booking_and_why_not(
    texting: Resources, cast: Cast, clock: Clock, gateway: SmsSink
) -> None:
    await choose(texting, cast, "salma", way_job_reminder="both")
    await choose(texting, cast, "requester", way_booking_reminder="mail", remind_hours=26)
    await phone(texting, cast, "salma")
    number = await confirmed(texting, cast)
    clock.at = START - timedelta(hours=26)
    await reminded(texting)
    await kept(texting)
    clock.at = DAY_BEFORE
    await reminded(texting)
    async with texting.desk(cast.coordinator) as desk:
        await bookings.cancel(desk, number=number)
    await kept(texting)

    async with texting.desk(cast.coordinator) as desk:
        told = await told_of(desk, number=number)
    found = [(one.topic.value, one.to, one.way.value, one.state, one.reason) for one in told]
    async with texting.desk(cast.requester) as desk:
        with pytest.raises(Denied):
            await told_of(desk, number=number)

    over = REASONS[Reason.OVER]
    assert found == [
        ("booking_reminder", "Requester", "mail", "sent", None),
        ("job_reminder", "Salma Idris", "mail", "skipped", over),
        ("job_reminder", "22 33 44 55", "sms", "skipped", over),
        ("job_changed", "22 33 44 55", "sms", "sent", None),
    ]


async def test_nothing_that_is_told_says_who_the_citizen_is_which_language_or_where_they_live(
    texting: Resources, cast: Cast, clock: Clock, gateway: SmsSink, sink: Sink
) -> None:
    canaries = {"citizen_ref": "KANARIE-1", "note": "kanarie to", "contact": "Kanarie Tre", "address": "Kanarievej 4"}
    both = {f"way_{one}": "both" for one in ("offer", "on_demand", "job_changed", "job_reminder", "day_sheet")}
    for name, number in (("salma", "+4522334455"), ("farid", "+4522334456")):
        await choose(texting, cast, name, **both)
        await phone(texting, cast, name, number)
    in_person = {"mode": Mode.IN_PERSON, "in_person_reason": "documents", "postcode": "9902", **canaries}
    moved = await confirmed(texting, cast, **in_person)
    await confirmed(texting, cast, language="som", starts_at=START + timedelta(days=5), **in_person)
    await confirmed(texting, cast, language="pes", starts_at=START + timedelta(days=2), **in_person)
    begun = len(sink.messages())
    for clock.at in (DAY_BEFORE, START - timedelta(hours=3), datetime(2026, 3, 16, 6, tzinfo=UTC)):
        await beat(fulfilment(texting))
        await kept(texting)
        if clock.at < START:
            async with texting.desk(cast.coordinator) as desk:
                now = await bookings.find(desk, moved)
                period = now.period.shifted(10)
                changes = bookings.Changes({"starts_at": period.starts_at, "ends_at": period.ends_at})
                await bookings.change(desk, number=moved, changes=changes, version=now.version)

    mails = [sink.read(one) for one in sink.messages()[begun:]]
    parts = [str(part.get_content()) for one in mails for part in one.walk() if part.get_content_maintype() == "text"]
    told = "\n".join(
        [*(one.text for one in gateway.messages()), *(str(one["Subject"]) for one in mails), *parts]
    ).lower()
    subjects = {str(one["Subject"]).split()[0] for one in mails}
    texts = {one.text.split()[0] for one in gateway.messages()}

    assert ({"Husk", "Din", "Ubesatte"} - subjects, {"Kan", "Husk", "I", "NY"} - texts) == (set(), set())
    assert [one for one in ("kanarie", "arab", "somali", "farsi", "persisk", "9902") if one in told] == []


async def test_an_alarm_rings_at_night_with_whoever_of_the_office_chose_it_and_once(
    texting: Resources, cast: Cast, clock: Clock, gateway: SmsSink
) -> None:
    await choose(texting, cast, "coordinator", way_alarm="both")
    await phone(texting, cast, "coordinator")
    clock.at = datetime(2026, 3, 10, 22, tzinfo=UTC)
    number = await confirmed(texting, cast, language="som", starts_at=clock.at + timedelta(hours=1))

    for _ in range(2):
        async with texting.desk(SYSTEM) as desk:
            await raise_alarm(desk, number=number)
    await kept(texting)

    [message] = gateway.messages()
    assert message.text == (
        f"ALARM: {number} onsdag 11/3 kl. 00.00-01.00 har ingen tolk. http://127.0.0.1:8000/bestillinger/{number}"
    )
