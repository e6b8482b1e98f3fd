"""The interpreter's own pages, in the order they are used."""

from litestar.types import ControllerRouterHandler

from booking.web import asking, jobs, own_hours, own_weeks, phone_app

INTERPRETER: list[ControllerRouterHandler] = [
    jobs.jobs,
    jobs.accept,
    jobs.decline,
    jobs.undo,
    jobs.deliver,
    jobs.time,
    jobs.answer_dispute,
    jobs.stream,
    jobs.ready,
    jobs.withdraw_from,
    asking.answer,
    own_weeks.calendar,
    own_weeks.hours,
    own_hours.own_hours,
    own_hours.set_week,
    own_hours.add_own,
    own_hours.remove_own,
    phone_app.sheet,
    phone_app.worker,
    phone_app.manifest,
]
