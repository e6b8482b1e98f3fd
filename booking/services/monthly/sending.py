"""Mailing the report: to each leader on the month's first working day, once a month, in their own tongue."""

from dataclasses import replace
from datetime import datetime, timedelta

from booking.domain.accounts import Role
from booking.domain.insights.months import month_before
from booking.domain.insights.sentences import Sentence
from booking.domain.messages import Reason, Rhythm, Topic, Way, last_due, resolved
from booking.domain.texts import Text
from booking.gateways.mail import Attachment, Digest, Item
from booking.persistence.ids import new_id
from booking.persistence.reminders import Mark
from booking.services.accounts import actor_of
from booking.services.desk import Desk
from booking.services.monthly.making import leader_report
from booking.services.texting import Reader, office_choices, post_digest, readers_of

# As long as it is the newest there is; the next comes with the next month.
KEPT = timedelta(days=25)


async def send_leader_reports(desk: Desk) -> list[Mark]:
    """What was settled by this call; any number of calls send each leader one report a month."""
    clock = resolved(office_choices(desk), {}).unfilled_at
    found = last_due(Rhythm.MONTHLY, clock, now=desk.now, workdays=desk.reference.workdays)
    if found is None or not await desk.reminders.alone():
        return []
    day, due = found
    readers = await readers_of(desk, await desk.accounts.with_role(Role.LEADER))
    marked = await desk.reminders.marked(after=due, before=due + timedelta(seconds=1))
    had = {person for topic, _, person, _ in marked if topic == Topic.LEADER_REPORT.value}
    settled = []
    for key, reader in readers.items():
        if key not in had and reader.way(Topic.LEADER_REPORT) is not Way.OFF:
            mark = await _send(desk, reader, month_before(day), due)
            settled += [mark] if mark is not None else []
    return settled


async def _send(desk: Desk, reader: Reader, month: str, due: datetime) -> Mark | None:
    account = reader.account
    reason = Reason.TOO_LATE if desk.now > due + KEPT else None
    mark = Mark(
        id=new_id(),
        topic=Topic.LEADER_REPORT.value,
        subject_id=account.id,
        person_id=account.id,
        starts_at=due,
        way=Way.MAIL.value if reason is None else "",
        reason=reason.value if reason is not None else "",
        judged_at=desk.now,
    )
    if not await desk.reminders.mark(mark):
        return None
    if reason is None:
        as_reader = replace(desk, actor=actor_of(account, desk.reference.units, via="web"))
        report = await leader_report(as_reader, month=month)
        items = tuple(Item(_whole(one)) for one in report.sentences)
        digest = Digest("/overblik/ledelse", items, report.month.name)
        await post_digest(
            desk,
            "leader_report",
            digest,
            account,
            subject_id=account.id,
            mail_id=mark.id,
            until=due + KEPT,
            attached=Attachment(report.name, "application/pdf", report.content),
        )
    return mark


def _whole(one: Sentence) -> Text:
    return Text(f"{one.lead.da} {one.rest.da}", f"{one.lead.en} {one.rest.en}")
