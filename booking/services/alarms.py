"""Alarms raised once: red where the office looks, and a mail to the office's address, whoever is restarted when."""

from dataclasses import asdict

from booking.domain.accounts import Role
from booking.domain.alarms import Alarm, AlarmRule, alarm_of, check_rule
from booking.domain.bookings import Booking
from booking.domain.messages import TextKind, Topic
from booking.domain.permissions import require_permission
from booking.gateways.guards import guarded_address
from booking.persistence.alarms import mark, nearing
from booking.persistence.office_settings import Setting
from booking.persistence.reference import Reference
from booking.services.choices import choices_made, keep_choices
from booking.services.desk import Desk
from booking.services.notifications import tell_address
from booking.services.texting import About, facts_of, readers_of, text

PREFIX = "alarm."


def rule_of(reference: Reference) -> AlarmRule:
    """The rule in force; what nobody has set stands as the product has it."""
    usual, found = AlarmRule(), reference.settings
    return AlarmRule(int(found.get(f"{PREFIX}hours", usual.hours)), str(found.get(f"{PREFIX}email", usual.email)))


def read_rule(desk: Desk) -> AlarmRule:
    require_permission(desk.actor, "settings:read")
    return rule_of(desk.reference)


async def rule_log(desk: Desk) -> list[Setting]:
    """Who set what, the newest first."""
    require_permission(desk.actor, "settings:read")
    return await choices_made(desk, PREFIX)


async def set_rule(desk: Desk, *, rule: AlarmRule) -> AlarmRule:
    """In force at once; raises Invalid, naming the field."""
    require_permission(desk.actor, "alarms:write")
    check_rule(rule)
    if rule.email:
        guarded_address(rule.email)
    if await keep_choices(desk, PREFIX, asdict(rule), before=asdict(rule_of(desk.reference))):
        desk.events.add("board")
    return rule


async def nearing_alone(desk: Desk) -> list[str]:
    """The numbers of what begins soon, or has begun, with nobody; the soonest first."""
    found = await nearing(desk.connection, now=desk.now, hours=rule_of(desk.reference).hours)
    return [booking.number for booking in found]


async def raise_alarm(desk: Desk, *, number: str) -> Alarm | None:
    """Marked, and mailed to the office, in one transaction, so never twice; None when it is raised, or nothing is due.

    Each booking by itself: one that cannot be told of must not keep the others silent.
    """
    rule = rule_of(desk.reference)
    for booking in await nearing(desk.connection, now=desk.now, hours=rule.hours, number=number):
        alarm = alarm_of(booking.starts_at, desk.now, rule)
        if alarm is not None and await mark(desk.connection, booking, alarm, now=desk.now):
            if rule.email:
                await tell_address(desk, f"alarm_{alarm.value}", booking, rule.email)  # type: ignore[arg-type]
            await _text_office(desk, booking, alarm)
            desk.events.add("board")
            return alarm
    return None


async def _text_office(desk: Desk, booking: Booking, alarm: Alarm) -> None:
    """Those of the office who chose it, at any hour."""
    readers = await readers_of(desk, await desk.accounts.with_role(Role.COORDINATOR)) if desk.sms else {}
    kind: TextKind = "alarm_soon" if alarm is Alarm.SOON else "alarm_begun"
    for reader in readers.values():
        if reader.way(Topic.ALARM).by_sms:
            about = About(until=booking.ends_at, booking_id=booking.id, starts_at=booking.starts_at)
            text(desk, reader, Topic.ALARM, kind, facts_of(booking), about)
