"""A series: its dates before it is ordered, its page, and what goes with it when it is changed or ended."""

from dataclasses import replace
from datetime import date

from booking.domain.texts import Text
from booking.web.views.repeats import DateRow, FamilyBox, SeriesForm
from booking.web.views.series import (
    CancelMany,
    Ended,
    Followed,
    OccurrenceRow,
    ScopeBox,
    ScopeOption,
    SeriesPage,
    SkipRow,
)
from tests.web.gallery.changes import CHANGED
from tests.web.gallery.frames import ARABIC, ID, at
from tests.web.gallery.lives import CONFIRMED, ROWS
from tests.web.gallery.orders import QUOTE, TYPED, order_form

EASTER = Text("skærtorsdag", "Maundy Thursday")
DATES = (
    DateRow(
        on=date(2026, 11, 19), starts_at=at(13, days=7), ends_at=at(14, days=7), booked=True, skipped=False,
        holiday=None, price_ore=47250, free=5, notes=(), refusal=None,
    ),
    DateRow(
        on=date(2026, 11, 26), starts_at=at(13, days=14), ends_at=at(14, days=14), booked=True, skipped=False,
        holiday=None, price_ore=None, free=0, refusal=None,
        notes=(Text("Ingen ledige tolke lige nu", "No interpreter is free at present"),),
    ),
    DateRow(
        on=date(2027, 3, 25), starts_at=None, ends_at=None, booked=False, skipped=True,
        holiday=EASTER, price_ore=None, free=None, notes=(), refusal=None,
    ),
    DateRow(
        on=date(2027, 3, 28), starts_at=None, ends_at=None, booked=False, skipped=False, holiday=None,
        price_ore=None, free=None, notes=(), refusal=Text("Klokken findes ikke.", "There is no such time."),
    ),
)  # fmt: skip
DATED = replace(
    order_form(replace(TYPED, repeats="1", times="4", thu="1"), quote=QUOTE), series=SeriesForm(DATES, 2, 94500, 47250)
)
COURSE = SeriesPage(
    id=ID,
    rule=Text("hver uge på torsdage, 7 gange", "every week on Thursdays, 7 times"),
    language=ARABIC,
    unit="Sundhedsplejen",
    made_at=at(8),
    rows=tuple(OccurrenceRow(row, date(2026, 11, 11) if at else None) for at, row in enumerate(ROWS[:3])),
    skips=(
        SkipRow(date(2027, 3, 25), Text("Skærtorsdag", "Maundy Thursday"), True),
        SkipRow(date(2026, 11, 5), Text("Udeladt ved bestillingen", "Left out when ordered"), False),
    ),
    live=2,
    next_number="26-1009",
    may_change=True,
    may_cancel=True,
)
REFUSED = replace(COURSE, error=Text("Datoen er passeret.", "The date has passed."), next_number="", skips=())
RELATED = replace(CONFIRMED, family=FamilyBox(ID, 3, 12, (("26-1012", Text("Bekræftet", "Confirmed")),)))
REACHES = (
    ScopeOption("one", Text("Kun denne bestilling", "Only this booking")),
    ScopeOption("onwards", Text("Denne og de følgende i serien", "This one and those after it in the series")),
)
ENDING = CancelMany(
    number="26-1009",
    version=2,
    scope="onwards",
    options=REACHES,
    rows=(Ended("26-1009", at(9), at(10), 46600), Ended("26-1010", at(9, days=7), at(10, days=7), 0)),
    free=1,
    charged=1,
    total_ore=46600,
)
NIGHT = Text("Klokken findes ikke den dag.", "There is no such time on that day.")
REACHING = replace(
    CHANGED,
    scope=ScopeBox("onwards", REACHES, (Followed("26-1009", at(9)), Followed("26-1010", at(9, days=7), NIGHT))),
)
