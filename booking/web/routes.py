"""The pages, one visible list."""

from litestar import Router
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from booking.web import (
    board,
    booking_pages,
    changing,
    entrance,
    feeds,
    filling,
    giving,
    jobs,
    lists,
    mails,
    openers,
    order_templates,
    ordering,
    pages,
    register,
    repairs,
    reports,
    slots,
)
from booking.web.assets import Kept
from booking.web.errors import ERRORS

HANDLERS: list[ControllerRouterHandler] = [
    entrance.front,
    entrance.login_form,
    entrance.enter,
    entrance.leave,
    entrance.choose,
    ordering.order_page,
    ordering.price,
    slots.free_times,
    slots.choose_time,
    ordering.book,
    filling.fill,
    order_templates.templates,
    order_templates.save,
    order_templates.rename,
    order_templates.delete,
    lists.listing,
    openers.still_open,
    lists.sheet,
    booking_pages.show,
    booking_pages.cancel,
    booking_pages.attest,
    booking_pages.deliver,
    booking_pages.report_no_show,
    changing.change_page,
    changing.foresee,
    changing.change,
    board.board,
    board.stream,
    giving.give,
    register.people,
    register.person,
    register.add_absence,
    register.remove_absence,
    repairs.show,
    repairs.report_ill,
    repairs.report_well,
    repairs.apply,
    repairs.prolong,
    repairs.renew,
    repairs.take_back,
    jobs.jobs,
    jobs.accept,
    jobs.decline,
    jobs.deliver,
    feeds.subscribe,
    feeds.make,
    feeds.end,
    reports.remote_share,
    reports.remote_share_sheet,
    reports.behind,
    reports.behind_sheet,
    mails.mail_list,
    mails.mail,
    mails.raw_mail,
]

PAGES: list[ControllerRouterHandler] = [
    Router("/", route_handlers=HANDLERS, exception_handlers=ERRORS, include_in_schema=False),
    create_static_files_router(
        "/static", [pages.STATIC], cache_control=None, include_in_schema=False, middleware=[Kept]
    ),
]
