"""What Fjordby offers: by phone always, by video from morning to evening, in person on working days and Saturdays."""

from datetime import date, time, timedelta

from booking.domain.catalogue import LanguageService, Service
from booking.domain.hours import Hours
from booking.domain.modes import Mode
from booking.domain.periods import local_date
from booking.domain.texts import Text
from booking.services.desk import Desk

FIRST = date(2018, 1, 1)
REMOTE = frozenset({Mode.PHONE, Mode.SKYPE})
PHONE = Service(
    mode=Mode.PHONE,
    valid_from=FIRST,
    join=Text(
        "Tolken ringer til dit nummer til den aftalte tid. Sæt telefonen på højttaler.",
        "The interpreter calls your number at the agreed time. Put the phone on loudspeaker.",
    ),
)
VIDEO = Service(
    mode=Mode.SKYPE,
    valid_from=FIRST,
    opening=tuple(Hours(day, time(7), time(22)) for day in range(1, 8)),
    lead_minutes=30,
    join=Text(
        "Åbn linket i invitationen fem minutter før. Det virker i browseren på rådhusets computere.",
        "Open the link in the invitation five minutes before. It works in the browser of the town hall's computers.",
    ),
)
IN_PERSON = Service(
    mode=Mode.IN_PERSON,
    valid_from=FIRST,
    opening=(*(Hours(day, time(7), time(20)) for day in range(1, 6)), Hours(6, time(8), time(16))),
    lead_minutes=120,
    join=Text(
        "Mød tolken i receptionen. Skriv lokale og etage i adressen.",
        "Meet the interpreter at the reception. Write room and floor in the address.",
    ),
)
# Hardly anybody interprets these, or not here: so many hours before, and some of them never in the room.
RARE: dict[str, tuple[int, frozenset[Mode]]] = {
    "rhg": (72, REMOTE),
    "cnh": (72, REMOTE),
    "ksw": (48, frozenset(Mode)),
    "lin": (48, frozenset(Mode)),
    "run": (48, frozenset(Mode)),
    "kin": (48, frozenset(Mode)),
    "kal": (24, frozenset(Mode)),
    "fao": (24, REMOTE),
    "aii": (24, frozenset(Mode)),
}


async def write_catalogue(desk: Desk) -> None:
    """The versions in force, and one that is coming: video from six in the morning."""
    today = local_date(desk.now)
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    earlier = Service(
        mode=Mode.SKYPE,
        valid_from=next_month,
        opening=tuple(Hours(day, time(6), time(22)) for day in range(1, 8)),
        lead_minutes=VIDEO.lead_minutes,
        join=VIDEO.join,
    )
    for service in (PHONE, VIDEO, IN_PERSON):
        await desk.catalogues.put_service(service, service, by=None, now=desk.now)
    await desk.catalogues.put_service(VIDEO, earlier, by=None, now=desk.now)
    for code, (hours, modes) in RARE.items():
        rare = LanguageService(language=code, valid_from=FIRST, modes=modes, lead_minutes=hours * 60)
        await desk.catalogues.put_language(rare, rare, by=None, now=desk.now)
