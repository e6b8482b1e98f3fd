"""Letters without a calendar part: offers, closed offers, bookings without an interpreter."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from uuid import UUID

import pytest

from booking.domain.deadlines import DeadlineRule, answer_deadline, deadline
from booking.domain.invitations import Place, Role
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.domain.texts import Text, Tongue
from booking.domain.workdays import Workdays
from booking.gateways.mail import NOTICES, MailIdentity, NoticeFacts, NoticeKind, Receipt, Recipient, compose_notice

NOW = datetime(2026, 11, 2, 8, 30, 15, tzinfo=UTC)
IDENTITY = MailIdentity("fjordby.example", "Fjordby Kommune", "https://tolk.fjordby.example")
LESSON = Period(datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC))
TIGRINYA = Text("Tigrinya", "Tigrinya")
ANSWER_BY = answer_deadline(NOW, NOW + timedelta(hours=4), LESSON.starts_at)
NOTICE = NoticeFacts("B-2026-000123", LESSON, Mode.SKYPE, Place("private"), TIGRINYA, ANSWER_BY, pay_ore=45000)
FREE_UNTIL = deadline(DeadlineRule("hours_before", "24"), LESSON.starts_at, Workdays(frozenset()))
HEADERS = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "X-Auto-Response-Suppress", "Content-Type"]


def notice(kind: NoticeKind, *, tongue: Tongue = "da", facts: NoticeFacts = NOTICE) -> EmailMessage:
    role: Role = "requester" if kind in ("unfilled", "late_cancellation") else "interpreter"
    reader = Recipient("aase@tolke.example", "Åse Østergård", tongue, role)
    raw = compose_notice(kind, facts, reader, IDENTITY, token="k7gq2m", note_id=UUID(int=9), now=NOW)
    return message_from_bytes(raw, policy=modern)


def plain(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("kind", NOTICES)
def test_a_notice_has_no_calendar_part(kind: NoticeKind) -> None:
    message = notice(kind)

    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert message.keys() == HEADERS
    assert message["Message-ID"] == f"<note.{UUID(int=9)}@fjordby.example>"


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("offer", "Nyt tilbud B-2026-000123 – tirsdag 24. november kl. 10.00–11.00, video"),
        ("offer_closed", "Tilbuddet er lukket: B-2026-000123 – tirsdag 24. november kl. 10.00–11.00"),
        (
            "late_cancellation",
            "Kvittering for sen afbestilling: B-2026-000123 – tirsdag 24. november kl. 10.00–11.00",
        ),
        ("unfilled", "Endnu ingen tolk: B-2026-000123 – tirsdag 24. november kl. 10.00–11.00, video"),
    ],
)
def test_the_subject_says_what_it_is_about_and_when(kind: NoticeKind, subject: str) -> None:
    assert notice(kind)["Subject"] == subject


def test_an_offer_tells_in_the_body_which_language_and_until_when_to_answer() -> None:
    assert plain(notice("offer", tongue="en")) == (
        "Can you take this job?\n"
        "\n"
        "Dear Åse Østergård,\n"
        "\n"
        "Say yes or no on the page below. If you do not answer in time, the offer goes on to somebody else.\n"
        "\n"
        "When: Tuesday 24 November 2026 10:00–11:00\n"
        "How: Video\n"
        "Language: Tigrinya\n"
        "Pay: DKK 450.00, estimated\n"
        "Answer by: Monday 2 November 13:30 (4 hours after the offer Monday 2 November 09:30)\n"
        "Number: B-2026-000123\n"
        "\n"
        "See the offer and answer: https://tolk.fjordby.example/tolk#B-2026-000123\n"
        "\n"
        "The job is yours only when you have said yes on the page and received an invitation.\n"
        "\n"
        "Kind regards\n"
        "Tolkebooking, Fjordby Kommune\n"
    )


def test_an_offer_without_language_or_deadline_leaves_their_lines_out() -> None:
    bare = NoticeFacts("B-2026-000123", LESSON, Mode.IN_PERSON, Place("public", "Rådhuset, lokale 3"))

    text = plain(notice("offer", facts=bare))

    assert "Sted: Rådhuset, lokale 3\nNummer: B-2026-000123\n" in text


@pytest.mark.parametrize("kind", ["offer_closed", "offer_engaged", "unfilled", "late_cancellation"])
def test_only_an_offer_tells_language_and_place(kind: NoticeKind) -> None:
    text = plain(notice(kind))

    assert "Tigrinya" not in text
    assert "Link i appen" not in text


def test_a_journey_is_told_with_what_it_is_paid() -> None:
    far = replace(NOTICE, mode=Mode.IN_PERSON, trip=(25, 18.4), pay_ore=117_866)

    text = plain(notice("offer", facts=far))

    assert "Vej: 18,4 km, ca. 25 minutter hver vej\nBetaling: 1.178,66 kr., anslået, med rejse\n" in text


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ((), "på telefon eller video"),
        (
            (Text("Telefontolkning: 3", "Telephone: 3"), Text("30 minutter senere: 2", "30 minutes later: 2")),
            "Så mange kan, hvis noget ændres:\n\n* Telefontolkning: 3\n* 30 minutter senere: 2\n\nTid: ",
        ),
    ],
)
def test_whoever_waits_for_somebody_is_told_what_would_give_one(ways: tuple[Text, ...], said: str) -> None:
    text = plain(notice("unfilled", facts=replace(NOTICE, ways=ways)))

    assert said in text


def test_a_late_cancellation_has_its_receipt_what_was_received_against_which_deadline() -> None:
    late = replace(NOTICE, receipt=Receipt(FREE_UNTIL.instant + timedelta(minutes=12), FREE_UNTIL, 36000))

    rows = plain(notice("late_cancellation", facts=late)).split("\n\n")[3]

    assert rows == (
        "Tid: tirsdag 24. november 2026 kl. 10.00–11.00\n"
        "Form: Videotolkning\n"
        "Afbestilt: mandag 23/11 kl. 10.12\n"
        "Fristen var: mandag 23/11 kl. 10.00 (24 timer før tirsdag 24/11 kl. 10.00)\n"
        "Det koster: 360,00 kr.\n"
        "Nummer: B-2026-000123"
    )
