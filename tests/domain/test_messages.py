"""What is said when to whom: the tables of topics, quiet hours, reminders and schedules, and what an SMS may hold."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from booking.domain.accounts import Role
from booking.domain.bookings import Booking, Status
from booking.domain.errors import Invalid
from booking.domain.messages import (
    KEYS,
    REASONS,
    TOPICS,
    Breaks,
    QuietHours,
    Reason,
    Rhythm,
    TextFacts,
    TextKind,
    Topic,
    Way,
    checked,
    due_of,
    judge,
    last_due,
    mobile_of,
    next_due,
    office_keys,
    own_keys,
    plain,
    pointless,
    resolved,
    said,
    said_number,
    segments,
    sending_time,
    topics_of,
)
from booking.domain.messages.gsm import septets
from booking.domain.messages.wording import code_said
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Tongue
from booking.domain.workdays import Workdays
from tests.builders import order

QUIET, NEVER_QUIET, BY_DAY = QuietHours(), QuietHours(on=False), QuietHours(True, time(12), time(13))
LINK = "https://tolk.fjordby.example/tolk#B-2026-000123"


def cph(day: str, clock: str) -> datetime:
    """A wall time of winter in Copenhagen (UTC+1), or of summer (UTC+2) from April to October."""
    at = datetime.fromisoformat(f"{day}T{clock}")
    return at.replace(tzinfo=UTC) - timedelta(hours=2 if 4 <= at.month <= 10 else 1)


def test_every_topic_that_cannot_be_switched_off_says_why() -> None:
    assert {topic for topic, one in TOPICS.items() if (one.always is None) != (Way.OFF in one.ways)} == set()
    assert {topic for topic, one in TOPICS.items() if one.usual not in one.ways} == set()
    assert set(REASONS) == set(Reason)


@pytest.mark.parametrize(
    ("topic", "breaks"),
    [
        (Topic.OFFER, Breaks.TOO_LATE),
        (Topic.ON_DEMAND, Breaks.ALWAYS),
        (Topic.JOB_CHANGED, Breaks.TOO_LATE),
        (Topic.BOOKING_CHANGED, Breaks.TOO_LATE),
        (Topic.JOB_REMINDER, Breaks.NEVER),
        (Topic.BOOKING_REMINDER, Breaks.NEVER),
        (Topic.ALARM, Breaks.ALWAYS),
        (Topic.DAY_SHEET, Breaks.ALWAYS),
        (Topic.UNFILLED_WEEK, Breaks.ALWAYS),
        (Topic.OPEN_TASKS, Breaks.ALWAYS),
        (Topic.LEADER_REPORT, Breaks.ALWAYS),
    ],
)
def test_what_breaks_quiet_hours_is_a_table(topic: Topic, breaks: Breaks) -> None:
    assert TOPICS[topic].breaks is breaks


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.INTERPRETER, [Topic.OFFER, Topic.ON_DEMAND, Topic.JOB_CHANGED, Topic.JOB_REMINDER, Topic.DAY_SHEET]),
        (Role.REQUESTER, [Topic.BOOKING_CHANGED, Topic.BOOKING_REMINDER]),
        (Role.COORDINATOR, [Topic.ALARM, Topic.UNFILLED_WEEK, Topic.OPEN_TASKS]),
        (Role.LEADER, [Topic.LEADER_REPORT]),
        (Role.AUDITOR, []),
    ],
)
def test_each_role_has_its_topics(role: Role, expected: list[Topic]) -> None:
    assert list(topics_of({role})) == expected


@pytest.mark.parametrize(
    ("due", "breaks", "latest", "expected"),
    [
        ("20:59", Breaks.NEVER, None, cph("2026-03-10", "20:59")),
        ("21:00", Breaks.NEVER, None, cph("2026-03-11", "07:00")),
        ("06:59", Breaks.NEVER, None, cph("2026-03-10", "07:00")),
        ("07:00", Breaks.NEVER, None, cph("2026-03-10", "07:00")),
        ("22:00", Breaks.ALWAYS, None, cph("2026-03-10", "22:00")),
        ("22:00", Breaks.TOO_LATE, cph("2026-03-11", "07:00"), cph("2026-03-11", "07:00")),
        ("22:00", Breaks.TOO_LATE, cph("2026-03-11", "06:59"), cph("2026-03-10", "22:00")),
        ("22:00", Breaks.NEVER, cph("2026-03-11", "06:59"), cph("2026-03-10", "21:00")),
    ],
)
def test_quiet_hours_put_off_what_can_wait(
    due: str, breaks: Breaks, latest: datetime | None, expected: datetime
) -> None:
    assert sending_time(cph("2026-03-10", due), QUIET, breaks=breaks, latest=latest) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 29, 5, tzinfo=UTC)),  # the night that loses an hour: 07.00 is UTC+2
        (date(2026, 10, 24), datetime(2026, 10, 25, 6, tzinfo=UTC)),  # the night that has one twice: 07.00 is UTC+1
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(day: date, expected: datetime) -> None:
    midnight = datetime(day.year, day.month, day.day, 23, 30, tzinfo=UTC)

    assert sending_time(midnight, QUIET, breaks=Breaks.NEVER) == expected
    assert sending_time(midnight, NEVER_QUIET, breaks=Breaks.NEVER) == midnight


@pytest.mark.parametrize(
    ("start", "hours", "quiet", "expected"),
    [
        ("2026-03-12T10:00", 24, QUIET, "2026-03-11T10:00"),
        ("2026-03-12T06:30", 24, QUIET, "2026-03-11T07:00"),  # due at half past six in the morning: waits
        ("2026-03-12T08:00", 2, QUIET, "2026-03-12T07:00"),  # due at six: at seven, an hour before
        ("2026-03-12T07:30", 2, QUIET, "2026-03-11T21:00"),  # seven would be too late: the evening before
        ("2026-03-12T12:45", 1, BY_DAY, "2026-03-12T11:45"),
        ("2026-03-12T10:00", 72, NEVER_QUIET, "2026-03-09T10:00"),
    ],
)
def test_a_reminder_is_due_when_it_is_of_use(start: str, hours: int, quiet: QuietHours, expected: str) -> None:
    (day, clock), (due_day, due_clock) = start.split("T"), expected.split("T")

    assert due_of(cph(day, clock), hours, quiet) == cph(due_day, due_clock)


START = cph("2026-03-12", "10:00")
LONG_AGO = cph("2026-03-01", "10:00")


@pytest.mark.parametrize(
    ("now", "told", "quiet", "send", "reason"),
    [
        ("2026-03-11T09:59", LONG_AGO, QUIET, False, None),
        ("2026-03-11T10:00", LONG_AGO, QUIET, True, None),
        ("2026-03-12T09:00", LONG_AGO, QUIET, True, None),  # the office was away, and it is still of use
        ("2026-03-12T09:01", LONG_AGO, QUIET, False, Reason.TOO_LATE),
        ("2026-03-12T11:30", LONG_AGO, QUIET, False, Reason.TOO_LATE),
        ("2026-03-12T02:00", LONG_AGO, QUIET, False, None),  # back at night: waits for the morning
        ("2026-03-12T02:00", LONG_AGO, QuietHours(True, time(21), time(9, 30)), False, Reason.QUIET),
        ("2026-03-12T02:00", LONG_AGO, NEVER_QUIET, True, None),
        ("2026-03-11T10:00", cph("2026-03-11", "03:59"), QUIET, True, None),
        ("2026-03-11T10:00", cph("2026-03-11", "04:00"), QUIET, False, Reason.TOLD),  # six hours before
        ("2026-03-12T08:00", cph("2026-03-12", "07:00"), QUIET, False, Reason.TOLD),  # booked at the last minute
    ],
)
def test_a_reminder_is_judged_anew_when_its_time_has_come(
    now: str, told: datetime, quiet: QuietHours, send: bool, reason: Reason | None
) -> None:
    day, clock = now.split("T")

    found = judge(starts_at=START, told_at=told, now=cph(day, clock), hours=24, quiet=quiet)

    assert (found.send, found.reason) == (send, reason)


ANNA, BIRK = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("status", "starts_at", "holder", "meant_for", "expected"),
    [
        (Status.CONFIRMED, START, ANNA, ANNA, None),
        (Status.CONFIRMED, START, ANNA, None, None),
        (Status.CANCELLED, START, None, ANNA, Reason.OVER),
        (Status.REQUESTED, START, None, None, Reason.OVER),
        (Status.CONFIRMED, START + timedelta(minutes=5), ANNA, ANNA, Reason.MOVED),
        (Status.CONFIRMED, START, BIRK, ANNA, Reason.LOST),
    ],
)
def test_at_the_last_moment_a_reminder_is_held_against_the_booking(
    status: Status, starts_at: datetime, holder: UUID | None, meant_for: UUID | None, expected: Reason | None
) -> None:
    ordered = order(starts_at=starts_at)
    values = {name: getattr(ordered, name) for name in type(ordered).__dataclass_fields__}
    booking = Booking(
        **values, id=UUID(int=9), number="B-2026-000123", status=status, requested_at=START, requester_id=UUID(int=8)
    )

    assert pointless(booking, starts_at=START, holder=holder, meant_for=meant_for) is expected


EASTER = Workdays(
    frozenset({date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)})
)

TWICE = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rhythm", "clock", "after", "expected"),
    [
        (Rhythm.DAILY, time(7), cph("2026-03-10", "06:59"), cph("2026-03-10", "07:00")),
        (Rhythm.DAILY, time(7), cph("2026-03-10", "07:00"), cph("2026-03-11", "07:00")),
        (Rhythm.DAILY, time(7), cph("2026-03-28", "08:00"), datetime(2026, 3, 29, 5, tzinfo=UTC)),
        (Rhythm.DAILY, time(2, 30), cph("2026-03-28", "08:00"), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped
        (Rhythm.DAILY, time(2, 30), cph("2026-10-24", "08:00"), TWICE),
        (
            Rhythm.DAILY,
            time(2, 30),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            datetime(2026, 10, 26, 1, 30, tzinfo=UTC),
        ),
        (Rhythm.WORKDAYS, time(7), cph("2026-04-01", "08:00"), cph("2026-04-07", "07:00")),  # over Easter
        (Rhythm.WORKDAYS, time(7), cph("2026-03-13", "08:00"), cph("2026-03-16", "07:00")),
        (Rhythm.WEEKLY, time(7), cph("2026-03-10", "08:00"), cph("2026-03-16", "07:00")),
        (Rhythm.MONTHLY, time(7), cph("2026-03-10", "08:00"), cph("2026-04-01", "07:00")),
        (Rhythm.MONTHLY, time(7), cph("2026-01-10", "08:00"), cph("2026-02-02", "07:00")),
        (Rhythm.MONTHLY, time(7), cph("2026-10-10", "08:00"), cph("2026-11-02", "07:00")),
        (Rhythm.WEEKLY, time(7), cph("2026-04-05", "08:00"), cph("2026-04-07", "07:00")),  # Easter Monday
        (Rhythm.WEEKLY, time(7), cph("2026-05-19", "08:00"), cph("2026-05-26", "07:00")),  # Whit Monday
    ],
)
def test_what_is_sent_again_and_again_keeps_to_the_clock_and_the_calendar(
    rhythm: Rhythm, clock: time, after: datetime, expected: datetime
) -> None:
    found = next_due(rhythm, clock, after=after, workdays=EASTER)

    assert found == expected
    assert last_due(rhythm, clock, now=found, workdays=EASTER) is not None
    assert last_due(rhythm, clock, now=found, workdays=EASTER)[1] == found  # type: ignore[index]
    before = last_due(rhythm, clock, now=found - timedelta(seconds=1), workdays=EASTER)
    assert before is not None
    assert before[1] <= after


def test_a_calendar_of_holidays_alone_never_comes_round() -> None:
    always_off = Workdays(frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365)))

    assert next_due(Rhythm.WEEKLY, time(7), after=START, workdays=always_off) is None
    assert last_due(Rhythm.WORKDAYS, time(7), now=START, workdays=always_off) is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("22 33 44 55", "+4522334455"),
        ("2233-4455", "+4522334455"),
        ("+45 22 33 44 55", "+4522334455"),
        ("0045 22334455", "+4522334455"),
        ("+46 70 123 45 67", "+46701234567"),
        ("0046701234567", "+46701234567"),
        ("12334455", None),
        ("2233445", None),
        ("+45 2233445", None),
        ("+45 12334455", None),
        ("223344556", None),
        ("+0123456789", None),
        ("ring til mig", None),
        ("", None),
        ("٢٢٣٣٤٤٥٥", None),
        ("2٢٣٣٤٤٥٥", None),
        ("+46 70 123 45 ٦٧", None),
        ("90 12 34 56", None),
        ("+881 622 345 678", None),
        ("00979 123 456 789", None),
    ],
)
def test_a_number_is_kept_in_one_form_or_refused(typed: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(Invalid) as refused:
            mobile_of(typed)
        assert refused.value.field == "phone"
    else:
        assert mobile_of(typed) == number


def test_a_number_is_read_aloud_in_pairs() -> None:
    assert (said_number("+4522334455"), said_number("+46701234567")) == ("22 33 44 55", "+46701234567")


@pytest.mark.parametrize(
    ("text", "parts", "letters"),
    [
        ("æøåÆØÅ" * 26 + "abcd", 1, 160),
        ("a" * 161, 2, 161),
        ("a" * 306, 2, 306),
        ("a" * 307, 3, 307),
        ("[" * 80, 1, 160),
        ("a" * 152 + "[" + "b" * 20, 2, 174),
        ("[" * 153, 3, 306),  # an escaped letter is not split: 76 in each part
        ("ы" * 70, 1, None),
        ("ы" * 71, 2, None),
        ("😀" * 35, 1, None),
        ("😀" * 36, 2, None),
        ("", 1, 0),
    ],
)
def test_the_parts_of_a_message_are_counted_as_they_are_paid_for(text: str, parts: int, letters: int | None) -> None:
    assert (segments(text), septets(text)) == (parts, letters)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rådhuset – lokale »3«…", 'Rådhuset - lokale "3"...'),
        ("Çağrı Łukasz ő", "Çagri Lukasz o"),
        ("日本", "??"),
        ("€5 [a]", "€5 [a]"),
    ],
)
def test_a_text_is_written_in_the_letters_that_a_message_has(text: str, expected: str) -> None:
    assert plain(text) == expected
    assert septets(plain(text)) is not None


JOB = TextFacts("B-2026-000123", Period(START, START + timedelta(hours=1)), Mode.PHONE)
FULL = TextFacts(
    "B-2026-000123",
    JOB.period,
    Mode.IN_PERSON,
    START - timedelta(hours=20),
    Period(START, START + timedelta(hours=2)),
    3,
)
SAID: dict[TextKind, tuple[TextFacts, str, str]] = {
    "offer": (
        FULL,
        "Kan du tage torsdag 12/3 kl. 10.00-11.00, fremmøde? Svar senest onsdag 11/3 kl. 14.00:",
        "Can you take Thu 12 Mar 10:00-11:00, in person? Answer by Wed 11 Mar 14:00:",
    ),
    "on_demand": (
        JOB,
        "Tolk nu: kan du tage 60 min. på telefon? Den første, der siger ja, får opgaven:",
        "Interpreter now: can you take 60 min. by phone? The first yes has the job:",
    ),
    "cancelled": (
        JOB,
        "AFLYST: torsdag 12/3 kl. 10.00-11.00, telefon (B-2026-000123).",
        "CANCELLED: Thu 12 Mar 10:00-11:00, phone (B-2026-000123).",
    ),
    "moved": (
        FULL,
        "NY TID: torsdag 12/3 kl. 10.00-11.00, fremmøde. Før: torsdag 12/3 kl. 10.00-12.00 (B-2026-000123).",
        "NEW TIME: Thu 12 Mar 10:00-11:00, in person. Was: Thu 12 Mar 10:00-12:00 (B-2026-000123).",
    ),
    "changed": (
        JOB,
        "ÆNDRET: torsdag 12/3 kl. 10.00-11.00, telefon (B-2026-000123). Se hvad der er nyt:",
        "CHANGED: Thu 12 Mar 10:00-11:00, phone (B-2026-000123). See what is new:",
    ),
    "searching": (
        JOB,
        "INGEN TOLK endnu til torsdag 12/3 kl. 10.00-11.00 (B-2026-000123). Se hvad du kan gøre:",
        "NO INTERPRETER yet for Thu 12 Mar 10:00-11:00 (B-2026-000123). See what you can do:",
    ),
    "job_reminder": (
        JOB,
        "Husk din tolkeopgave torsdag 12/3 kl. 10.00-11.00, telefon. Sted eller link står her:",
        "Remember your job Thu 12 Mar 10:00-11:00, phone. How to get there:",
    ),
    "booking_reminder": (
        JOB,
        "Husk: du har tolk torsdag 12/3 kl. 10.00-11.00, telefon:",
        "Remember: your interpreter is Thu 12 Mar 10:00-11:00, phone:",
    ),
    "alarm_soon": (
        JOB,
        "ALARM: B-2026-000123 torsdag 12/3 kl. 10.00-11.00 har ingen tolk.",
        "ALARM: B-2026-000123 Thu 12 Mar 10:00-11:00 has nobody.",
    ),
    "alarm_begun": (
        JOB,
        "ALARM: B-2026-000123 torsdag 12/3 kl. 10.00-11.00 er begyndt uden tolk.",
        "ALARM: B-2026-000123 Thu 12 Mar 10:00-11:00 has begun without anybody.",
    ),
    "day_sheet": (
        FULL,
        "I dag har du 3 opgaver. Den første kl. 10.00, fremmøde:",
        "Today you have 3 jobs. The first at 10:00, in person:",
    ),
    "undelivered": (
        JOB,
        "En mail til dig om B-2026-000123, torsdag 12/3 kl. 10.00-11.00, kom retur. Se det her:",
        "A mail to you about B-2026-000123, Thu 12 Mar 10:00-11:00, came back. Read it here:",
    ),
}


@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("tongue", ["da", "en"])
def test_a_message_is_one_part_with_one_link(kind: TextKind, tongue: Tongue) -> None:
    facts, danish, english = SAID[kind]

    text = said(kind, facts, link=LINK, tongue=tongue)

    assert text == f"{danish if tongue == 'da' else english} {LINK}"
    assert segments(text) == 1


def test_a_message_that_cannot_be_one_part_is_as_short_as_it_can_be() -> None:
    link = f"https://tolkebooking.{'meget-' * 14}lang.example/tolk#B-2026-000123"

    assert said("moved", FULL, link=link, tongue="da").startswith("NY TID: torsdag 12/3 kl. 10.00-11.00. https://")


def test_what_has_no_deadline_and_no_earlier_time_leaves_them_out() -> None:
    assert (
        said("offer", JOB, link=LINK, tongue="en") == f"Can you take Thu 12 Mar 10:00-11:00, phone? Answer here: {LINK}"
    )
    assert said("moved", JOB, link=LINK, tongue="en").startswith("NEW TIME: Thu 12 Mar 10:00-11:00, phone. Was: Thu 12")
    assert said("day_sheet", JOB, link=LINK, tongue="da") == f"I dag har du 1 opgave. Kl. 10.00, telefon: {LINK}"


@pytest.mark.parametrize(("hour", "which"), [(0, "02.30 (sommertid)"), (1, "02.30 (normaltid)")])
def test_an_hour_that_comes_twice_says_which(hour: int, which: str) -> None:
    starts_at = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    facts = TextFacts("B-2026-000123", Period(starts_at, starts_at + timedelta(hours=2)), Mode.PHONE)

    assert which in said("cancelled", facts, link=LINK, tongue="da")


@pytest.mark.parametrize(("tongue", "begins"), [("da", "123456 er din kode"), ("en", "123456 is your code")])
def test_the_code_comes_first(tongue: Tongue, begins: str) -> None:
    text = code_said("123456", tongue)

    assert text.startswith(begins)
    assert segments(text) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"remind_hours": "4"}, {"remind_hours": 4}),
        ({"remind_hours": 72}, {"remind_hours": 72}),
        ({"day_sheet_at": "6.30"}, {"day_sheet_at": "06:30"}),
        ({"quiet_from": "22:15", "quiet": "off"}, {"quiet_from": "22:15", "quiet": "off"}),
        ({"way.offer": "sms", "way.day_sheet": "off"}, {"way.offer": "sms", "way.day_sheet": "off"}),
        ({}, {}),
    ],
)
def test_what_is_chosen_is_kept_in_one_form(typed: Mapping[str, int | str], kept: Mapping[str, int | str]) -> None:
    assert checked(typed, before={}) == kept


@pytest.mark.parametrize(
    ("typed", "before", "field"),
    [
        ({"remind_hours": "0"}, {}, "remind_hours"),
        ({"remind_hours": "73"}, {}, "remind_hours"),
        ({"remind_hours": "-1"}, {}, "remind_hours"),
        ({"day_sheet_at": "25.00"}, {}, "day_sheet_at"),
        ({"day_sheet_at": "7"}, {}, "day_sheet_at"),
        ({"day_sheet_at": "7.xx"}, {}, "day_sheet_at"),
        ({"quiet": "maybe"}, {}, "quiet"),
        ({"way.offer": "off"}, {}, "way.offer"),
        ({"way.job_changed": "off"}, {}, "way.job_changed"),
        ({"way.unfilled_week": "sms"}, {}, "way.unfilled_week"),
        ({"quiet_from": "07:00"}, {}, "quiet_to"),
        ({"quiet_from": "08:00"}, {"quiet_to": "08:00"}, "quiet_to"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    typed: Mapping[str, int | str], before: Mapping[str, int | str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        checked(typed, before=before)

    assert refused.value.field == field


def test_the_nearest_choice_holds() -> None:
    office: dict[str, int | str] = {"remind_hours": 48, "quiet": "off", "way.offer": "both"}

    found = resolved(office, dict[str, int | str](remind_hours=2) | {"way.day_sheet": "sms"})

    assert (found.remind_hours, found.quiet.on, found.day_sheet_at, found.tasks_at) == (2, False, time(7), time(7, 30))
    assert found.way(Topic.OFFER, reachable=True) is Way.BOTH
    assert found.way(Topic.OFFER, reachable=False) is Way.MAIL
    assert found.way(Topic.DAY_SHEET, reachable=False) is Way.MAIL
    assert found.way(Topic.BOOKING_REMINDER, reachable=False) is Way.OFF
    assert (Way.SMS.by_mail, Way.SMS.by_sms, Way.OFF.by_mail, Way.OFF.by_sms) == (False, True, False, False)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.INTERPRETER, {"remind_hours", "day_sheet_at"}),
        (Role.REQUESTER, {"remind_hours"}),
        (Role.COORDINATOR, set()),
    ],
)
def test_one_chooses_what_concerns_one_and_the_office_everything(role: Role, expected: set[str]) -> None:
    topics = topics_of({role})

    assert set(own_keys(topics)) == {f"way.{one}" for one in topics} | {"quiet", "quiet_from", "quiet_to"} | expected
    assert set(office_keys()) == set(KEYS)
