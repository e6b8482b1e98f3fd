"""Saved questions, two readings of a report compared, and the council's targets."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Response, delete, get, patch, post, put
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody

from booking.api.desks import Answer, Asked, desk_for, office_of, once, tongue_of
from booking.api.reports import Wanted, headline_out, provide_wanted, report_out
from booking.domain.periods import check_offset
from booking.domain.reports import plain
from booking.domain.reports.kept import SavedQuestion, fingerprint
from booking.domain.texts import Tongue
from booking.persistence.targets import Target
from booking.services import questions, targets
from booking.services.comparisons import Comparison, compare
from booking.services.sampling import USUAL, sample
from schemas.questions import (
    AgainOut,
    ChangeOut,
    ComparisonOut,
    NewQuestion,
    QuestionOut,
    QuestionsOut,
    Sharing,
    TargetIn,
    TargetOut,
    TargetsOut,
    TouchedOut,
)
from schemas.reports import ReportOut

_DAYS = ("to", "as_of", "known_at")
_WORDS = ("by", "unit", "language", "mode", "case_type", "measure", "supplier")


class SavedQuestionsController(Controller):
    path = "/saved-questions"
    tags = ["Reports"]

    @get(summary="The questions that one has saved, and those shared")
    async def list_questions(self, request: Asked) -> QuestionsOut:
        async with desk_for(request) as desk:
            return QuestionsOut([question_out(one) for one in await questions.list_questions(desk)])

    @post(summary="Save a question with the hash of its answer")
    async def save(self, request: Asked, data: JSONBody[NewQuestion]) -> Response[QuestionOut]:
        async with desk_for(request) as desk:

            async def make() -> Answer:
                saved = await questions.save_question(
                    desk, name=data.name, report=data.report, asked=_asked(data), shared=data.shared
                )
                return Answer(question_out(saved))

            return await once(request, desk, QuestionOut, make)

    @get("/{question_id:uuid}/again", summary="Ask it again, as then and now")
    async def again(self, request: Asked, question_id: FromPath[UUID]) -> AgainOut:
        """`verdict` says whether the data are the same as when it was saved."""
        async with desk_for(request) as desk:
            found, tongue = await questions.ask_again(desk, question_id), tongue_of(request)
            return AgainOut(
                question=question_out(found.saved),
                verdict=found.verdict,
                said=found.said.in_(tongue),
                sha256=fingerprint(found.then),
                then=report_out(found.then, tongue),
                now=report_out(found.now, tongue),
            )

    @patch("/{question_id:uuid}", summary="Share it with colleagues, or keep it to oneself")
    async def share(self, request: Asked, question_id: FromPath[UUID], data: JSONBody[Sharing]) -> QuestionOut:
        async with desk_for(request) as desk:
            return question_out(await questions.set_shared(desk, question_id, shared=data.shared))

    @delete("/{question_id:uuid}", summary="Delete it")
    async def remove(self, request: Asked, question_id: FromPath[UUID]) -> None:
        async with desk_for(request) as desk:
            await questions.delete_question(desk, question_id)


class ComparisonsController(Controller):
    path = "/reports"
    tags = ["Reports"]
    dependencies = {"wanted": Provide(provide_wanted)}

    @get("/{key:str}/changes", summary="Two readings of a report, and what differs")
    async def changes(
        self, request: Asked, key: FromPath[str], wanted: NamedDependency[Wanted], earlier: FromQuery[datetime]
    ) -> ComparisonOut:
        """As known `earlier` and at `known_at`, or now: the figures that differ, and the rows that made them."""
        async with desk_for(request) as desk:
            before = check_offset(earlier, field="earlier")
            return comparison_out(await compare(desk, key, earlier=before, **wanted.asked()), tongue_of(request))

    @get("/{key:str}/sample", summary="A random sample of the rows behind a report")
    async def draw(
        self,
        request: Asked,
        key: FromPath[str],
        wanted: NamedDependency[Wanted],
        many: FromQuery[int] = USUAL,
        seed: FromQuery[str] = "",
    ) -> ReportOut:
        """The same seed draws the same bookings again; the footnote prints it."""
        async with desk_for(request) as desk:
            return report_out(await sample(desk, key, many=many, seed=seed, **wanted.asked()), tongue_of(request))


class TargetsController(Controller):
    path = "/remote-targets"
    tags = ["Reports"]

    @get(summary="The council's targets for the remote share")
    async def list_targets(self, request: Asked) -> TargetsOut:
        async with desk_for(request) as desk:
            return TargetsOut([_target(one) for one in await targets.list_targets(desk)])

    @put("/{valid_from:date}", summary="Set the target from a day on")
    async def decide(self, request: Asked, valid_from: FromPath[date], data: JSONBody[TargetIn]) -> TargetOut:
        async with desk_for(request) as desk:
            made = await targets.decide_target(desk, valid_from=valid_from, percent=data.percent)
        office_of(request).forget_reference()
        return _target(made)

    @delete("/{valid_from:date}", summary="Take a target away")
    async def withdraw(self, request: Asked, valid_from: FromPath[date]) -> None:
        async with desk_for(request) as desk:
            await targets.withdraw_target(desk, valid_from=valid_from)
        office_of(request).forget_reference()


def _asked(data: NewQuestion) -> dict[str, str]:
    said: dict[str, Any] = {name: getattr(data, name) for name in (*_DAYS, *_WORDS)} | {"from": data.since}
    written = {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in said.items()}
    return {name: value for name, value in written.items() if value} | ({"public": "true"} if data.public else {})


def _target(one: Target) -> TargetOut:
    return TargetOut(one.valid_from, one.percent)


def question_out(one: SavedQuestion) -> QuestionOut:
    return QuestionOut(
        id=one.id,
        name=one.name,
        report=one.report,
        asked=dict(one.asked),
        definition_version=one.definition_version,
        known_at=one.known_at,
        sha256=one.sha256,
        answer=one.answer,
        shared=one.shared,
        saved_by=one.saved_by_name,
        saved_at=one.saved_at,
    )


def comparison_out(found: Comparison, tongue: Tongue) -> ComparisonOut:
    return ComparisonOut(
        before=headline_out(found.before, tongue),
        before_read_at=found.before.read_at,
        after=headline_out(found.after, tongue),
        after_read_at=found.after.read_at,
        changes=[
            ChangeOut(
                row=one.key,
                column=one.column.key,
                before=plain(one.column.kind, one.before, tongue),
                after=plain(one.column.kind, one.after, tongue),
            )
            for one in found.changes
        ],
        rows=[TouchedOut(number=one.number, before=one.before, after=one.after) for one in found.touched],
    )
