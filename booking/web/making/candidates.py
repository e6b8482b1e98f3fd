"""The page of a booking's candidates."""

from uuid import UUID

from booking.domain.bookings import Act, allows
from booking.domain.interpreters import EMPLOYMENTS
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.matching.feasibility import RULES, Removed
from booking.matching.ranking import Ranked
from booking.services.desk import Desk
from booking.services.matching import Matched, candidates, why_not_them
from booking.web.views.candidates import AbleRow, CandidatesPage, FallenRow, OneInterpreter

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
        ways_out=_ways_out(found),
        one=await _one(desk, number, interpreter_id) if interpreter_id is not None else None,
        may_give=may(desk.actor, "bookings:assign") and allows(booking, Act.ASSIGN),
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


def _ways_out(found: Matched) -> tuple[Text, ...]:
    return tuple(change.text for change in found.why_nobody.changes) if found.why_nobody is not None else ()


async def _one(desk: Desk, number: str, interpreter_id: UUID) -> OneInterpreter:
    interpreter, obstacles = await why_not_them(desk, number=number, interpreter_id=interpreter_id)
    return OneInterpreter(interpreter.name, tuple((_RULES[one.rule], one.reason) for one in obstacles))
