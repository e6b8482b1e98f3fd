"""What came in this morning: a word from an interpreter, another time proposed, and a mail that nobody can place."""

from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from booking.domain.accounts import Role
from booking.domain.tasks import Plain
from booking.gateways.mail import reply_token
from booking.local.seeding.municipality import Municipality
from booking.persistence.seed.cast import CAST
from booking.services.desk import Desk
from booking.services.ingesting import ingest

LATER = timedelta(minutes=30)
WORD = "Hej\n\nJeg har fået nyt mobilnummer: 99 31 20 48. Vil I rette det hos jer?\n\nVenlig hilsen\n"
STRANGER = "Hej\n\nVi vil gerne aflyse tolken i morgen. Borgeren er blevet syg.\n\nVenlig hilsen\nReceptionen\n"


async def fill_inbox(desk: Desk, municipality: Municipality) -> int:
    """How many things somebody in the office has to look at."""
    email, name, _ = CAST[Role.INTERPRETER]
    [person] = [key for key, actor in municipality.by_interpreter.items() if actor.email == email]
    here = desk.identity.organizer(reply_token(person, desk.secret)).address
    await _mail(desk, email, here, "Nyt nummer", f"{WORD}{name}\n")
    await _mail(desk, "reception@klinik.example", f"svar+{'a' * 26}@{desk.identity.domain}", "Aflysning", STRANGER)
    return 2 + await _propose(desk, person)


async def _mail(desk: Desk, sender: str, to: str, subject: str, text: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(desk.now)
    message["Message-ID"] = f"<{subject.lower().replace(' ', '-')}.{desk.now:%Y%m%d}@{sender.partition('@')[2]}>"
    message.set_content(text)
    await ingest(desk, message.as_bytes(), envelope_from=sender, envelope_to=to, feeder="seed")


async def _propose(desk: Desk, person: UUID) -> int:
    """Somebody's next job half an hour later, as their calendar would ask for it; 0 where they have none."""
    found = await desk.streams.live_of_person(person, now=desk.now)
    booked = await desk.bookings.by_ids([one.stream.booking_id for one in found])
    ahead = [one for one in found if booked[one.stream.booking_id].starts_at > desk.now + timedelta(hours=2)]
    for one in ahead[:1]:
        stream, booking = one.stream, booked[one.stream.booking_id]
        starts, ends = ((at + LATER).isoformat() for at in (booking.starts_at, booking.ends_at))
        facts: dict[str, Plain] = {"uid": stream.uid, "seq": stream.seq, "starts_at": starts, "ends_at": ends}
        subject = f"{stream.id}.{stream.reset_seq}.{starts}"
        facts["comment"] = "Jeg kommer direkte fra en anden opgave og kan først lidt senere."
        await desk.tasks.add("counter", subject, booking_id=booking.id, person_id=person, facts=facts)
    return len(ahead[:1])
