"""Pages about quality: the complaint, the judging of one booking, and everybody's figures."""

from datetime import date

from booking.domain.interpreters import EMPLOYMENTS
from booking.domain.periods import local_date
from booking.domain.permissions import may
from booking.domain.quality import ABOUT, RULINGS, STAGES, Figures, Stage
from booking.services import quality
from booking.services.desk import Desk
from booking.services.quality import ENDED, Case
from booking.web.views.quality import (
    STAGE_TAGS,
    ComplaintList,
    ComplaintPage,
    ComplaintRow,
    FiguresPage,
    FiguresRow,
    JudgePage,
)


async def complaint_list(desk: Desk) -> ComplaintList:
    cases = await quality.cases(desk)
    return ComplaintList(tuple(complaint_row(case) for case in cases), may(desk.actor, "complaints:handle"))


def complaint_row(case: Case) -> ComplaintRow:
    one = case.complaint
    return ComplaintRow(
        number=one.number,
        booking=case.booking.number,
        starts_at=case.booking.starts_at,
        about=ABOUT[one.about],
        stage=STAGES[one.stage],
        tag=STAGE_TAGS[one.stage],
        interpreter=case.interpreter.name,
        made_at=one.made_at,
        answer_by=one.answer_by if one.stage is Stage.HEARING else None,
    )


async def complaint_page(desk: Desk, number: str) -> ComplaintPage:
    """Raises NotFound as reading does."""
    case = await quality.read(desk, number)
    one, handles = case.complaint, may(desk.actor, "complaints:handle")
    waiting = one.stage is Stage.HEARING and one.answer_by is not None and desk.now <= one.answer_by
    return ComplaintPage(
        row=complaint_row(case),
        text=one.text,
        answer=one.answer,
        answered_at=one.answered_at,
        ruling=RULINGS[one.ruling] if one.ruling is not None else None,
        decision=one.decision,
        decided_at=one.decided_at,
        may_hear=handles and one.stage is Stage.RECEIVED,
        may_answer=desk.actor.interpreter_id == one.interpreter_id and one.stage is Stage.HEARING,
        may_decide=handles and one.stage is not Stage.DECIDED,
        only_withdrawal=waiting or one.stage is Stage.RECEIVED,
    )


async def judge_page(desk: Desk, number: str) -> JudgePage:
    """Raises NotFound to outsiders, Denied to whoever may not complain."""
    booking, cases = await quality.of_booking(desk, number=number)
    language = desk.reference.languages.get(booking.language)
    delivery = await desk.deliveries.current(booking.id)
    who = delivery.interpreter_id if delivery is not None else None
    return JudgePage(
        number=booking.number,
        language=language.name if language is not None else booking.language,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        interpreter=(await desk.interpreters.get(who)).name if who is not None else "",
        over=booking.status in ENDED and who is not None,
        stars=await desk.quality.stars_of(booking.id),
        may_rate=may(desk.actor, "ratings:give"),
        complaints=tuple(complaint_row(case) for case in cases),
    )


async def figures_page(desk: Desk, since: date | None = None, until: date | None = None) -> FiguresPage:
    """Raises Invalid for a period that ends before it begins."""
    first, last, period = quality.days_of(since, until, today=local_date(desk.now))
    rows = [
        FiguresRow(row.interpreter.name, EMPLOYMENTS[row.interpreter.employment], row.figures)
        for row in await quality.standings(desk, period=period)
    ]
    total = sum((row.figures for row in rows), Figures())
    return FiguresPage(since=first, until=last, rows=tuple(rows), total=total)
