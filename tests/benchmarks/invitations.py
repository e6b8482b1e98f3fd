"""Invitations built per second of CPU, from the facts to the finished bytes, beside what libraries take for the same.

Run with `python -m tests.benchmarks.invitations`.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from uuid import UUID, uuid4

import icalendar

from booking.domain.invitations import EventFacts, Place, Stream, invite, uid_of
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.gateways.calendars import VTIMEZONE
from booking.gateways.mail import MailIdentity, compose
from booking.gateways.mail.letters import Letter

SECONDS = 2.0
IDENTITY = MailIdentity("tolk.example.org", "Fjordby Kommune", "https://tolk.example.org")
START = datetime(2026, 11, 24, 9, tzinfo=UTC)
PLACES = (
    (Mode.PHONE, Place("phone", "99 31 00 00")),
    (Mode.SKYPE, Place("link", "https://video.example.org/rum/7")),
    (Mode.IN_PERSON, Place("public", "Torvet 1, 9901 Fjordby")),
)


def facts_of(number: int) -> EventFacts:
    mode, place = PLACES[number % 3]
    start = START + timedelta(hours=number % 5000)
    return EventFacts(f"B-2026-{number % 1_000_000:06}", Period(start, start + timedelta(hours=1)), mode, place)


def stream_of(number: int) -> Stream:
    role = ("interpreter", "requester")[number % 2]
    tongue = ("da", "da", "da", "en")[number % 4]
    return Stream(
        id=uuid4(),
        booking_id=UUID(int=number),
        recipient_role=role,  # type: ignore[arg-type]
        address=f"aase{number}@tolke.example",
        name="Åse Østergård",
        tongue=tongue,  # type: ignore[arg-type]
        uid=uid_of(uuid4(), IDENTITY.domain),
    )


def ours(number: int) -> bytes:
    """A stream's first message, as services/invitations makes it: letter, calendar object, MIME, checked head."""
    stream, sent = invite(stream_of(number), voiding=False, now=START, accepted=True)
    return compose(sent, facts_of(number), stream, IDENTITY, token="k7gq2mk7gq2mk7gq2mk7gq2mk7")


def by_libraries(number: int) -> bytes:
    """The same without our writers: icalendar's components, email.message's parts; the letter is given for nothing."""
    stream, sent = invite(stream_of(number), voiding=False, now=START, accepted=True)
    facts = facts_of(number)
    event = by_icalendar(stream, facts, sequence=sent.seq, stamp=sent.dtstamp)
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = "Tolkebooking <svar+k7gq2m@tolk.example.org>", f"Åse Østergård <{stream.address}>"
    mail["Subject"], mail["Message-ID"] = f"Tolkeopgave {facts.number} – tirsdag 24. november", sent.message_id
    mail.set_content(LETTER.plain)
    mail.add_alternative(LETTER.html, subtype="html")
    mail.add_alternative(event, maintype="text", subtype="calendar", params={"method": "REQUEST", "charset": "UTF-8"})
    mail.add_attachment(event, maintype="application", subtype="ics", filename="invite.ics")
    return mail.as_bytes()


LETTER = Letter("", "Opgaven er din\n\nHej Åse Østergård,\n" + "Tid: tirsdag 24. november\n" * 12, "<p>æøå</p>\n" * 60)
ZONE = icalendar.Timezone.from_ical(VTIMEZONE)


def by_icalendar(stream: Stream, facts: EventFacts, *, sequence: int, stamp: datetime) -> bytes:
    calendar = icalendar.Calendar()
    for name, value in (("version", "2.0"), ("prodid", "-//x//DA"), ("calscale", "GREGORIAN"), ("method", "REQUEST")):
        calendar.add(name, value)
    calendar.add_component(ZONE)
    event = icalendar.Event()
    event.add("uid", stream.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", facts.period.starts_at)
    event.add("dtend", facts.period.ends_at)
    for name in ("summary", "location", "description", "url", "status", "class"):
        event.add(name, f"Tolkeopgave {facts.number} {facts.place.text}")
    organizer = icalendar.vCalAddress("mailto:svar@tolk.example.org")
    organizer.params["CN"] = "Tolkebooking"
    event.add("organizer", organizer)
    attendee = icalendar.vCalAddress(f"mailto:{stream.address}")
    attendee.params.update({"CN": stream.name, "PARTSTAT": "ACCEPTED", "RSVP": "FALSE", "ROLE": "REQ-PARTICIPANT"})
    event.add("attendee", attendee)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def rate(build: Callable[[int], bytes]) -> float:
    """How many a second of CPU, after a warm-up."""
    for number in range(50):
        build(number)
    count, began = 0, time.process_time()
    while (spent := time.process_time() - began) < SECONDS:
        for _ in range(20):
            build(count)
            count += 1
    return count / spent


def main() -> None:
    mine, theirs = rate(ours), rate(by_libraries)
    size = len(ours(1))
    print(f"invitations built per CPU-second: {mine:,.0f} ({size:,} bytes each)")
    print(f"by icalendar and email.message, the letter's words given: {theirs:,.0f}")
    print(f"{mine / theirs:.1f} times the libraries; aim 2,000: {'reached' if mine >= 2000 else 'missed'}")


if __name__ == "__main__":
    main()
