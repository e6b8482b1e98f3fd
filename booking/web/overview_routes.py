"""The pages of the overview, in a list of their own."""

from litestar.types import ControllerRouterHandler

from booking.web import committee, conversions, dashboards

OVERVIEW: list[ControllerRouterHandler] = [
    dashboards.overview,
    dashboards.leader,
    dashboards.office,
    dashboards.finance,
    dashboards.report,
    committee.show,
    committee.sheet,
    conversions.show,
    conversions.ask,
    conversions.answer,
]
