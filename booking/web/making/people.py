"""The register's list and the form of one interpreter, made of what the services found."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import groupby

from booking.domain.documents import Document, Validity, said, validity
from booking.domain.hours import Hours
from booking.domain.interpreters import EMPLOYMENTS, LEVELS, Employment, Interpreter, Interval
from booking.domain.modes import MODES, Mode
from booking.domain.periods import WEEKDAYS, local_date
from booking.domain.permissions import may
from booking.domain.repairs import why_away
from booking.domain.texts import Text, Tongue
from booking.persistence.reference import Reference
from booking.services import interpreters, repairs
from booking.services.desk import Desk
from booking.services.employing import face_of
from booking.services.stamps import stamp_of
from booking.web.making.board_choices import languages_of, speaks
from booking.web.views.people import TAGS, PeopleList, PersonForm, PersonRow, Sieve

MOST = 2000
ALL_DAY = Text("døgn", "døgn")


async def people_list(desk: Desk, sieve: Sieve) -> PeopleList:
    """Those who fit, by name; who has ended only where that is asked."""
    everybody = await interpreters.list_interpreters(desk, limit=MOST)
    found = [one for one in everybody if one.active is not sieve.ended]
    ids = [one.id for one in found]
    ill = {one.interpreter_id for one in await repairs.who_is_ill(desk)} if may(desk.actor, "repairs:write") else set()
    back = await desk.bounces.among([one.email for one in found]) if may(desk.actor, "inbound:read") else set()
    away = await desk.interpreters.intervals_of(ids, since=desk.now) if may(desk.actor, "availability:read") else {}
    papers = await desk.documents.of(ids) if may(desk.actor, "interpreters:write") else {}
    rows = [
        _person(desk, one, one.id in ill, one.email.lower() in back, away.get(one.id, ()), papers.get(one.id, ()))
        for one in found
        if _fits(one, sieve, desk.reference)
    ]
    return PeopleList(
        tuple(row for row in rows if not sieve.papers or row.paper_tag),
        sieve,
        languages_of(found, desk.reference, ()),
        may_change=may(desk.actor, "interpreters:write"),
        has_papers=may(desk.actor, "interpreters:write"),
    )


def _fits(one: Interpreter, sieve: Sieve, reference: Reference) -> bool:
    sought = sieve.q.strip().lower()
    names = [reference.languages[skill.language].name for skill in one.skills if skill.language in reference.languages]
    words = " ".join([one.name, one.email, one.phone, *(f"{name.da} {name.en}" for name in names)]).lower()
    return (
        sought in words
        and speaks(one, sieve.language)
        and (not sieve.mode or Mode(sieve.mode) in one.modes)
        and (not sieve.employment or one.employment.value == sieve.employment)
    )


def _person(
    desk: Desk,
    one: Interpreter,
    ill: bool,
    undelivered: bool,
    intervals: Sequence[Interval],
    papers: Sequence[Document],
) -> PersonRow:
    away = next((part for part in intervals if not part.offered), None)
    today = local_date(desk.now)
    worst = next((paper for paper in papers if validity(paper, today) is not Validity.FINE), None)
    return PersonRow(
        id=one.id,
        name=one.name,
        employment=EMPLOYMENTS[one.employment],
        languages=_languages(one, desk.reference),
        ill=ill,
        undelivered=undelivered,
        modes=tuple(mode for mode in MODES if mode in one.modes),
        phone=one.phone,
        away=(away.starts_at, _last(away), why_away(away.reason)) if away is not None else None,
        paper=said(worst, today) if worst is not None else None,
        paper_tag=TAGS[validity(worst, today)] if worst is not None else "",
    )


def _last(away: Interval) -> datetime:
    """The last instant of it: an absence of whole days ends on the day, not at the midnight after."""
    return away.ends_at - timedelta(seconds=1)


def _languages(one: Interpreter, reference: Reference) -> Text:
    """Each with its level: "dari 3"."""
    languages = reference.languages
    known = [(languages[skill.language].name, skill.level) for skill in one.skills if skill.language in languages]
    return Text(
        ", ".join(f"{name.da} {level}" for name, level in known),
        ", ".join(f"{name.en} {level}" for name, level in known),
    )


def blank_form() -> PersonForm:
    """Somebody new: what most are."""
    return PersonForm(
        {
            "employment": Employment.FREELANCE.value,
            "modes": ", ".join(mode.value for mode in MODES),
            "hours": "man-fre 8-16",
            "daily": "8",
            "weekly": "37",
        }
    )


def form_of(one: Interpreter, reference: Reference, tongue: Tongue) -> PersonForm:
    """Somebody as the register has them, in the words of the form."""
    born = one.born.strftime("%d.%m.%Y") if one.born is not None else ""
    return PersonForm(
        {
            "name": one.name,
            "email": one.email,
            "employment": one.employment.value,
            "phone": one.phone,
            "languages": ", ".join(_skill(skill.language, skill.level, reference, tongue) for skill in one.skills),
            "modes": ", ".join(sorted(mode.value for mode in one.modes)),
            "gender": one.gender or "",
            "born": born,
            "postcode": one.home_place.split(" ")[0],
            "hours": hours_written(one.hours),
            "daily": _decimal(one.daily_limit),
            "weekly": _decimal(one.weekly_limit),
            "max_trip": str(one.max_trip),
            "scheme": one.scheme,
            "category": one.category,
            "agency_rank": str(one.agency_rank),
            "stamp": stamp_of(face_of(one)),
        },
        id=one.id,
        title=one.name,
    )


def _skill(code: str, level: int, reference: Reference, tongue: Tongue) -> str:
    """By its name, which is read as well as its code."""
    if code not in reference.languages or level not in LEVELS:
        return code
    return f"{reference.languages[code].name.in_(tongue)} {level}"


def _decimal(minutes: int) -> str:
    """Hours with a decimal comma."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def hours_written(hours: Sequence[Hours]) -> str:
    """Weekly hours as they are typed: "man-tor 8-16, fre 8-15.30"; days with the same hours are joined."""
    by_day = {day: " ".join(_span(part) for part in hours if part.weekday == day) for day in range(1, 8)}
    if all(span == "0-24" for span in by_day.values()):
        return ALL_DAY.da
    parts: list[str] = []
    for span, run in groupby(range(1, 8), key=lambda day: by_day[day]):
        days = list(run)
        name = WEEKDAYS[days[0] - 1].da[:3] + (f"-{WEEKDAYS[days[-1] - 1].da[:3]}" if len(days) > 1 else "")
        parts += [f"{name} {one}" for one in span.split()]
    return ", ".join(parts)


def _span(part: Hours) -> str:
    return f"{_clock(part.starts)}-{_clock(part.ends) if part.ends > time.min else 24}"


def _clock(at: time) -> str:
    return f"{at.hour}.{at.minute:02}" if at.minute else str(at.hour)
