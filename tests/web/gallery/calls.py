"""Calls for an interpreter now: typed, waiting, come, and nobody."""

from dataclasses import replace

from booking.domain.bookings import Status
from booking.domain.modes import Mode
from booking.domain.offering import USUAL
from booking.domain.texts import Text
from booking.web.making.settings_list import SETTINGS
from booking.web.views.calling import Caller, CallerList, CallingUnit
from booking.web.views.now import CallPage, Hotline, NowForm, NowInput, WayBox
from booking.web.views.orders import Option
from booking.web.views.policies import PolicyPage, StepRow
from booking.web.views.settings import SettingGroup, SettingsIndex
from tests.web.gallery.frames import ARABIC, at

_CHOICES = (Option("apc", ARABIC),)
_CASES = (Option("other", Text("Øvrige sagstyper", "Other case types")),)
_UNITS = (Option("jobcenter", "Jobcenter"), Option("ppr", "PPR"))
ASKED = NowForm(NowInput(), _CHOICES, _UNITS, _CASES, _CASES, "99 31 99 99", 3)
WRONGLY_ASKED = replace(
    ASKED,
    values=NowInput(phone="<12>", bridge="1", substitutes_ok="1"),
    bridge_phone="",
    errors={"phone": Text("Et telefonnummer har mindst otte cifre.", "A phone number has at least eight digits.")},
)
WAITING = CallPage(
    number="B-2026-000123",
    status=Status.OFFERED,
    language=ARABIC,
    mode=Mode.PHONE,
    starts_at=at(9, 43),
    ends_at=at(10, 13),
    asked=5,
    refused=1,
    until=at(9, 45),
    phone="99 31 00 00",
)
COME = replace(WAITING, status=Status.CONFIRMED, until=None, interpreter="Amal Haddad", interpreter_phone="22 33 44 55")
COME_BY_VIDEO = replace(COME, mode=Mode.SKYPE, phone="", link="https://video.example.org/rum/7")
NOBODY_CAME = replace(
    WAITING,
    status=Status.UNFILLED,
    until=None,
    ways=(
        WayBox("substitute", Text("På farsi, hvis borgeren forstår det", "In Farsi, if understood"), 2),
        WayBox("later", Text("Telefon om 30 minutter", "By phone in 30 minutes"), 1),
    ),
    hotlines=(Hotline("Tolkebureauet Nord", "70 10 20 30"),),
)
NOBODY_FREE = replace(WAITING, status=Status.UNFILLED, asked=0, refused=0, until=None)
TAKEN_BACK = replace(WAITING, status=Status.CANCELLED, until=None)
POLICY = PolicyPage(
    words=USUAL.words,
    steps=(StepRow("48", "next", "240"), StepRow("0", "all", "10"), StepRow("", "next", "")),
    several="3",
    opens="08.00",
    closes="16.00",
    late_hours="24",
    now_minutes="3",
    bridge_phone="99 31 99 99",
    may_write=True,
)
POLICY_READ = replace(POLICY, may_write=False)
POLICY_WRONG = replace(
    POLICY, closes="7", errors={"closes": Text("Kontoret lukker, efter at det åbner.", "Too early.")}
)

CALLERS = CallerList(
    "<job>",
    (Caller("Mette Holm", "mette.holm@fjordby.example", "Jobcentret", "jobcenter"),),
    (CallingUnit("jobcenter", "Jobcentret"),),
    5,
)
NO_CALLERS = CallerList("xyz")
SETTINGS_INDEX = SettingsIndex(tuple(SettingGroup(name, tuple(row for _, row in rows)) for name, rows in SETTINGS))
