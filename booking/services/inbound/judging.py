"""Judging a mail: read it, weigh it under its booking's lock, and carry out what the table says, in one transaction."""

from dataclasses import replace
from uuid import UUID

import structlog

from booking.domain.errors import Conflict
from booking.domain.inbound import RULES, Lot, Outcome, Unreadable, Verdict, judge
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.inbound.applying import EFFECTS, begun, filled
from booking.services.inbound.weighing import Case, read_kept, weigh

log = structlog.get_logger()

# Where the service that a click uses refuses, what the answer becomes: the person is told why in its words.
INSTEAD = {
    Outcome.ACCEPTED_AFTER_ALL: (Outcome.FILLED, filled),
    Outcome.DECLINED: (Outcome.BEGUN, begun),
    Outcome.DECLINED_LATE: (Outcome.BEGUN, begun),
}


async def judge_inbound(desk: Desk, mail_id: UUID) -> None:
    """A mail that was kept and not judged yet; bears repetition, and a death at any moment before the commit."""
    await judge_kept(desk, mail_id, waiting=frozenset({"received"}))


async def judge_kept(desk: Desk, mail_id: UUID, *, waiting: frozenset[str], vouched: bool = False) -> Outcome | None:
    """The outcome; None when the mail is in none of the states it is judged from."""
    kept = await desk.inbound.get(mail_id, lock=True)
    if kept.state not in waiting:
        return None
    case = await weigh(desk, kept, await read_kept(desk, kept), vouched=vouched)
    verdict = await _carry_out(desk, case, judge(case.mail, case.known))
    await _record(desk, case, verdict)
    log.info("mail judged", mail_id=str(mail_id), outcome=verdict.outcome.value, feeder=kept.feeder)
    return verdict.outcome


async def _carry_out(desk: Desk, case: Case, verdict: Verdict) -> Verdict:
    """The effect; what the interpreter's own day or the booking's state refuses leaves nothing of it behind."""
    effect = EFFECTS.get(verdict.outcome)
    if effect is None:
        return verdict
    if verdict.outcome not in INSTEAD:
        await effect(desk, case, verdict)
        return verdict
    try:
        async with desk.trying():
            await effect(desk, case, verdict)
    except Conflict as error:
        outcome, refuse = INSTEAD[verdict.outcome]
        refused = replace(verdict, rule=next(rule for rule in RULES if rule.outcome is outcome))
        await refuse(desk, case, refused, because=error.message)
        return refused
    return verdict


async def _record(desk: Desk, case: Case, verdict: Verdict) -> None:
    """What became of it; whoever waits for the office gets a task, and loses it when they no longer wait."""
    lot, reason = verdict.rule.lot, reason_of(case, verdict)
    person_id = case.known.person or case.known.owner
    values = {
        "state": lot.value,
        "outcome": verdict.outcome.value,
        "reason": f"{reason.da}\n{reason.en}",
        "person_id": person_id,
        "stream_id": case.addressed.stream.id if case.addressed is not None else None,
        "booking_id": case.booking.id if case.booking is not None else None,
        "judged_at": desk.now,
    }
    await desk.inbound.save(case.kept.id, values)
    subject = str(case.kept.id)
    if lot is Lot.QUARANTINED:
        facts = {"da": reason.da.rstrip("."), "en": reason.en.rstrip("."), "sender": case.kept.envelope_from}
        booking_id = case.booking.id if case.booking is not None else None
        await desk.tasks.add("quarantine", subject, booking_id=booking_id, person_id=person_id, facts=facts)
    else:
        await desk.tasks.settle_about("quarantine", subject, "released")
    desk.events.add("board")


def reason_of(case: Case, verdict: Verdict) -> Text:
    return case.mail.reason if isinstance(case.mail, Unreadable) else verdict.rule.case
