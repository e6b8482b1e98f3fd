"""Changing and cancelling what belongs together: each booking by the same table and terms, all of them or none."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from booking.domain.bookings import ALLOWED, Act, Booking, require
from booking.domain.changes import Verdict, judge
from booking.domain.costs.pricing import Price
from booking.domain.errors import Conflict, Denied, Invalid, OfficeError
from booking.domain.periods import Period, danish_moment
from booking.domain.series import Scope, is_meant, moved_alike
from booking.domain.texts import Text
from booking.domain.wishes import Wish
from booking.services.bookings import Changes, cancel, change, find
from booking.services.bookings.cancelling import Cancelled, cancellation_terms
from booking.services.bookings.changing import changed, check_seen, order_of
from booking.services.desk import Desk

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Refused:
    """A booking that cannot follow, and why."""

    booking: Booking
    error: OfficeError


@dataclass(frozen=True, slots=True)
class Done:
    """One booking before and after, and what the change meant for whoever had it."""

    before: Booking
    after: Booking
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ScopedChange:
    """A change of several as it would be carried out."""

    changes: tuple[Done, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """One booking with what it costs to cancel it now."""

    booking: Booking
    price: Price


@dataclass(frozen=True, slots=True)
class ScopedCancellation:
    """What cancelling several would cost: "12 gratis, 1 koster 466,00 kr."."""

    endings: tuple[Ending, ...]

    @property
    def free(self) -> int:
        return sum(one.price.total_ore == 0 for one in self.endings)

    @property
    def charged(self) -> int:
        return len(self.endings) - self.free

    @property
    def total_ore(self) -> int:
        return sum(one.price.total_ore for one in self.endings)


async def foresee_changes(desk: Desk, *, number: str, changes: Changes, scope: Scope) -> ScopedChange:
    """Nothing is written. Which would follow, how, and which cannot."""
    opened, others = await _meant(desk, number, scope, Act.CHANGE, "bookings:change", lock=False)
    done: list[Done] = []
    refused: list[Refused] = []
    for one in (opened, *others):
        try:
            after = changed(desk, one, changes_for(one, opened, changes))
        except Invalid as error:
            refused.append(Refused(one, error))
        else:
            done.append(Done(one, after, judge(order_of(one), order_of(after), one.status)))
    return ScopedChange(tuple(done), tuple(refused))


async def change_all(
    desk: Desk,
    *,
    number: str,
    changes: Changes,
    version: int,
    scope: Scope,
    leave_out: bool = False,
) -> list[Done]:
    """Every booking that is meant, changed in the same way on its own date; in order of date.

    Only the fields that are changed now are overwritten. With `leave_out` those that cannot follow stay as they are.
    Raises Conflict (field "If-Match") when `version` is not the opened one's, and Invalid listing what cannot follow.
    """
    opened, others = await _meant(desk, number, scope, Act.CHANGE, "bookings:change", lock=True)
    await check_seen(desk, opened, version)
    done: list[Done] = []
    refused: list[Refused] = []
    for one in _in_turn(opened, others, changes):
        try:
            own = changes_for(one, opened, changes)
            changed(desk, one, own)
        except Invalid as error:
            if one is opened:
                raise
            refused.append(Refused(one, error))
            continue
        after, verdict = await _changed(desk, one, own, others=bool(others))
        done.append(Done(one, after, verdict))
    if refused and not leave_out:
        raise Invalid(_listed(refused), field="scope", subject=number)
    return sorted(done, key=lambda one: one.before.starts_at)


def _in_turn(opened: Booking, others: list[Booking], changes: Changes) -> list[Booking]:
    """What moves onto the next one's time waits until that has moved away."""
    later = changes.values.get("starts_at", opened.starts_at) > opened.starts_at
    return sorted((opened, *others), key=lambda one: one.starts_at, reverse=later)


async def _changed(desk: Desk, booking: Booking, own: Changes, *, others: bool) -> tuple[Booking, Verdict]:
    try:
        return await change(desk, number=booking.number, changes=own, version=booking.version)
    except (Conflict, Denied) as error:
        if not others:
            raise
        raise Conflict(_listed([Refused(booking, error)]), subject=booking.number) from error


def changes_for(own: Booking, opened: Booking, changes: Changes) -> Changes:
    """The opened one's changes as they are for another: its own date, moved as much on the clock.

    Raises Invalid where its wall time does not exist.
    """
    if own.id == opened.id:
        return changes
    values = dict(changes.values)
    if "alternatives" in values:
        values["alternatives"] = tuple(_wish_for(wish, own, opened) for wish in values["alternatives"])
    if not values.keys() & {"starts_at", "ends_at"}:
        return Changes(values)
    wanted = Period(*(changes.values.get(name, getattr(opened, name)) for name in ("starts_at", "ends_at")))
    moved = moved_alike(own.period, opened.period, wanted)
    return Changes(values | {"starts_at": moved.starts_at, "ends_at": moved.ends_at})


def _wish_for(wish: Wish, own: Booking, opened: Booking) -> Wish:
    moved = moved_alike(wish.period, opened.period, own.period)
    return replace(wish, starts_at=moved.starts_at, ends_at=moved.ends_at)


async def foresee_cancellation(desk: Desk, *, number: str, scope: Scope) -> ScopedCancellation:
    """What it would cost at this instant, booking by booking; nothing is written."""
    opened, others = await _meant(desk, number, scope, Act.CANCEL, "bookings:cancel", lock=False)
    return ScopedCancellation(
        tuple([Ending(one, (await cancellation_terms(desk, one)).price) for one in (opened, *others)])
    )


async def cancel_all(
    desk: Desk, *, number: str, scope: Scope, reason: str = "", version: int | None = None
) -> list[Cancelled]:
    """Every booking that is meant and can still be cancelled, each by its own supplier's terms; all of them or none.

    What is over already stays as it is. Raises Conflict when the opened one's status does not allow it, or `version`
    is given and is not its present one.
    """
    opened, others = await _meant(desk, number, scope, Act.CANCEL, "bookings:cancel", lock=True)
    if version is not None:
        await check_seen(desk, opened, version)
    return [await cancel(desk, number=one.number, reason=reason) for one in (opened, *others)]


async def _meant(
    desk: Desk, number: str, scope: Scope, act: Act, permission: str, *, lock: bool
) -> tuple[Booking, list[Booking]]:
    """The opened one, and the others that can follow, in order of date; Conflict when the opened one cannot."""
    opened = await find(desk, number, permission=permission)
    if scope in (Scope.ONWARDS, Scope.ALL) and opened.series_id is None:
        raise Invalid(
            Text(
                f"{number} er ikke med i en serie. Vælg kun denne bestilling.",
                f"{number} is not in a series. Choose this booking only.",
            ),
            field="scope",
        )
    kin = await desk.series.kin_of(opened, lock=lock)
    opened = next(one for one in kin if one.id == opened.id)
    require(opened, act)
    can = _can(act, desk.now)
    return opened, [one for one in kin if one.id != opened.id and is_meant(scope, opened, one) and can(one)]


def _can(act: Act, now: datetime) -> Callable[[Booking], bool]:
    return lambda one: one.status in ALLOWED[act] and one.starts_at > now


def _listed(refused: Collection[Refused]) -> Text:
    shown = list(refused)[:SHOWN]
    when = [(danish_moment(one.booking.starts_at), one.error.message) for one in shown]
    more = len(refused) - len(shown)
    da = "; ".join(f"{at.da}: {said.da.rstrip('.')}" for at, said in when) + (f" og {more} til" if more else "")
    en = "; ".join(f"{at.en}: {said.en.rstrip('.')}" for at, said in when) + (f" and {more} more" if more else "")
    return Text(f"Disse kan ikke følge med: {da}.", f"These cannot follow: {en}.")
