"""Quality over the API: complaints and their handling, ratings, and everybody's figures."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from booking.api.desks import Answer, Asked, desk_for, once
from booking.domain.periods import local_date
from booking.services import quality
from booking.services.desk import Desk
from booking.services.quality import Case, Standing, days_of
from schemas import quality as io

Since = Annotated[date | None, QueryParameter(name="from", description="First day, default 1 January")]
Until = Annotated[date | None, QueryParameter(name="to", description="Last day, default today")]


class QualityController(Controller):
    tags = ["Quality"]

    @post("/bookings/{number:str}/complaints", summary="Complain about the interpreting")
    async def complain(
        self, request: Asked, number: FromPath[str], data: JSONBody[io.NewComplaint]
    ) -> Response[io.ComplaintOut]:
        """The office hears the interpreter before anything is decided."""

        async def act(desk: Desk) -> Case:
            made = await quality.complain(desk, number=number, about=data.about, text=data.text)
            return await quality.read(desk, made.number)

        return await _answered(request, act, status=201)

    @post("/bookings/{number:str}/rating", summary="Rate the interpreting", status_code=200)
    async def rate(self, request: Asked, number: FromPath[str], data: JSONBody[io.NewRating]) -> Response[io.RatingOut]:
        """One to five stars; given again, the later ones count."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                await quality.rate(desk, number=number, stars=data.stars)
                return Answer(io.RatingOut(number, data.stars), status=200)

            return await once(request, desk, io.RatingOut, make)

    @get("/complaints", summary="Complaints")
    async def list_complaints(self, request: Asked) -> io.ComplaintsOut:
        """All for the office, the undecided first; for an interpreter those they were asked about."""
        async with desk_for(request) as desk:
            return io.ComplaintsOut([complaint_out(case) for case in await quality.cases(desk)])

    @get("/complaints/{complaint:str}", summary="One complaint")
    async def read(self, request: Asked, complaint: FromPath[str]) -> io.ComplaintOut:
        async with desk_for(request) as desk:
            return complaint_out(await quality.read(desk, complaint))

    @post("/complaints/{complaint:str}/hearing", summary="Ask the interpreter", status_code=200)
    async def hear(self, request: Asked, complaint: FromPath[str]) -> Response[io.ComplaintOut]:
        """They have ten working days to answer."""
        return await _answered(request, lambda desk: quality.hear(desk, number=complaint))

    @post("/complaints/{complaint:str}/answer", summary="Answer as the interpreter", status_code=200)
    async def answer(
        self, request: Asked, complaint: FromPath[str], data: JSONBody[io.ComplaintAnswer]
    ) -> Response[io.ComplaintOut]:
        return await _answered(request, lambda desk: quality.answer(desk, number=complaint, text=data.answer))

    @post("/complaints/{complaint:str}/decision", summary="Decide", status_code=200)
    async def decide(
        self, request: Asked, complaint: FromPath[str], data: JSONBody[io.ComplaintDecision]
    ) -> Response[io.ComplaintOut]:
        """After the answer or its deadline; a complaint that is withdrawn ends at any time."""
        return await _answered(
            request, lambda desk: quality.decide(desk, number=complaint, ruling=data.ruling, reason=data.decision)
        )

    @get("/quality", summary="Figures of interpreters and suppliers")
    async def figures(self, request: Asked, since: Since = None, until: Until = None) -> io.QualityOut:
        """Offered, accepted, declined, withdrawn, late, complaints and ratings; shares of fewer than five are null."""
        async with desk_for(request) as desk:
            first, last, period = days_of(since, until, today=local_date(desk.now))
            rows = await quality.standings(desk, period=period)
            return io.QualityOut(since=first, until=last, items=[figures_out(row) for row in rows])

    @get("/interpreters/{interpreter_id:uuid}/quality", summary="Figures of one interpreter")
    async def own_figures(
        self, request: Asked, interpreter_id: FromPath[UUID], since: Since = None, until: Until = None
    ) -> io.FiguresOut:
        async with desk_for(request) as desk:
            _, _, period = days_of(since, until, today=local_date(desk.now))
            return figures_out(await quality.own_figures(desk, interpreter_id=interpreter_id, period=period))


async def _answered(
    request: Asked, act: Callable[[Desk], Awaitable[Case]], *, status: int = 200
) -> Response[io.ComplaintOut]:
    async with desk_for(request) as desk:

        async def make() -> Answer:
            return Answer(complaint_out(await act(desk)), status=status)

        return await once(request, desk, io.ComplaintOut, make)


def complaint_out(case: Case) -> io.ComplaintOut:
    one = case.complaint
    return io.ComplaintOut(
        number=one.number,
        booking=case.booking.number,
        interpreter=one.interpreter_id,
        about=one.about,
        stage=one.stage.value,
        text=one.text,
        made_at=one.made_at,
        answer_by=one.answer_by,
        answer=one.answer,
        answered_at=one.answered_at,
        ruling=one.ruling,
        decision=one.decision,
        decided_at=one.decided_at,
    )


def figures_out(row: Standing) -> io.FiguresOut:
    names = io.FiguresOut.__struct_fields__
    direct = {name: getattr(row.figures, name) for name in names if hasattr(row.figures, name)}
    return io.FiguresOut(
        **direct,
        interpreter=row.interpreter.id,
        name=row.interpreter.name,
        employment=row.interpreter.employment.value,
        hours=round(row.figures.minutes / 60, 1),
    )
