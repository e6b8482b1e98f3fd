"""An interpreter's week on the phone: calendar, hours, availability, and the sheet that is kept."""

from dataclasses import replace
from datetime import timedelta

from booking.domain.accounts import Role
from booking.domain.modes import Mode
from booking.domain.periods import WEEKDAYS
from booking.domain.texts import Text
from booking.web.views import own_hours
from booking.web.views import own_weeks as weeks
from booking.web.views.jobs import Declined
from tests.web.gallery.frames import ID, NOW, TODAY, Picture, at
from tests.web.gallery.papers import CALL, JOBS, NO_JOBS, VISIT

MONDAY = TODAY - timedelta(days=3)
WEEK = weeks.WeekLinks(MONDAY, MONDAY - timedelta(days=7), MONDAY + timedelta(days=7), is_this=True)
WRONG_DAY = Text("Skriv en dato, for eksempel 19.11, tor, i morgen eller +7.", "Write a date, for example 19.11.")
MAPPED = replace(VISIT, map="geo:0,0?q=Skovvej%203")
DONE = weeks.WorkedRow(
    "26-1007", at(9), at(10, 5), "Jobcenter", Mode.IN_PERSON, Text("Attesteret", "Attested"), "ok",
    lines=(weeks.WorkedLine(Text("Tolkning", "Interpreting"), 45500), weeks.WorkedLine(Text("Kørsel", "Travel"), 3192)),
    total_ore=48692,
)  # fmt: skip
DISPUTED = replace(
    DONE, number="26-1010", mode=Mode.PHONE, tag="warn", disputed="<i>Kun en halv time</i>", lines=(), total_ore=None
)
AWAY = weeks.AwayLine(at(12), at(16), whole_day=False, offered=False, reason="<b>Kursus</b>")
DAYS = tuple(
    weeks.CalendarDay(
        MONDAY + timedelta(days=n),
        jobs=(replace(CALL, may_withdraw=True), MAPPED) if n == 3 else (),
        done=(DONE,) if n == 2 else (),
        hours="08.00–16.00" if n < 5 else "",
        away=(AWAY, replace(AWAY, whole_day=True, offered=True, reason="")) if n == 4 else (),
    )
    for n in range(7)
)
CALENDAR = weeks.CalendarPage(TODAY, WEEK, DAYS, JOBS.subscription)
HOURS = weeks.HoursPage(WEEK, JOBS.to_report, (DONE, DISPUTED), 95, 48692)
FIELDS = tuple(
    own_hours.DayField(f"opening_{n}", WEEKDAYS[n - 1], "08.00-12.00, 13.00-16.00" if n < 6 else "")
    for n in range(1, 8)
)
ABSENCE = own_hours.OwnAbsence(
    ID, at(0, days=2), at(0, days=4), False, "<u>Ferie</u>", False, (replace(MAPPED, may_withdraw=True),)
)
OWN = own_hours.OwnHoursPage(
    FIELDS,
    (ABSENCE, replace(ABSENCE, starts_at=at(17), ends_at=at(20), offered=True, jobs=(), reason="")),
    own_hours.AwayForm(),
    outside=(CALL,),
)
OWN_WRONG = own_hours.OwnHoursPage(
    (replace(FIELDS[0], value="<8>", error=WRONG_DAY), *FIELDS[1:]),
    (replace(ABSENCE, is_illness=True, jobs=()),),
    own_hours.AwayForm(kind="extra", fra="<39.1>", errors={"fra": WRONG_DAY, "til_kl": WRONG_DAY}),
    ready_until=at(14),
)
OWN_NONE = own_hours.OwnHoursPage(FIELDS, (), own_hours.AwayForm())
SHEET = weeks.DaySheet(NOW, (weeks.SheetDay(TODAY, (CALL, MAPPED)), weeks.SheetDay(TODAY + timedelta(days=1), ())))
UNDONE = replace(NO_JOBS, declined=(Declined(ID, at(13), at(14)),))

PICTURES = tuple(
    Picture(name, f"tolk/{page}.html", view, "tolk", Role.INTERPRETER)
    for name, page, view in (
        ("own-calendar", "kalender", CALENDAR),
        ("own-calendar-wrong", "kalender", replace(CALENDAR, week=replace(WEEK, is_this=False, error=WRONG_DAY))),
        ("own-hours", "timer", HOURS),
        ("own-hours-none", "timer", weeks.HoursPage(WEEK, (), (), 0)),
        ("availability", "raadighed", OWN),
        ("availability-wrong", "raadighed", OWN_WRONG),
        ("availability-none", "raadighed", OWN_NONE),
        ("jobs-undo", "side", UNDONE),
        ("day-sheet", "dagsseddel", SHEET),
    )
)
