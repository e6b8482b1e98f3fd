"""Questions that are kept under a name: run again now, or as they were asked then, with proof that nothing changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from booking.domain.errors import Denied, NotFound
from booking.domain.permissions import may, require_permission, sees_all
from booking.domain.reports import Filters, ReportResult
from booking.domain.reports.kept import SavedQuestion, checked_name, fingerprint, verdict_of, verdict_said
from booking.domain.reports.kept import Verdict as Verdict
from booking.domain.texts import Text
from booking.persistence.ids import new_id
from booking.persistence.questions import (
    add_question,
    find_question,
    questions_of,
    remove_question,
    share_question,
)
from booking.persistence.reports import REPORTS
from booking.services.desk import Desk
from booking.services.reports import run

_FILTERS = tuple(Filters.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Again:
    """A kept question read again as it was asked then, what that proves, and the same question asked now."""

    saved: SavedQuestion
    then: ReportResult
    verdict: Verdict
    said: Text
    now: ReportResult


async def save_question(
    desk: Desk, *, name: str, report: str, asked: Mapping[str, str], shared: bool = False
) -> SavedQuestion:
    """The question with the hash of its answer; `asked` by the API's names, days and times in ISO 8601.

    Raises as the report does, and Invalid for a name that is none.
    """
    require_permission(desk.actor, "reports:read")
    name = checked_name(name)
    wanted = {key: value for key, value in asked.items() if value}
    # Whoever sees their own unit alone asks about that unit: somebody else has to ask the same.
    if not sees_all(desk.actor) and "unit" not in wanted and desk.actor.unit_id is not None:
        wanted["unit"] = desk.reference.units[desk.actor.unit_id].code
    result = await run(desk, report, **_meant(wanted))
    assert desk.actor.account_id is not None
    span = result.span
    days = {"since": span.since, "until": span.until, "as_of_then": span.as_of}
    saved = SavedQuestion(
        id=new_id(),
        name=name,
        report=report,
        asked=wanted | {key: day.isoformat() for key, day in days.items()},
        definition_version=result.report.version,
        known_at=result.read_at,
        sha256=fingerprint(result),
        answer=result.headline.written("da"),
        shared=shared,
        saved_by=desk.actor.account_id,
        saved_by_name=desk.actor.name,
        saved_at=desk.now,
    )
    await add_question(desk.connection, saved)
    _log(desk, saved, "question saved")
    return saved


def _meant(asked: Mapping[str, str]) -> dict[str, Any]:
    """What `run` takes, of what is kept."""

    def day(name: str) -> date | None:
        return date.fromisoformat(asked[name]) if name in asked else None

    return {
        "frm": day("from"),
        "to": day("to"),
        "as_of": day("as_of"),
        "known_at": datetime.fromisoformat(asked["known_at"]) if "known_at" in asked else None,
        "by": asked.get("by"),
        "filters": Filters(**{name: asked.get(name) for name in _FILTERS}),
        "public": asked.get("public", "false") == "true",
    }


async def list_questions(desk: Desk) -> list[SavedQuestion]:
    """One's own and those shared, of the reports and units one may read; the newest first."""
    require_permission(desk.actor, "reports:read")
    return [one for one in await questions_of(desk.connection, desk.actor.account_id) if _may_read(desk, one)]


def _may_read(desk: Desk, one: SavedQuestion) -> bool:
    """Whether one may read the report, and every unit that the kept answer counts."""
    if one.report not in REPORTS or not may(desk.actor, REPORTS[one.report].report.permission):
        return False
    if sees_all(desk.actor):
        return True
    code, units = one.asked.get("unit"), desk.reference.units
    counted = {unit.id for unit in units.values() if code is None or unit.code == code}
    return bool(counted) and counted <= desk.actor.unit_ids


async def read_question(desk: Desk, question_id: UUID) -> SavedQuestion:
    """NotFound for none, for somebody else's that is not shared, and for units that one may not see.

    Denied without the right to the report.
    """
    found = await _shared_or_own(desk, question_id)
    if found.report in REPORTS:
        require_permission(desk.actor, REPORTS[found.report].report.permission)
    if not _may_read(desk, found):
        raise _no_question(question_id)
    return found


async def _shared_or_own(desk: Desk, question_id: UUID) -> SavedQuestion:
    require_permission(desk.actor, "reports:read")
    found = await find_question(desk.connection, question_id)
    if found is None or not (found.shared or found.saved_by == desk.actor.account_id):
        raise _no_question(question_id)
    return found


def _no_question(question_id: UUID) -> NotFound:
    return NotFound(
        Text("Spørgsmålet findes ikke eller er ikke delt med dig.", "There is no such question shared with you."),
        subject=str(question_id),
    )


async def ask_again(desk: Desk, question_id: UUID) -> Again:
    """The question as it was asked then, with what the hashes prove, and as it is now. Raises as the report does."""
    saved = await read_question(desk, question_id)
    asked, days = saved.asked, ("since", "until", "as_of_then")
    since, until, as_of = (date.fromisoformat(asked[name]) for name in days)
    meant = _meant({key: value for key, value in asked.items() if key not in days})
    then = await run(
        desk, saved.report, **meant | {"frm": since, "to": until, "as_of": as_of, "known_at": saved.known_at}
    )
    now = await run(desk, saved.report, **meant | {"known_at": None})
    return Again(saved, then, verdict_of(saved, then), verdict_said(saved, then), now)


async def set_shared(desk: Desk, question_id: UUID, *, shared: bool) -> SavedQuestion:
    """Denied for somebody else's question."""
    saved = await _own(desk, question_id)
    await share_question(desk.connection, saved.id, shared=shared)
    _log(desk, saved, "question shared" if shared else "question kept to oneself")
    return replace(saved, shared=shared)


async def delete_question(desk: Desk, question_id: UUID) -> None:
    """Denied for somebody else's question; the log remembers that there was one."""
    saved = await _own(desk, question_id)
    await remove_question(desk.connection, saved.id)
    _log(desk, saved, "question deleted")


async def _own(desk: Desk, question_id: UUID) -> SavedQuestion:
    saved = await _shared_or_own(desk, question_id)
    if saved.saved_by != desk.actor.account_id:
        raise Denied(
            Text(
                f"Spørgsmålet er {saved.saved_by_name}s. Gem dit eget, og del eller slet det.",
                f"The question is {saved.saved_by_name}'s. Save your own, and share or delete that.",
            ),
            subject=str(question_id),
        )
    return saved


def _log(desk: Desk, saved: SavedQuestion, action: str) -> None:
    entry = {"name": (None, saved.name), "report": (None, saved.report), "sha256": (None, saved.sha256)}
    desk.histories.add(desk.histories.row("saved question", saved.id, action, entry))
