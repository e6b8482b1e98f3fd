"""The pages of mail that came in, made from what is kept."""

from collections.abc import Iterator

from booking.domain.inbound import RULES, Bounce, Mail, Message, Reply
from booking.domain.invitations import when
from booking.domain.texts import Text
from booking.persistence.inbound import InboundMail, Listed
from booking.services import inbound
from booking.services.desk import Desk
from booking.services.tasks import names_of
from booking.web.views.inbound import ANSWERS, STATES, HeldPage, HeldRow, InboundList, InboundPage, InboundRow

CASES = {rule.outcome.value: rule.case for rule in RULES}
MOST_SHOWN = 20_000


async def inbound_list(desk: Desk, *, everything: bool = False) -> InboundList:
    found = await inbound.in_quarantine(desk, everything=everything)
    people = await names_of(desk, [one.person_id for one in found if one.person_id is not None])
    booked = await desk.bookings.by_ids([one.booking_id for one in found if one.booking_id is not None])
    numbers = {key: booking.number for key, booking in booked.items()}
    rows = (
        _row(one, people.get(one.person_id or one.id, ""), numbers.get(one.booking_id or one.id, "")) for one in found
    )
    return InboundList(tuple(rows), everything)


def _row(one: Listed | InboundMail, person: str, booking: str) -> InboundRow:
    state, tag = STATES[one.state]
    da, _, en = one.reason.partition("\n")
    return InboundRow(
        id=one.id,
        received_at=one.received_at,
        sender=one.envelope_from,
        person=person,
        booking=booking,
        state=state,
        tag=tag,
        reason=Text(da, en) if da else CASES.get(one.outcome, Text("", "")),
    )


async def inbound_page(desk: Desk, opened: inbound.Opened, *, error: Text | None = None) -> InboundPage:
    kept, mail = opened.kept, opened.mail
    people = await names_of(desk, [kept.person_id] if kept.person_id is not None else [])
    number = opened.booking.number if opened.booking is not None else ""
    return InboundPage(
        row=_row(kept, people.get(kept.person_id or kept.id, ""), number),
        facts=tuple(_facts(kept, mail)) if kept.raw is not None else (),
        text=mail.text if isinstance(mail, Message) else mail.comment if isinstance(mail, Reply) else "",
        raw=(kept.raw or b"")[:MOST_SHOWN].decode("utf-8", "replace"),
        waits=kept.state in inbound.WAITING,
        may_release=opened.may_release,
        gone=kept.raw is None,
        error=error,
    )


def _facts(kept: InboundMail, mail: Mail) -> Iterator[tuple[Text, Text]]:
    yield Text("Sendt til", "Sent to"), _plain(kept.envelope_to)
    yield Text("Afsender", "From"), _plain(mail.head.sender)
    if mail.head.subject:
        yield Text("Emne", "Subject"), _plain(mail.head.subject)
    if isinstance(mail, Bounce):
        yield Text("Rapport", "Report"), _plain(f"{mail.action} {mail.status}")
    if not isinstance(mail, Reply):
        return
    yield Text("Slags", "Kind"), _plain(mail.method)
    yield Text("Svar", "Answer"), ANSWERS.get(mail.partstat, _plain(mail.partstat))
    yield Text("Deltager", "Attendee"), _plain(", ".join(mail.attendees))
    if mail.sequence is not None:
        yield Text("Version", "Version"), _plain(str(mail.sequence))
    if mail.proposed is not None:
        yield Text("Foreslår", "Proposes"), when(mail.proposed)


def _plain(text: str) -> Text:
    return Text(text or "–", text or "–")


async def held_page(desk: Desk, *, error: Text | None = None) -> HeldPage:
    rows = [
        HeldRow(
            one.id,
            one.booking.number,
            one.booking.starts_at,
            one.booking.ends_at,
            ANSWERS.get(one.answer, _plain(one.answer)),
            one.received_at,
        )
        for one in await inbound.held_answers(desk)
    ]
    return HeldPage(tuple(rows), error)
