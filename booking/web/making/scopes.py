"""How far a change or a cancellation reaches: what may be chosen, and what each booking makes of it."""

from booking.domain.bookings import Booking
from booking.domain.series import SCOPES, Scope
from booking.services.bookings import Changes
from booking.services.desk import Desk
from booking.services.series.reading import OVER, family_of
from booking.services.series.scoped import foresee_cancellation, foresee_changes
from booking.web.views.series import CancelMany, Ended, Followed, ScopeBox, ScopeOption


def scope_in(said: str, options: tuple[ScopeOption, ...]) -> Scope:
    """What was chosen, else the narrowest that takes companions along; this one alone where there is no choice."""
    offered = [one.code for one in options]
    if said in offered:
        return Scope(said)
    return Scope.JOB if Scope.JOB.value in offered else Scope.ONE


async def scope_options(desk: Desk, booking: Booking) -> tuple[ScopeOption, ...]:
    """None for a booking that stands alone."""
    family = await family_of(desk, booking)
    if family is None:
        return ()
    codes = [Scope.ONE]
    if any(one.status not in OVER for one in family.companions):
        codes.append(Scope.JOB)
    if family.series_id is not None:
        codes += [Scope.ONWARDS, Scope.ALL]
    return tuple(ScopeOption(code.value, SCOPES[code]) for code in codes)


async def cancel_many(desk: Desk, booking: Booking, said: str) -> CancelMany:
    """What cancelling costs, booking by booking; raises Conflict as cancelling does."""
    options = await scope_options(desk, booking)
    scope = scope_in(said, options)
    found = await foresee_cancellation(desk, number=booking.number, scope=scope)
    rows = [
        Ended(one.booking.number, one.booking.starts_at, one.booking.ends_at, one.price.total_ore)
        for one in sorted(found.endings, key=lambda one: one.booking.starts_at)
    ]
    return CancelMany(
        number=booking.number,
        version=booking.version,
        scope=scope.value,
        options=options,
        rows=tuple(rows),
        free=found.free,
        charged=found.charged,
        total_ore=found.total_ore,
    )


async def scope_box(
    desk: Desk, booking: Booking, said: str, *, changes: Changes | None = None, leave_out: bool = False
) -> ScopeBox:
    """The choice, and with `changes` which bookings follow and which cannot."""
    options = await scope_options(desk, booking)
    scope = scope_in(said, options)
    if changes is None or not changes.values or scope is Scope.ONE:
        return ScopeBox(scope.value, options, leave_out=leave_out)
    found = await foresee_changes(desk, number=booking.number, changes=changes, scope=scope)
    rows = [Followed(one.before.number, one.after.starts_at) for one in found.changes]
    rows += [Followed(one.booking.number, one.booking.starts_at, one.error.message) for one in found.refused]
    return ScopeBox(scope.value, options, tuple(sorted(rows, key=lambda row: row.starts_at)), leave_out)
