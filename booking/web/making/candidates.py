"""The page of a booking's candidates."""

from uuid import UUID

from booking.domain.bookings import Act, allows
from booking.domain.interpreters import EMPLOYMENTS
from booking.domain.permissions import may
from booking.matching.feasibility import RULES, Removed
from booking.matching.ranking import Ranked
from booking.services.desk import Desk
from booking.services.matching import Matched, candidates, why_not_them
from booking.services.remedies import remedy_of
from booking.web.making.ways import ways_of
from booking.web.views.candidates import AbleRow, CandidatesPage, FallenRow, OneInterpreter, RuleRow, WayRow

_RULES = {rule.key: rule.name for rule in RULES}


async def candidates_page(desk: Desk, number: str, *, q: str, interpreter_id: UUID | None) -> CandidatesPage:
    """Denied to everybody but the office."""
    found = await candidates(desk, number=number)
    booking, sought = found.booking, q.strip().lower()
    fallen = [one for one in found.ranking.removed if sought in one.candidate.name.lower()]
    language = desk.reference.languages.get(booking.language)
    return CandidatesPage(
        number=number,
        language=language.name if language is not None else booking.language,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        mode=booking.mode,
        unit=desk.reference.units[booking.unit_id].name,
        able=tuple(_able(one) for one in found.ranking.ranked),
        fallen=tuple(_fallen(one) for one in sorted(fallen, key=lambda one: one.candidate.name)),
        q=q,
        ways_out=_ways_out(desk, found),
        rules=tuple(RuleRow(one.name, one.first, one.any, one.only) for one in found.counts),
        one=await _one(desk, number, interpreter_id) if interpreter_id is not None else None,
        may_give=may(desk.actor, "bookings:assign") and allows(booking, Act.ASSIGN),
        may_change=may(desk.actor, "bookings:change") and allows(booking, Act.CHANGE),
    )


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


def _fallen(removed: Removed) -> FallenRow:
    return FallenRow(removed.candidate.id, removed.candidate.name, _RULES[removed.rule], removed.reason)


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
