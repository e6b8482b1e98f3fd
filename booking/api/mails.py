"""Mails as the local sink received them, and answers as recipients send them; only where the office runs its sink."""

import asyncio
from datetime import timedelta
from pathlib import Path

from litestar import Controller, Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from booking.api.desks import Answer, Asked, desk_for, office_of, once
from booking.domain.errors import Conflict, Invalid, NotFound
from booking.domain.periods import Period, check_offset
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways import answering
from booking.gateways.answering import CLIENTS, answered
from booking.gateways.kept_mails import KeptMail, kept_mail_named, kept_mails
from booking.gateways.mail import MailError
from booking.services.desk import Desk
from booking.services.sent_mails import Heard, heard
from schemas import mails as transfer


class MailsController(Controller):
    path = "/mails"
    tags = ["Local mode"]

    @get(summary="What the local mail sink received")
    async def list_mails(
        self, request: Asked, number: FromQuery[str | None] = None, to: FromQuery[str] = ""
    ) -> transfer.KeptMails:
        """Newest last; `number` narrows to one booking, `to` to one recipient, their answers included."""
        async with desk_for(request) as desk:
            folder = sink_folder(request, desk)
            found = await asyncio.to_thread(kept_mails, folder, containing=number, to=to)
            known = await heard(desk, [one.essence for one in found if one.incoming])
            return transfer.KeptMails([_mail(one, known.get(one.essence)) for one in found])

    @post("/{file:str}/answers", summary="Answer a mail as its recipient would")
    async def answer(
        self, request: Asked, file: FromPath[str], data: JSONBody[transfer.MailAnswer]
    ) -> Response[transfer.AnswerSent]:
        """Sends by SMTP the mail that Outlook, Gmail or Apple would send back; the list says what came of it."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "mail:answer")
            found = await asyncio.to_thread(kept_mail_named, sink_folder(request, desk), file)
            if found is None:
                raise NotFound(Text("Mailen findes ikke.", "There is no such mail."), subject=file)
            kept = found

            async def make() -> Answer:
                return Answer(await _send(request, desk, kept, data))

            return await once(request, desk, transfer.AnswerSent, make)


async def _send(request: Asked, desk: Desk, found: KeptMail, data: transfer.MailAnswer) -> transfer.AnswerSent:
    if found.incoming:
        raise Invalid(Text("Mailen er selv et svar.", "The mail is an answer itself."), field="file")
    made = answered(
        CLIENTS[data.client],
        answering.Answer(data.answer),
        found.original(),
        now=desk.now,
        comment=data.comment,
        period=_proposed(found, data),
    )
    try:
        await office_of(request).mailer.send(made.envelope_from, made.envelope_to, made.raw)
    except MailError as error:
        said = Text(f"Svaret blev ikke taget imod: {error}", f"The answer was not taken: {error}")
        raise Conflict(said, subject=found.file) from error
    return transfer.AnswerSent(made.message_id, made.envelope_from, made.envelope_to)


def _proposed(found: KeptMail, data: transfer.MailAnswer) -> Period | None:
    """As long as it was, from the instant proposed."""
    if data.answer != "counter":
        return None
    if data.starts_at is None or found.event is None:
        said = Text("Skriv, hvornår det så skal være.", "Say when it should be instead.")
        raise Invalid(said, field="starts_at")
    starts_at = check_offset(data.starts_at, field="starts_at")
    return Period(starts_at, starts_at + timedelta(minutes=found.event.period.minutes))


def sink_folder(request: Asked, desk: Desk) -> Path:
    """NotFound where mail leaves for real."""
    require_permission(desk.actor, "mail:read")
    settings = office_of(request).settings
    if not settings.local_mode:
        raise NotFound(Text("Kun i lokal drift.", "In local mode only."))
    return settings.mail_sink_dir


def _mail(one: KeptMail, known: Heard | None) -> transfer.KeptMail:
    return transfer.KeptMail(
        file=one.file,
        at=one.at,
        sender=one.sender.address,
        to=one.to,
        subject=one.subject,
        method=one.method,
        uid=one.uid,
        sequence=one.sequence,
        body=one.plain,
        calendar=one.calendar,
        message_id=one.message_id,
        answers=one.answers or None,
        incoming=one.incoming,
        outcome=(known.outcome or "pending") if known is not None else None,
    )
