"""The week of the office: somebody busy, somebody away, and what nobody has."""

from datetime import timedelta

from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.board_choices import Choices, Choosable
from booking.web.views.boards import Slot
from booking.web.views.orders import Option
from booking.web.views.weeks import BoardWeek, Unfilled, WeekBar, WeekCell, WeekRow
from tests.web.gallery.frames import ARABIC, SOMALI, TODAY

DAYS = tuple(TODAY + timedelta(days=n - 3) for n in range(5))
BUSY = (
    WeekCell(
        DAYS[0], (WeekBar(Slot(6, 4), Mode.PHONE, past=True), WeekBar(Slot(20, 6), Mode.SKYPE)), 2, 1, 150, 480, 150
    ),
    WeekCell(DAYS[1], (WeekBar(Slot(8, 2), Mode.IN_PERSON),), 0, 1, 0, 480),
    WeekCell(DAYS[2], (WeekBar(Slot(0, 44), Mode.PHONE),), 1, 0, 660, 600, 600),
    WeekCell(DAYS[3], offered=465),
    WeekCell(DAYS[4], away=Text("Arbejder ikke", "Not working")),
)
AWAY = tuple(WeekCell(day, away=Text("Ferie", "Holiday")) for day in DAYS)
WEEK = BoardWeek(
    DAYS,
    TODAY,
    (
        WeekRow("Selam Tesfay", ARABIC, Text("Ansat", "Salaried"), "/tolke/1", BUSY),
        WeekRow("Bilal Aziz", SOMALI, Text("Freelance", "Freelance"), "/tolke/2", AWAY),
    ),
    (
        (Unfilled(ARABIC, 2, "/tavle?sprog=apc"), Unfilled(SOMALI, 1, "/tavle?sprog=som")),
        *(() for _ in DAYS[1:]),
    ),
    Choices("apc", "fri", "dag"),
    Choosable((Option("apc", ARABIC), Option("som", SOMALI)), {"": 2, "fri": 1, "ansat": 1}),
)
NOBODY = BoardWeek(DAYS, TODAY + timedelta(days=30), (), ((),) * 5)
