"""A change on the page that reaches further than one booking."""

from dataclasses import replace

from booking.domain.bookings import Booking
from booking.domain.changes import Verdict
from booking.services.bookings import Changes
from booking.services.series import change_all
from booking.web.making.changes import changed_order
from booking.web.making.scopes import scope_box, scope_in, scope_options
from booking.web.orders_in import Wrong
from booking.web.views.changes import ChangeForm
from booking.web.visits import Visit


async def change_together(visit: Visit, booking: Booking, changes: Changes, *, version: int) -> tuple[Booking, Verdict]:
    """The opened booking and what the change meant for it; the others that were meant are changed with it."""
    scope = scope_in(visit.fields.get("scope", ""), await scope_options(visit.desk, booking))
    done = await change_all(
        visit.desk,
        number=booking.number,
        changes=changes,
        version=version,
        scope=scope,
        leave_out=bool(visit.fields.get("leave_out_refused")),
    )
    own = next(one for one in done if one.before.id == booking.id)
    return own.after, own.verdict


async def reached(visit: Visit, booking: Booking, view: ChangeForm) -> ChangeForm:
    """The form with the choice of reach as it was made, and with whom the change takes along."""
    try:
        _, changes = changed_order(visit.desk, booking, view.values)
    except Wrong:
        changes = Changes({})
    box = await scope_box(
        visit.desk,
        booking,
        visit.fields.get("scope", ""),
        changes=changes,
        leave_out=bool(visit.fields.get("leave_out_refused")),
    )
    return replace(view, scope=box)
