"""What a draft would have made of last quarter: every delivery priced again, and the golden cases held against it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from booking.domain.costs.drafts import Draft, published, supposed
from booking.domain.costs.endings import Ending, endings
from booking.domain.costs.golden import Judged, judged
from booking.domain.costs.pricing import price
from booking.domain.costs.tariffs import KM_SCHEME, Tariffs
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.persistence.repricing import Settled, settled_deliveries, used_schemes
from booking.services.desk import Desk

LARGEST = 10


@dataclass(frozen=True, slots=True)
class Repriced:
    """One delivery: what it costs by the tariffs as they are, and by the draft."""

    settled: Settled
    before_ore: int
    after_ore: int

    @property
    def difference_ore(self) -> int:
        return self.after_ore - self.before_ore


@dataclass(frozen=True, slots=True)
class Group:
    """The deliveries of one scheme and category, mode and unit that the draft would have priced otherwise."""

    scheme: str
    category: str
    mode: Mode
    unit_id: UUID
    count: int
    before_ore: int
    after_ore: int


@dataclass(frozen=True, slots=True)
class DraftPreview:
    """`priced` deliveries of the quarter, of which `unaffected` would have cost the same.

    `unpriced` have no price by one of the two tariffs. `cases` are held against the tariffs as they will be.
    """

    draft: Draft
    first: date
    last: date
    priced: int
    unaffected: int
    unpriced: int
    before_ore: int
    after_ore: int
    groups: tuple[Group, ...]
    largest: tuple[Repriced, ...]
    cases: tuple[Judged, ...]
    endings: tuple[Ending, ...]

    @property
    def failed(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.cases if not one.holds)


async def preview(desk: Desk, *, draft_id: UUID) -> DraftPreview:
    """Nothing is written; NotFound for a draft that there is not."""
    require_permission(desk.actor, "tariffs:read")
    draft = await desk.tariff_book.draft(draft_id)
    first, last = last_quarter(local_date(desk.now))
    rows = await settled_deliveries(desk.connection, first=first, last=last)
    found, unpriced = _repriced(desk, rows, draft)
    changed = [one for one in found if one.difference_ore]
    after = published(desk.reference.tariffs, draft)
    return DraftPreview(
        draft=draft,
        first=first,
        last=last,
        priced=len(found),
        unaffected=len(found) - len(changed),
        unpriced=unpriced,
        before_ore=sum(one.before_ore for one in found),
        after_ore=sum(one.after_ore for one in found),
        groups=_grouped(changed),
        largest=tuple(sorted(changed, key=lambda one: (-abs(one.difference_ore), one.settled.number))[:LARGEST]),
        cases=judged(await desk.tariff_book.cases(), after, desk.reference.workdays),
        endings=endings(after, today=local_date(desk.now), used=await used_schemes(desk.connection)),
    )


def last_quarter(today: date) -> tuple[date, date]:
    """The last quarter that is over: its first and its last day."""
    first_of_this = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    last = first_of_this - timedelta(days=1)
    return date(last.year, last.month - 2, 1), last


def _repriced(desk: Desk, rows: Iterable[Settled], draft: Draft) -> tuple[list[Repriced], int]:
    """Each priced twice by the same engine, so that the difference is the draft's and nothing else's."""
    before, after = desk.reference.tariffs, supposed(desk.reference.tariffs, draft)
    touched = {one.scheme for one in draft.rates} | {one.scheme for one in draft.terms}
    found, unpriced = [], 0
    for row in rows:
        old = _price(desk, row, before)
        touches = row.work.scheme in touched or (KM_SCHEME in touched and row.work.km > 0)
        new = _price(desk, row, after) if touches else old
        if old is None or new is None:
            unpriced += 1
        else:
            found.append(Repriced(row, old, new))
    return found, unpriced


def _price(desk: Desk, row: Settled, tariffs: Tariffs) -> int | None:
    try:
        return price(row.work, tariffs, desk.reference.workdays, explained=False).total_ore
    except Invalid:
        return None


def _grouped(changed: Iterable[Repriced]) -> tuple[Group, ...]:
    """The largest difference first."""
    groups: dict[tuple[str, str, Mode, UUID], Group] = {}
    for one in changed:
        work = one.settled.work
        key = (work.scheme, work.category, work.mode, one.settled.unit_id)
        old = groups.get(key, Group(*key, 0, 0, 0))
        groups[key] = Group(*key, old.count + 1, old.before_ore + one.before_ore, old.after_ore + one.after_ore)
    return tuple(sorted(groups.values(), key=lambda one: (-abs(one.after_ore - one.before_ore), one.scheme)))
