"""The office's own pages: board and week, the register of interpreters, and tasks."""

from litestar.types import ControllerRouterHandler

from booking.web import board, giving, register, tasks

OFFICE: list[ControllerRouterHandler] = [
    board.board,
    board.week,
    board.stream,
    giving.give,
    giving.offer,
    giving.undo,
    register.people,
    register.person,
    register.change_email,
    register.add_absence,
    register.remove_absence,
    tasks.show,
    tasks.settle,
]
