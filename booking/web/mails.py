"""Outgoing email as its recipients see it, and answers as they would send them; only where the office runs its sink."""

import asyncio
from datetime import timedelta
from pathlib import Path

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.errors import Conflict, Invalid, NotFound
from booking.domain.periods import Period, instant_of, local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.answering import ANSWERS, CLIENTS, Answer, Returned, answered
from booking.gateways.kept_mails import LOOKED_AT, KeptMail, kept_mail_named, kept_mails
from booking.gateways.mail import MailError
from booking.services.sent_mails import heard
from booking.web import pages
from booking.web.entries import day_in, time_in
from booking.web.guards import Asked, office_of
from booking.web.making.mails import HEARD, answer_form, mail_page, stories_of, story_with
from booking.web.views.mails import AnswerForm, MailList
from booking.web.visits import HEADERS, Visit, visiting

HERE, ONE = "/post", "/post/{file:str}"
PAGE, OF_ONE = 50, 400
MAILS_PER_STORY = 4
FRAMED = {**HEADERS, "Content-Security-Policy": f"{pages.CSP}; frame-src 'self'"}
# What somebody wrote runs nothing, loads nothing, sends nothing and leads nowhere.
SANDBOXED = {
    **HEADERS,
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
}
UNKNOWN = Text("Vælg et program og et svar.", "Choose a program and an answer.")


@get(HERE)
async def mail_list(
    request: Asked, bestilling: FromQuery[str] = "", modtager: FromQuery[str] = "", vis: FromQuery[str] = ""
) -> Response[str]:
    """Stories, the newest first, some at a time."""
    async with visiting(request) as visit:
        number, to, shown = bestilling.strip(), modtager.strip(), _shown(vis)
        newest = shown * MAILS_PER_STORY
        found = await asyncio.to_thread(kept_mails, sink_folder(visit), containing=number, to=to, newest=newest)
        stories = stories_of(found, await heard_of(visit, found))
        more = shown + PAGE if len(stories) > shown or len(found) == newest else 0
        return await visit.show("post/liste.html", MailList(stories[:shown], number, to, more), place="post")


def _shown(asked: str) -> int:
    """How many stories; one page for what is no number, and never more than the folder is looked at for."""
    pages = int(asked) // PAGE if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return PAGE * min(max(pages, 1), LOOKED_AT // (PAGE * MAILS_PER_STORY))


@get(ONE)
async def mail(request: Asked, file: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        found = await _found(visit, file)
        return await _page(visit, found, answer_form(found, visit.tongue))


@get(f"{ONE}/html")
async def html_mail(request: Asked, file: FromPath[str]) -> Response[str]:
    """The HTML form by itself, to be shown in a frame that nothing gets out of."""
    async with visiting(request) as visit:
        found = await _found(visit, file)
        return Response(found.html, media_type="text/html", headers=SANDBOXED)


@get(f"{ONE}/raa")
async def raw_mail(request: Asked, file: FromPath[str]) -> Response[bytes]:
    """The mail byte for byte as it left."""
    async with visiting(request) as visit:
        found = await _found(visit, file)
        body = await asyncio.to_thread((sink_folder(visit) / found.file).read_bytes)
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{found.file}"'}
        return Response(body, media_type="message/rfc822", headers=headers)


@post(f"{ONE}/svar")
async def answer(request: Asked, file: FromPath[str]) -> Response[str]:
    """A mail as the recipient's program would send it, by SMTP to the sink, which hands it on to our listener."""
    async with visiting(request) as visit:
        require_permission(visit.desk.actor, "mail:answer")
        found = await _found(visit, file)
        try:
            made = _answer_in(visit, found)
        except Invalid as error:
            errors = {error.field or "answer": error.message}
            return await _page(visit, found, answer_form(found, visit.tongue, typed=visit.fields, errors=errors), 422)
        try:
            await office_of(request).mailer.send(made.envelope_from, made.envelope_to, made.raw)
        except MailError as error:
            said = Text(f"Svaret blev ikke taget imod: {error}", f"The answer was not taken: {error}")
            raise Conflict(said, subject=file) from error
        return visit.moved(f"{HERE}/{file}", told="mail_answered")


def _answer_in(visit: Visit, found: KeptMail) -> Returned:
    typed = visit.fields
    client, chosen = CLIENTS.get(typed.get("client", "")), typed.get("answer", "")
    if client is None or chosen not in ANSWERS or found.incoming:
        raise Invalid(UNKNOWN, field="answer")
    kind = Answer(chosen)
    period = _proposed(visit, found) if kind is Answer.COUNTER else None
    comment = typed.get("comment", "").strip()[:1000]
    return answered(client, kind, found.original(), now=visit.desk.now, comment=comment, period=period)


def _proposed(visit: Visit, found: KeptMail) -> Period | None:
    """As long as it was, at the date and time that were typed."""
    if found.event is None:
        return None
    day = day_in(visit.fields.get("date", ""), local_date(visit.desk.now), field="date")
    starts_at = instant_of(day, time_in(visit.fields.get("start", ""), field="start"), field="start")
    return Period(starts_at, starts_at + timedelta(minutes=found.event.period.minutes))


async def _page(visit: Visit, found: KeptMail, form: AnswerForm | None, status: int = 200) -> Response[str]:
    who = found.sender if found.incoming else found.recipient
    folder = sink_folder(visit)
    others = await asyncio.to_thread(kept_mails, folder, to=who.address, newest=OF_ONE)
    story = story_with(others, found, await heard_of(visit, others))
    here = f"{HERE}/{found.file}"
    view = mail_page(found, story, here=here, form=form)
    response = await visit.show("post/brev.html", view, place="post", status=status, path=here)
    response.headers.update(FRAMED)
    return response


async def heard_of(visit: Visit, mails: list[KeptMail]) -> HEARD:
    return await heard(visit.desk, [one.essence for one in mails if one.incoming])


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
