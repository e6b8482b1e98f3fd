"""Outgoing mail as the local sink keeps it; only where the office runs its own sink."""

import asyncio
from pathlib import Path

from litestar import Response, get
from litestar.params import FromPath

from booking.domain.errors import NotFound
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.kept_mails import KeptMail, kept_mail_named, kept_mails
from booking.web.guards import Asked, office_of
from booking.web.views.mails import MailList, MailPage, MailRow
from booking.web.visits import HEADERS, Visit, visiting

HERE = "/post"
MOST = 50
ARRIVED = Text("Leveret", "Delivered")


@get(HERE)
async def mail_list(request: Asked) -> Response[str]:
    """The newest first."""
    async with visiting(request) as visit:
        found = await asyncio.to_thread(kept_mails, sink_folder(visit), newest=MOST)
        view = MailList(tuple(_row(mail) for mail in reversed(found)))
        return await visit.show("post/liste.html", view, place="post")


@get(f"{HERE}/{{file:str}}")
async def mail(request: Asked, file: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        found = await _found(visit, file)
        view = MailPage(_row(found), found.headers, found.plain, found.calendar or "", f"{HERE}/{file}/raa")
        return await visit.show("post/brev.html", view, place="post")


@get(f"{HERE}/{{file:str}}/raa")
async def raw_mail(request: Asked, file: FromPath[str]) -> Response[bytes]:
    """The mail byte for byte as it left."""
    async with visiting(request) as visit:
        found = await _found(visit, file)
        body = await asyncio.to_thread((sink_folder(visit) / found.file).read_bytes)
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{found.file}"'}
        return Response(body, media_type="message/rfc822", headers=headers)


async def _found(visit: Visit, file: str) -> KeptMail:
    found = await asyncio.to_thread(kept_mail_named, sink_folder(visit), file)
    if found is None:
        raise NotFound(Text("Mailen findes ikke.", "There is no such mail."), subject=file)
    return found


def sink_folder(visit: Visit) -> Path:
    """NotFound where mail leaves for real."""
    require_permission(visit.desk.actor, "mail:read")
    settings = office_of(visit.request).settings
    if not settings.local_mode:
        raise NotFound(Text("Kun i lokal drift.", "In local mode only."))
    return settings.mail_sink_dir


def _row(found: KeptMail) -> MailRow:
    return MailRow(
        id=found.file,
        at=found.at,
        to=found.to,
        subject=found.subject,
        state=ARRIVED,
        tag="ok",
        method=found.method or "",
        sequence=found.sequence,
    )
