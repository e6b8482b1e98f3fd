"""The office's own pages: board and week, the register of interpreters, and tasks."""

from litestar.types import ControllerRouterHandler

from booking.web import board, calling, employing, giving, register, tasks

OFFICE: list[ControllerRouterHandler] = [
    board.board,
    board.week,
    board.stream,
    giving.give,
    giving.offer,
    giving.undo,
    register.people,
    employing.new_person,
    employing.add,
    employing.edit_person,
    employing.change,
    employing.end,
    employing.resume,
    employing.add_document,
    employing.end_document,
    register.person,
    register.change_email,
    register.add_absence,
    register.remove_absence,
    calling.callers,
    tasks.show,
    tasks.settle,
    tasks.take,
]
