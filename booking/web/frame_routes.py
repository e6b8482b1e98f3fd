"""The pages that surround the others: search, shortcuts, the statement, passwords, administration and set-up."""

from litestar.types import ControllerRouterHandler

from booking.web import administration, face, finding, passwords, setting_up, users

FRAME: list[ControllerRouterHandler] = [
    face.choose_look,
    face.shortcuts,
    face.statement,
    finding.search,
    passwords.choose,
    passwords.set_password,
    users.users,
    users.roles,
    users.new_user,
    users.add,
    users.user,
    users.change,
    users.send,
    users.end,
    administration.tokens,
    administration.make_token,
    administration.revoke_token,
    administration.office,
    administration.set_office,
    administration.log,
    administration.log_sheet,
    setting_up.begin,
    setting_up.found,
    setting_up.show,
    setting_up.take,
]
