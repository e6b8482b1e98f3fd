"""The pages that surround the others: search, shortcuts, the statement, administration and set-up."""

from dataclasses import replace
from datetime import date

from booking.domain.accounts import ROLE_NAMES, Role
from booking.domain.bookings import Status
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.finding import FindPage, Hit
from booking.web.making.administration import OFFICE_NAMES, ticks
from booking.web.making.setting_up import WHY
from booking.web.views.administration import (
    EntryRow,
    LogPage,
    OfficeForm,
    RolesPage,
    TokenPage,
    TokenRow,
    UserForm,
    UserList,
    UserRow,
)
from booking.web.views.bookings import BookingRow
from booking.web.views.face import PasswordForm, Shortcuts, Statement
from booking.web.views.orders import Option
from booking.web.views.rights import MEANS
from booking.web.views.setting_up import Beginning, SchemeRow, StepPage, StepRow
from booking.web.views.settings import LogRow, SettingRow
from tests.web.gallery.frames import ARABIC, Picture, at

WRONG = {"name": Text("Skriv et navn.", "Write a name."), "roles": Text("Vælg en rolle.", "Choose a role.")}
COORDINATOR = (ROLE_NAMES[Role.COORDINATOR],)
USERS = UserList(
    (
        UserRow("1", "Jette Holm", "jette@example.org", COORDINATOR),
        UserRow("2", "Bo <b>Lund</b>", "bo@example.org", COORDINATOR, "Jobcentret", active=False),
    )
)
VALUES = {"name": "Jette Holm", "email": "jette@example.org", "unit": "job"}
USER = UserForm(
    VALUES, ticks({"coordinator"}), (Option("job", "Jobcentret"),), id="1", stamp="s", sessions=((at(8), at(20)),)
)
ROLES = RolesPage(
    tuple((role.value, name, MEANS[role]) for role, name in ROLE_NAMES.items()),
    ((Text("Bestillinger", "Bookings"), ((Text("se", "see"), frozenset({"coordinator"})),)),),
)
TOKEN = TokenRow("a0", "Økonomi", "Jette Holm", COORDINATOR, at(8), None, at(9), Text("I brug", "In use"), live=True)
TOKENS = TokenPage(
    (TOKEN, replace(TOKEN, live=False, used_at=at(9), until=None, state=Text("Tilbagekaldt", "Revoked"))),
    {"name": "", "email": "", "days": "365"},
    ticks(set()),
)
OFFICE = OfficeForm(
    dict.fromkeys(OFFICE_NAMES, "x"),
    log=(LogRow(at(8), "Jette Holm", OFFICE_NAMES["phone"], "99 31 00 00"),),
    others=(SettingRow("/takster", Text("Takster", "Tariffs"), Text("Hvad det koster", "What it costs")),),
)
ENTRY = EntryRow(at(8), "Jette Holm", "web", "B-2026-001042", "booking", "cancelled", (("status", "confirmed", ""),))
FOUND = FindPage(
    "ara",
    (BookingRow("B-2026-001042", at(9), at(10), ARABIC, Mode.PHONE, Status.CONFIRMED, "Jobcentret", case="26-1"),),
    (Hit("/tolke/1", "Selam Tesfay", "selam@example.org"),),
)
FAULTS = (WRONG["name"],)
STEPS = tuple(StepRow(key, Text(key, key), key == "kontor") for key in WHY if key)
STEP = StepPage(
    "kontor",
    STEPS,
    WHY["kontor"],
    dict.fromkeys((*OFFICE_NAMES, "units", "people", "heading"), ""),
    ("Jobcentret",),
    ("Selam Tesfay",),
    (SchemeRow(Text("Statens takst", "The State's tariff"), date(2024, 1, 1), 12),),
    15,
    "jette@example.org",
)


def frame_pictures() -> tuple[Picture, ...]:
    admin, place = Role.ADMIN, "administration"
    steps = (
        Picture(f"setup-{key or 'done'}", "opstart/trin.html", replace(STEP, step=key, why=why), place, admin)
        for key, why in WHY.items()
    )
    return (
        Picture("search", "soeg.html", FOUND),
        Picture("search-none", "soeg.html", FindPage("<i>")),
        Picture("search-empty", "soeg.html", FindPage("")),
        Picture("shortcuts", "genveje.html", Shortcuts()),
        Picture("statement", "was.html", Statement("Solrup Kommune", "tolk@example.org", "99 31 00 00"), role=None),
        Picture("password", "adgangskode.html", PasswordForm("Jette", "t", WRONG["name"]), role=None),
        Picture("users", "administration/brugere.html", USERS, place, admin),
        Picture("users-none", "administration/brugere.html", UserList((), "x"), place, admin),
        Picture("user", "administration/bruger.html", USER, place, admin),
        Picture("user-new", "administration/bruger.html", replace(USER, id="", errors=WRONG), place, admin),
        Picture("roles", "administration/roller.html", ROLES, place, Role.AUDITOR),
        Picture("tokens", "administration/noegler.html", TOKENS, place, admin),
        Picture("token-made", "administration/noegler.html", replace(TOKENS, made="st_x", errors=WRONG), place, admin),
        Picture("tokens-none", "administration/noegler.html", replace(TOKENS, rows=()), place, admin),
        Picture("office", "administration/kontor.html", OFFICE, place, admin),
        Picture("log", "administration/log.html", LogPage((ENTRY,), older="/administration/log?foer=1"), place, admin),
        Picture("log-wrong", "administration/log.html", LogPage((), day="x", error=WRONG["name"]), place, admin),
        Picture("setup-begin", "opstart/begynd.html", Beginning("t", {**VALUES, "municipality": ""}, WRONG), role=None),
        *steps,
        Picture(
            "setup-faults", "opstart/trin.html", replace(STEP, step="tolke", faults=(WRONG["name"],)), place, admin
        ),
    )
