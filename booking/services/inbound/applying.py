"""What each outcome does: the very services that a click uses, a task for the office, a word to whoever answered."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

import structlog

from booking.domain.bookings import Booking
from booking.domain.history import Plain
from booking.domain.inbound import Bounce, Message, Outcome, Reply, Verdict, answered_at, answered_seq
from booking.domain.invitations import Partstat, Stream
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.persistence.streams import Addressed
from booking.services.answers import accept_again
from booking.services.desk import Desk
from booking.services.inbound.telling import tell
from booking.services.inbound.trusting import acting, interpreter_actor
from booking.services.inbound.weighing import Case
from booking.services.invitations import send_again
from booking.services.undelivered import returned
from booking.services.withdrawing import withdraw

log = structlog.get_logger()

Effect = Callable[[Desk, Case, Verdict], Awaitable[None]]

MOVED = Text(
    "Tiden er ændret, siden du fik den invitation, du svarede på. Her kommer den igen, som den er nu. Svar på den.",
    "The time has changed since the invitation that you answered. Here it comes again as it is now. Answer that one.",
)
TAKEN = Text("En anden har fået opgaven i mellemtiden.", "Somebody else has got the job meanwhile.")
TOO_LATE = Text(
    "Opgaven er begyndt eller slut. Ring til tolkekontoret.", "The job has begun or is over. Ring the office."
)
FROM_CALENDAR = Text("Afbud fra kalenderen", "Declined from the calendar")


def _about(case: Case) -> tuple[Reply, Addressed, Booking]:
    """The three that every answer to a stream of ours has."""
    assert isinstance(case.mail, Reply)
    assert case.addressed is not None
    assert case.booking is not None
    return case.mail, case.addressed, case.booking


async def _answered(desk: Desk, case: Case, verdict: Verdict, *, partstat: Partstat | None) -> Addressed:
    """The stream with the answer that was applied; who wrote it is kept where it was not the recipient."""
    reply, addressed, booking = _about(case)
    before = addressed.stream
    after = replace(
        before,
        partstat=partstat or before.partstat,
        answer=reply.partstat,
        answered_seq=answered_seq(reply, before),
        answered_dtstamp=answered_at(reply, case.known),
        answer_via=verdict.via,
    )
    await desk.streams.save(after)
    via: Plain = "another address" if verdict.via else None
    changes: Mapping[str, tuple[Plain, Plain]] = {"answer": (before.answer or None, reply.partstat), "via": (None, via)}
    theirs = before.recipient_role == "interpreter"
    with acting(desk, await interpreter_actor(desk, addressed.person_id) if theirs else desk.actor):
        entry = desk.histories.row("answer", booking.id, f"answered {reply.partstat.lower()}", changes)
    desk.histories.add(entry)
    return Addressed(after, addressed.person_id)


async def accepted(desk: Desk, case: Case, verdict: Verdict) -> None:
    _, _, booking = _about(case)
    addressed = await _answered(desk, case, verdict, partstat="ACCEPTED")
    await tell(desk, "answer_counted", booking, addressed, answer="ACCEPTED")


async def tentative(desk: Desk, case: Case, verdict: Verdict) -> None:
    await _answered(desk, case, verdict, partstat="TENTATIVE")


async def declined(desk: Desk, case: Case, verdict: Verdict) -> None:
    """As a press of the button *Spring fra*: late or not is decided there, by the office's policy."""
    reply, _, booking = _about(case)
    addressed = await _answered(desk, case, verdict, partstat="DECLINED")
    with acting(desk, await interpreter_actor(desk, addressed.person_id)):
        await withdraw(desk, number=booking.number, reason=reply.comment or FROM_CALENDAR.da)
    await _task(desk, "declined", case, subject=_version(addressed.stream))
    await tell(desk, "answer_counted", booking, addressed, answer="DECLINED")


async def accepted_after_all(desk: Desk, case: Case, verdict: Verdict) -> None:
    """Conflict when their own day has filled up meanwhile."""
    _, _, booking = _about(case)
    addressed = await _answered(desk, case, verdict, partstat=None)
    with acting(desk, await interpreter_actor(desk, addressed.person_id)):
        await accept_again(desk, booking, interpreter_id=addressed.person_id)
    await tell(desk, "answer_counted", booking, addressed, answer="ACCEPTED")


async def filled(desk: Desk, case: Case, verdict: Verdict, *, because: Text = TAKEN) -> None:
    _, _, booking = _about(case)
    addressed = await _answered(desk, case, verdict, partstat=None)
    await _task(desk, "filled", case, subject=_version(addressed.stream))
    await tell(desk, "answer_refused", booking, addressed, answer="ACCEPTED", because=because)


async def begun(desk: Desk, case: Case, verdict: Verdict, *, because: Text = TOO_LATE) -> None:
    _, _, booking = _about(case)
    addressed = await _answered(desk, case, verdict, partstat=None)
    await _task(desk, "begun", case, subject=_version(addressed.stream))
    await tell(desk, "answer_refused", booking, addressed, answer="DECLINED", because=because)


async def requester_declined(desk: Desk, case: Case, verdict: Verdict) -> None:
    addressed = await _answered(desk, case, verdict, partstat=None)
    await _task(desk, "requester", case, subject=_version(addressed.stream))


async def ended(desk: Desk, case: Case, verdict: Verdict) -> None:
    _, addressed, booking = _about(case)
    if addressed.stream.cancels_resent == 0:
        counted = replace(addressed.stream, cancels_resent=1)
        await send_again(desk, Addressed(counted, addressed.person_id), booking)


async def stale(desk: Desk, case: Case, verdict: Verdict) -> None:
    reply, addressed, booking = _about(case)
    if addressed.stream.resent_reset_seq != addressed.stream.reset_seq:
        counted = replace(addressed.stream, resent_reset_seq=addressed.stream.reset_seq)
        await send_again(desk, Addressed(counted, addressed.person_id), booking)
        await tell(desk, "answer_refused", booking, addressed, answer=reply.partstat, because=MOVED)


async def refreshed(desk: Desk, case: Case, verdict: Verdict) -> None:
    _, addressed, booking = _about(case)
    stream, today = addressed.stream, case.known.today
    before = stream.refreshes if stream.refreshed_on == today else 0
    counted = replace(stream, refreshed_on=today, refreshes=before + 1)
    await send_again(desk, Addressed(counted, addressed.person_id), booking)


async def held(desk: Desk, case: Case, verdict: Verdict) -> None:
    """One question a person at a time, however many claim to be them."""
    reply, addressed, booking = _about(case)
    if not await desk.inbound.listed(states=["held"], person_id=addressed.person_id, limit=1):
        await tell(desk, "answer_held", booking, addressed, answer=reply.partstat, path="/tolk/svar")


async def counter(desk: Desk, case: Case, verdict: Verdict) -> None:
    reply, addressed, _ = _about(case)
    proposed = reply.proposed
    facts: dict[str, Plain] = {"written": reply.proposed_text, "uid": reply.uid, "seq": addressed.stream.seq}
    if proposed is not None:
        facts |= {"starts_at": proposed.starts_at.isoformat(), "ends_at": proposed.ends_at.isoformat()}
    subject = f"{_version(addressed.stream)}.{facts.get('starts_at', reply.proposed_text)}"
    await _task(desk, "counter", case, subject=subject, facts=facts)


async def stranger(desk: Desk, case: Case, verdict: Verdict) -> None:
    reply, addressed, _ = _about(case)
    address = next(iter(reply.attendees), reply.head.sender)
    await _task(desk, "stranger", case, subject=f"{addressed.stream.id}.{address}", facts={"address": address})


async def delegated(desk: Desk, case: Case, verdict: Verdict) -> None:
    reply, addressed, _ = _about(case)
    subject = f"{_version(addressed.stream)}.{reply.delegated_to}"
    await _task(desk, "delegated", case, subject=subject, facts={"address": reply.delegated_to})


async def message(desk: Desk, case: Case, verdict: Verdict) -> None:
    assert isinstance(case.mail, Message)
    head, words = case.mail.head, case.mail.text
    text = mask_cpr(f"{head.subject}\n\n{words}".strip())
    booking_id = case.sent.subject_id if case.sent is not None else None
    known = await desk.bookings.by_ids([booking_id]) if booking_id is not None else {}
    facts: dict[str, Plain] = {"text": text, "automatic": head.automatic}
    about = booking_id if booking_id in known else None
    await desk.tasks.add("message", str(case.kept.id), booking_id=about, person_id=case.known.person, facts=facts)


async def bounced(desk: Desk, case: Case, verdict: Verdict) -> None:
    """The mail and the address are marked, and what is urgent is texted; the office is told once an address, until it
    says that it is in order."""
    assert isinstance(case.mail, Bounce)
    assert case.mail.row is not None
    row, status = case.mail.row, case.mail.status
    sent = await desk.bounces.mark_mail(row, status=status)
    if sent is not None:
        await returned(desk, sent, status=status)


async def delayed(desk: Desk, case: Case, verdict: Verdict) -> None:
    assert isinstance(case.mail, Bounce)
    assert case.mail.row is not None
    await desk.bounces.note(case.mail.row, said=f"delayed {case.mail.status}")


async def wrong_person(desk: Desk, case: Case, verdict: Verdict) -> None:
    """A security event: that somebody's reply address came with another's event, and nothing of either."""
    log.warning("security: an answer about another person's event", mail_id=str(case.kept.id))
    desk.histories.add(desk.histories.row("security", case.kept.id, "answer about another person's event", {}))


async def _task(desk: Desk, kind: str, case: Case, *, subject: str, facts: Mapping[str, Plain] | None = None) -> None:
    reply, addressed, booking = _about(case)
    said = {"comment": mask_cpr(reply.comment)} if reply.comment else {}
    await desk.tasks.add(
        kind, subject, booking_id=booking.id, person_id=addressed.person_id, facts={**said, **(facts or {})}
    )


def _version(stream: Stream) -> str:
    """A stream as it was when the answer came."""
    return f"{stream.id}.{stream.reset_seq}"


# An outcome that is not here does nothing but be written down.
EFFECTS: dict[Outcome, Effect] = {
    Outcome.ACCEPTED: accepted,
    Outcome.TENTATIVE: tentative,
    Outcome.DECLINED: declined,
    Outcome.DECLINED_LATE: declined,
    Outcome.ACCEPTED_AFTER_ALL: accepted_after_all,
    Outcome.FILLED: filled,
    Outcome.BEGUN: begun,
    Outcome.REQUESTER_DECLINED: requester_declined,
    Outcome.ENDED: ended,
    Outcome.STALE: stale,
    Outcome.REFRESHED: refreshed,
    Outcome.HELD: held,
    Outcome.COUNTER: counter,
    Outcome.STRANGER: stranger,
    Outcome.DELEGATED: delegated,
    Outcome.MESSAGE: message,
    Outcome.BOUNCED: bounced,
    Outcome.DELAYED: delayed,
    Outcome.WRONG_PERSON: wrong_person,
}
