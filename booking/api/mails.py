"""Mails as the local sink received them; only there when the office runs its own sink."""

from pathlib import Path

from litestar import Controller, get
from litestar.params import FromQuery

from booking.api.desks import Asked, desk_for, office_of
from booking.domain.errors import NotFound
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.kept_mails import KeptMail, kept_mails
from schemas import others


class MailsController(Controller):
    path = "/mails"
    tags = ["Local mode"]

    @get(summary="What the local mail sink received")
    async def list_mails(self, request: Asked, number: FromQuery[str | None] = None) -> others.KeptMails:
        """Newest last; `number` narrows to one booking."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "mail:read")
            found = kept_mails(sink_folder(request), containing=number)
            return others.KeptMails([_mail(one) for one in found])


def sink_folder(request: Asked) -> Path:
    """NotFound where mail leaves for real."""
    settings = office_of(request).settings
    if not settings.local_mode:
        raise NotFound(Text("Kun i lokal drift.", "In local mode only."))
    return settings.mail_sink_dir


def _mail(one: KeptMail) -> others.KeptMail:
    return others.KeptMail(
        file=one.file,
        at=one.at,
        to=one.to,
        subject=one.subject,
        method=one.method,
        uid=one.uid,
        sequence=one.sequence,
        body=one.plain,
        calendar=one.calendar,
    )
