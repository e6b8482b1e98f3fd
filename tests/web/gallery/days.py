"""The board of a believable day."""

from dataclasses import replace

from booking.domain.bookings import Status
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views import boards
from tests.web.gallery.frames import ARABIC, ID, NOW, SOMALI, TIGRINYA, TODAY, at


def bar(hour: int, minutes: int, mode: Mode, status: Status, unit: str, minute: int = 0) -> boards.BoardBar:
    start, end = at(hour, minute), at(hour, minute + minutes)
    place = boards.slot(start, end, TODAY)
    assert place is not None
    return boards.BoardBar(f"26-1{hour:02}{minute:02}", start, end, mode, status, unit, place)


def shade(first: int, last: int, da: str, en: str, *, shown: bool = False) -> boards.Shade:
    place = boards.slot(at(first), at(last), TODAY)
    assert place is not None
    return boards.Shade(place, Text(da, en), shown)


PEOPLE = (
    "Selam Tesfay",
    "Dawit Berhane",
    "Rahel Gebre",
    "Amal Haddad",
    "Karim Mansour",
    "Rania Saleh",
    "Nour Al-Khatib",
    "Layla Hamdan",
    "Olena Kovalenko",
    "Farid Rahimi",
    "Mariam Nazari",
    "Hodan Warsame",
    "Yonas Kidane",
)
UNITS = ("Jobcenter", "PPR", "Ydelse", "Tandplejen", "Sundhedsplejen", "Borgerservice")
LOOKS = (Status.DELIVERED, Status.CONFIRMED, Status.OFFERED, Status.CONFIRMED)
LINES = tuple(
    boards.BoardRow(
        name,
        "Arabisk, Kurmanji",
        Text("Kat. 2", "Cat. 2"),
        bars=tuple(
            bar(
                8 + (n + k * 3) % 9,
                (30, 60, 90, 15)[(n + k) % 4],
                tuple(Mode)[(n + k) % 3],
                LOOKS[k],
                UNITS[(n + k) % 6],
                15 * (n % 4),
            )
            for k in range(1 + n % 3)
        ),
        off=(shade(16, 18, "Ikke til rådighed 16.00–18.00", "Not available 16:00–18:00"),) if n % 3 else (),
        travel=(shade(7, 8, "Kørsel 45 min.", "Travel 45 min"),) if n % 4 == 0 else (),
        href="/tolke/1",
    )
    for n, name in enumerate(PEOPLE)
)
AWAY = boards.BoardRow(
    "Bilal Aziz",
    "Arabisk",
    Text("Kat. 3", "Cat. 3"),
    off=(shade(7, 18, "Ferie til 16.11.", "Holiday until 16 Nov", shown=True),),
)
ABLE = replace(LINES[-1], interpreter_id=ID, give=boards.slot(at(11, 30), at(12), TODAY))
QUEUE = (
    boards.QueueItem(
        "26-1101",
        ARABIC,
        at(11, 30),
        at(12),
        Mode.PHONE,
        "Tandplejen",
        3,
        Text("I dag", "Today"),
        Text("om 1 t. 48 min.", "in 1 h 48 min"),
        suggestions=tuple(
            boards.Suggestion(ID, name, Text("Fast tolk i sagen", "Knows the case")) for name in PEOPLE[:3]
        ),
        chosen=True,
        askable=2,
        alarm=Text("Starter snart uden tolk", "Starts soon without interpreter"),
    ),
    boards.QueueItem(
        "26-1102",
        SOMALI,
        at(10, days=1),
        at(11, days=1),
        Mode.IN_PERSON,
        "Integration",
        0,
        Text("I morgen, fredag", "Tomorrow, Friday"),
        reasons=(Text("2 er optaget", "2 are busy"),),
    ),
    boards.QueueItem(
        "26-1103",
        TIGRINYA,
        at(12, days=1),
        at(13, days=1),
        Mode.SKYPE,
        "PPR",
        1,
        Text("I morgen, fredag", "Tomorrow, Friday"),
    ),
)
BOARD = boards.BoardDay(
    TODAY,
    TODAY,
    (
        boards.BoardGroup(Text("Arabisk, 11.30–12.00: 1 ledig", "Arabic, 11:30–12:00: 1 free"), (ABLE,), hit=True),
        boards.BoardGroup(Text("Til rådighed", "Available"), LINES),
        boards.BoardGroup(Text("Fraværende", "Absent"), (AWAY,)),
    ),
    QUEUE,
    NOW,
    chosen="26-1101",
    waiting=5,
    ill=(("Bilal Aziz", ID),),
)
