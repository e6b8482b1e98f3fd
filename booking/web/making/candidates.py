"""The page of a booking's candidates."""

from collections.abc import Mapping
from uuid import UUID

from booking.domain.bookings import Act, allows
from booking.domain.interpreters import EMPLOYMENTS
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.matching.feasibility import RULES, Removed
from booking.matching.ranking import Ranked
from booking.services.desk import Desk
from booking.services.matching import Matched, candidates, why_not_them
from booking.services.remedies import remedy_of
from booking.web.making.conflicts import case_box
from booking.web.making.ways import ways_of
from booking.web.views.candidates import AbleRow, CandidatesPage, FallenRow, OneInterpreter, RuleRow, WayRow
from booking.web.views.conflicts import AwayFromRow
from booking.web.views.orders import Option

_RULES = {rule.key: rule.name for rule in RULES}


async def candidates_page(
    desk: Desk,
    number: str,
    *,
    q: str = "",
    interpreter_id: UUID | None = None,
    typed: Mapping[str, str] | None = None,
    error: Text | None = None,
) -> CandidatesPage:
    """Denied to everybody but the office."""
    found = await candidates(desk, number=number)
    booking, sought = found.booking, q.strip().lower()
    fallen = [one for one in found.ranking.removed if sought in one.candidate.name.lower()]
    language = desk.reference.languages.get(booking.language)
    box = await case_box(desk, booking, _people(found), typed or {}, error)
    why = {one.interpreter_id: one for one in box.rows if not one.over}
    return CandidatesPage(
        number=number,
        language=language.name if language is not None else booking.language,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        mode=booking.mode,
        unit=desk.reference.units[booking.unit_id].name,
        able=tuple(_able(one) for one in found.ranking.ranked),
        fallen=tuple(_fallen(one, why) for one in sorted(fallen, key=lambda one: one.candidate.name)),
        q=q,
        ways_out=_ways_out(desk, found),
        rules=tuple(RuleRow(one.name, one.first, one.any, one.only) for one in found.counts),
        one=await _one(desk, number, interpreter_id) if interpreter_id is not None else None,
        may_give=may(desk.actor, "bookings:assign") and allows(booking, Act.ASSIGN),
        may_change=may(desk.actor, "bookings:change") and allows(booking, Act.CHANGE),
        away=box,
    )


def _people(found: Matched) -> tuple[Option, ...]:
    """Everybody who was held against the booking, by name."""
    every = [one.candidate for one in found.ranking.ranked] + [one.candidate for one in found.ranking.removed]
    return tuple(Option(str(one.id), one.name) for one in sorted(every, key=lambda one: one.name))


def _able(ranked: Ranked) -> AbleRow:
    return AbleRow(
        rank=ranked.rank,
        interpreter_id=ranked.candidate.id,
        name=ranked.candidate.name,
        employment=EMPLOYMENTS[ranked.candidate.employment],
        cost_ore=ranked.cost_ore,
        score_ore=ranked.score_ore,
        reasons=ranked.reasons,
    )


def _fallen(removed: Removed, why: Mapping[UUID, AwayFromRow]) -> FallenRow:
    """Why somebody is kept away is said as the office wrote it."""
    reason, kept = removed.reason, why.get(removed.candidate.id) if removed.rule in ("barred", "conflict") else None
    if kept is not None and kept.reason:
        reason = Text(f"{reason.da}: {kept.reason}", f"{reason.en}: {kept.reason}")
    return FallenRow(removed.candidate.id, removed.candidate.name, _RULES[removed.rule], reason)


def _ways_out(desk: Desk, found: Matched) -> tuple[WayRow, ...]:
    """Each with a link to the form so changed; a supplier is assigned from the list of those who can."""
    changes = found.explanation.changes if found.explanation is not None else ()
    remedies = [remedy_of(desk, found.booking, change) for change in changes]
    links = ways_of(remedies, number=found.booking.number)
    return tuple(
        WayRow(change.text, change.count, change.first.candidate.name, change.cost_ore, link.href)
        for change, link in zip(changes, links, strict=True)
    )


async def _one(desk: Desk, number: str, interpreter_id: UUID) -> OneInterpreter:
    interpreter, obstacles = await why_not_them(desk, number=number, interpreter_id=interpreter_id)
    return OneInterpreter(interpreter.name, tuple((_RULES[one.rule], one.reason) for one in obstacles))
