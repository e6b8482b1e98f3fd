"""What an administrator does: people and their roles, programs and their tokens, the office itself, and its log."""

from booking.services.administration.links import choose_password, link_holder, make_link, send_link
from booking.services.administration.log import log_sheet, search_log
from booking.services.administration.office import OFFICE, OfficeFacts, office_log, read_office, set_office
from booking.services.administration.tokens import list_tokens, make_key, revoke
from booking.services.administration.users import (
    UserDetails,
    change_user,
    end_all_sessions,
    face_of,
    invite_user,
    list_users,
    read_user,
)

__all__ = [
    "OFFICE",
    "OfficeFacts",
    "UserDetails",
    "change_user",
    "choose_password",
    "end_all_sessions",
    "face_of",
    "invite_user",
    "link_holder",
    "list_tokens",
    "list_users",
    "log_sheet",
    "make_key",
    "make_link",
    "office_log",
    "read_office",
    "read_user",
    "revoke",
    "search_log",
    "send_link",
    "set_office",
]
