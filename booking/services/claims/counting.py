"""Counting: what a claim for a period consists of now, decided booking by booking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from booking.domain.claims import CapLine, ClaimPeriod, Line, Standing, cap_lines, lines_of, why_held
from booking.domain.claims.caps import Capped
from booking.domain.periods import day_bounds, local_date
from booking.persistence.claims import Held, standings, unattested
from booking.services.claims.expecting import expected_ore
from booking.services.claims.settings import caps_in_force
from booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Counted:
    """The lines that are ready, what is held back, and the cap's line of each year."""

    lines: tuple[Line, ...]
    held: tuple[Held, ...]
    caps: tuple[CapLine, ...]


async def count(desk: Desk, period: ClaimPeriod) -> Counted:
    """Everything held until the period's last day that is not claimed already, and every correction.

    It begins with the year of the first claim: what was held before is another system's to have claimed.
    """
    since = date(min(await desk.claims.first_year() or period.year, period.year), 1, 1)
    found = await standings(desk.connection, since=since, until=period.last)
    lines = tuple(line for one in found for line in lines_of(one, period))
    held = [*_held(found), *await _waiting(desk, since, period)]
    caps = cap_lines(await desk.claims.capped_before(), _capped(desk, lines), await caps_in_force(desk))
    return Counted(lines, tuple(held), tuple(line for line in caps if line.year <= period.year))


def _held(found: Iterable[Standing]) -> Iterable[Held]:
    for one in found:
        why = why_held(one)
        if why is not None:
            before = sum(amounts.refund_ore for amounts in one.claimed.values())
            waits = 0 if why in ("unsure", "measure") else one.refund_ore - before
            yield Held(one.booking_id, why, one.held_on, one.net_ore, waits)


async def _waiting(desk: Desk, since: date, period: ClaimPeriod) -> Iterable[Held]:
    """What nobody has attested has no price yet: it is held back with the one that is expected."""
    first, last = day_bounds(since), day_bounds(period.last)
    found = await unattested(desk.connection, since=first.starts_at, before=last.ends_at)
    waiting = [(one, *expected_ore(desk, one)) for one in found]
    return [Held(one.booking.id, "attestation", local_date(one.began_at), cost, back) for one, cost, back in waiting]


def _capped(desk: Desk, lines: Iterable[Line]) -> Mapping[int, Capped]:
    """By year, the lines under a rule that shares the municipality's cap."""
    under = {(rule.code, rule.version) for rule in desk.reference.refund_rules if rule.cap_type == "municipal_year"}
    found: dict[int, Capped] = {}
    for line in lines:
        if (line.parts.rule_code, line.parts.rule_version) in under:
            old = found.get(line.parts.held_on.year, Capped())
            found[line.parts.held_on.year] = Capped(
                old.eligible_ore + line.eligible_ore, old.refund_ore + line.refund_ore
            )
    return found
