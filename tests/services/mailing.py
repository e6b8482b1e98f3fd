"""Farid's job and his invitation, and answers to it that come in by mail."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Booking
from booking.domain.invitations import Stream
from booking.domain.tasks import Task
from booking.gateways.mail import reply_token
from booking.persistence.inbound import InboundMail
from booking.resources import Resources
from booking.services.inbound import judge_inbound
from booking.services.ingesting import ingest
from tests.builders import FARID, Cast
from tests.conftest import Keep
from tests.replies import Answer, gmail
from tests.services.lives import booked, details


@dataclass
class Postman:
    """An office, a booking that Farid has, and a way to answer."""

    office: Resources
    cast: Cast
    keep: Keep
    booking: Booking

    @classmethod
    async def of(cls, office: Resources, cast: Cast, keep: Keep, **different: Any) -> "Postman":
        return cls(office, cast, keep, await booked(office, cast, keep, **different))

    async def streams(self) -> list[Stream]:
        """Of the booking, the interpreters' first, in the order they were made."""
        async with self.office.desk(SYSTEM) as desk:
            found = await desk.streams.of(self.booking.id)
        return [one.stream for one in sorted(found, key=lambda one: (one.stream.recipient_role, one.stream.id))]

    def address(self, person: UUID = FARID) -> str:
        return self.office.identity.organizer(reply_token(person, self.office.secret)).address

    async def answer(self, **different: Any) -> Answer:
        """A yes to the interpreter's present invitation, unless said otherwise."""
        stream = (await self.streams())[0]
        usual = Answer(
            uid=stream.uid,
            attendee=stream.address,
            organizer=self.address(),
            sequence=stream.seq,
            at=self.office.now().replace(microsecond=0),
        )
        return replace(usual, **different)

    async def send(self, raw: bytes, *, to: str | None = None, feeder: str = "lmtp") -> InboundMail:
        """What became of it."""
        async with self.office.desk(SYSTEM) as desk:
            kept = await ingest(
                desk, raw, envelope_from="x@example.net", envelope_to=to or self.address(), feeder=feeder
            )
        await self.keep()
        async with self.office.desk(SYSTEM) as desk:
            return await desk.inbound.get(kept.id)

    async def reply(self, **different: Any) -> str:
        """The outcome of an answer by Gmail."""
        return (await self.send(gmail(await self.answer(**different)))).outcome

    async def judge(self, mail_id: UUID) -> None:
        async with self.office.desk(SYSTEM) as desk:
            await judge_inbound(desk, mail_id)

    async def now_is(self) -> Booking:
        return (await details(self.office, self.cast, self.booking.number)).booking

    async def tasks(self) -> list[Task]:
        async with self.office.desk(SYSTEM) as desk:
            return await desk.tasks.listed()

    async def mails(self) -> list[tuple[object, object]]:
        """Method or None, and recipient, of everything that was mailed about the booking."""
        async with self.office.desk(SYSTEM) as desk:
            return [(one["method"], one["envelope_to"]) for one in await desk.outbox.mails_of([self.booking.id])]
