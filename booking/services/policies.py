"""The office's policy for offers: read by whoever leads, written by the office, dated."""

from datetime import date

from booking.domain.errors import Invalid
from booking.domain.offering import OfferPolicy, check_policy
from booking.domain.periods import check_day, local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.offering import add_policy
from booking.services.desk import Desk


def policy_in_force(desk: Desk) -> OfferPolicy:
    require_permission(desk.actor, "offering:read")
    return desk.reference.offering(local_date(desk.now))


async def set_policy(desk: Desk, *, policy: OfferPolicy, valid_from: date | None = None) -> OfferPolicy:
    """A new version from that day, today when None; raises Invalid, naming the field, for one that cannot be kept."""
    require_permission(desk.actor, "offering:write")
    check_policy(policy)
    check_day(valid_from, field="valid_from")
    today = local_date(desk.now)
    if valid_from is not None and valid_from < today:
        raise Invalid(
            Text("Reglerne kan ikke gælde fra en dag, der er gået.", "The rules cannot apply from a day that is over."),
            field="valid_from",
        )
    await add_policy(
        desk.connection, policy, valid_from=valid_from or today, made_by=desk.actor.account_id, now=desk.now
    )
    return policy
