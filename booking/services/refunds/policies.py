"""The office's own choices for refunds: what the exits give, and where a measure is expected."""

from booking.domain.catalogue import CASE_TYPES
from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.refunds.decision import RefundPolicy
from booking.domain.texts import Text
from booking.persistence.office_settings import Setting
from booking.services.choices import choices_made, keep_choices
from booking.services.desk import Desk
from booking.services.refunding import PREFIX, policy_of

EXITS = ("cancelled_late", "citizen_no_show", "interpreter_no_show", "aborted")
CHOICES = ("eligible", "not_eligible", "review")


def read_policy(desk: Desk) -> RefundPolicy:
    require_permission(desk.actor, "rules:read")
    return policy_of(desk.reference)


async def policy_log(desk: Desk) -> list[Setting]:
    """Who chose what, the newest first."""
    require_permission(desk.actor, "rules:read")
    return await choices_made(desk, PREFIX)


async def set_policy(desk: Desk, *, policy: RefundPolicy) -> RefundPolicy:
    """For what is decided from now on; Invalid, naming the field, for what cannot be chosen."""
    require_permission(desk.actor, "rules:write")
    values: dict[str, str] = {name: getattr(policy, name) for name in EXITS}
    for name, value in values.items():
        if value not in CHOICES:
            raise Invalid(Text("Vælg en af mulighederne.", "Choose one of the options."), field=name)
    strange = policy.measure_expected - CASE_TYPES.keys()
    if strange:
        codes = ", ".join(CASE_TYPES)
        raise Invalid(Text(f"Sagstyperne er: {codes}.", f"The case types are: {codes}."), field="measure_expected")
    values["measure_expected"] = " ".join(sorted(policy.measure_expected))
    before = policy_of(desk.reference)
    old = {name: str(getattr(before, name)) for name in EXITS}
    old["measure_expected"] = " ".join(sorted(before.measure_expected))
    await keep_choices(desk, PREFIX, values, before=old)
    return policy
