"""Publishing rules: a new version from a day on; what was decided by an older one keeps it."""

from booking.domain.permissions import require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.refunds.publishing import Version, check_rule, succeeded
from booking.domain.refunds.rules import RefundRule
from booking.services.desk import Desk


async def rule_versions(desk: Desk) -> list[Version]:
    """Every version of every rule, with who published it."""
    require_permission(desk.actor, "rules:read")
    return await desk.refunds.versions()


async def publish(desk: Desk, *, rule: RefundRule, note: str = "") -> RefundRule:
    """The rule with its version's number, in force from its first day; raises Invalid and Conflict, naming the field.

    The reference data is read anew by whoever publishes; other processes know it within seconds.
    """
    require_permission(desk.actor, "rules:write")
    check_rule(rule)
    versions = [one.rule for one in await desk.refunds.versions()]
    ended, new = succeeded(versions, rule, last_decided=await desk.refunds.last_decided(rule.code))
    account_id = desk.actor.account_id
    assert account_id is not None, "rules are published by people"
    name = desk.actor.name
    await desk.refunds.publish(
        ended, new, by=name, account_id=account_id, note=mask_cpr(note.strip())[:500], now=desk.now
    )
    return new
