"""The past of Fjordby: who met whom, and how it ended, as stories that the office can be told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from random import Random

from booking.domain.accounts import Actor
from booking.domain.bookings import Booking, Order, Status
from booking.domain.exits import CLOSED
from booking.domain.interpreters import Interpreter
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.local.seeding.diaries import Diaries
from booking.local.seeding.drawing import (
    Citizen,
    draw_asked_at,
    draw_citizens,
    draw_mode,
    draw_order,
    draw_period,
    weighted,
)
from booking.local.seeding.endings import CLOSING, Ending, delivered_story, given_to
from booking.local.seeding.eras import Era
from booking.local.seeding.municipality import Municipality
from booking.persistence.ids import new_id
from booking.services.bookings.ordering import whereabouts
from booking.services.desk import Desk
from booking.services.past import Story

# For every thousand delivered so many ended otherwise.
EXITS = {
    Ending.CANCELLED: 62,
    Ending.CANCELLED_LATE: 28,
    Ending.CITIZEN_NO_SHOW: 41,
    Ending.INTERPRETER_NO_SHOW: 4,
    Ending.UNFILLED: 21,
}
# Booked in person and delivered by phone because of snow; booked by video and delivered without a picture.
BOOKED_OTHERWISE: dict[Mode, dict[Mode, int]] = {
    Mode.PHONE: {Mode.PHONE: 86, Mode.SKYPE: 6, Mode.IN_PERSON: 8},
    Mode.SKYPE: {Mode.SKYPE: 97, Mode.IN_PERSON: 3},
    Mode.IN_PERSON: {Mode.IN_PERSON: 199, Mode.SKYPE: 1},
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """Some days, how many were delivered on them, and how many of those by phone or video."""

    days: tuple[date, ...]
    delivered: int
    remote: int


class Teller:
    """Tells chapters of one era; whatever it has told, it keeps in the diaries."""

    def __init__(
        self, desk: Desk, rng: Random, era: Era, municipality: Municipality, diaries: Diaries, *, begins: datetime
    ) -> None:
        self._desk = desk
        self._rng = rng
        self._era = era
        self._municipality = municipality
        self._diaries = diaries
        self._begins = begins
        self._citizens = draw_citizens(rng, era, municipality, year=begins.year)

    def tell(self, chapters: Sequence[Chapter]) -> Iterator[Story]:
        """Exactly as many delivered and remote as the chapters say, and the exits that go with them."""
        for chapter in chapters:
            for n in range(chapter.delivered):
                yield self._delivered(chapter.days, remote=n < chapter.remote)
            for ending, among_thousand in EXITS.items():
                for _ in range(round(chapter.delivered * among_thousand / 1000)):
                    remote = self._rng.random() < chapter.remote / max(chapter.delivered, 1)
                    yield self._exit(chapter.days, ending, remote=remote)

    def draw(self, days: Sequence[date], *, remote: bool) -> tuple[Order, Actor]:
        """An order and who asks; nobody has been found for it yet."""
        mode = draw_mode(self._rng, remote=remote)
        return self._order(self._rng.choice(self._citizens), draw_period(self._rng, days, remote=remote), mode)

    def _delivered(self, days: Sequence[date], *, remote: bool) -> Story:
        mode = draw_mode(self._rng, remote=remote)
        booked = weighted(self._rng, BOOKED_OTHERWISE[mode])
        order, requester, interpreter = self._filled(days, booked, mode)
        booking = self._booking(order, requester)
        story = self._given(booking, requester, interpreter)
        return delivered_story(self._desk, self._rng, story, mode=mode)

    def _exit(self, days: Sequence[date], ending: Ending, *, remote: bool) -> Story:
        mode = draw_mode(self._rng, remote=remote)
        if ending is Ending.UNFILLED:
            order, requester = self._order(
                self._rng.choice(self._citizens), draw_period(self._rng, days, remote=remote), mode
            )
            booking = replace(self._booking(order, requester), status=Status.UNFILLED, exit_terms=CLOSED, version=2)
            return Story(booking=booking, requester=requester)
        order, requester, interpreter = self._filled(days, mode, mode)
        story = self._given(self._booking(order, requester), requester, interpreter)
        return CLOSING[ending](self._desk, self._rng, story)

    def _filled(self, days: Sequence[date], booked: Mode, delivered: Mode) -> tuple[Order, Actor, Interpreter]:
        """An order and somebody who was free; where nobody was, they met at another time."""
        while True:
            citizen = self._rng.choice(self._citizens)
            period = draw_period(self._rng, days, remote=booked is not Mode.IN_PERSON)
            free = self._diaries.free(citizen.language, period, delivered, self._rng)
            able = [one for one in free if booked in one.modes]
            if able:
                self._diaries.take(able[0], period)
                return *self._order(citizen, period, booked), able[0]

    def _order(self, citizen: Citizen, period: Period, mode: Mode) -> tuple[Order, Actor]:
        requester = self._rng.choice(self._municipality.requesters[citizen.unit_id])
        unit = self._desk.reference.units[citizen.unit_id]
        return draw_order(self._rng, self._era, citizen, unit, requester, mode=mode, period=period), requester

    def _booking(self, order: Order, requester: Actor) -> Booking:
        assert requester.account_id is not None
        values = {field.name: getattr(order, field.name) for field in fields(Order)}
        return Booking(
            **values | whereabouts(order, self._desk.reference),
            id=new_id(),
            number="",
            status=Status.CONFIRMED,
            requested_at=draw_asked_at(self._rng, order.starts_at, not_before=self._begins),
            requester_id=requester.account_id,
            entered_by=requester.account_id,
            version=3,
        )

    def _given(self, booking: Booking, requester: Actor, interpreter: Interpreter) -> Story:
        story = Story(
            booking=booking,
            interpreter=interpreter,
            requester=requester,
            deliverer=self._municipality.by_interpreter[interpreter.id],
        )
        return given_to(self._desk, self._rng, story, interpreter)


def months(first: date, last: date) -> list[tuple[date, ...]]:
    """The days from first to last, month by month."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [tuple(day for day in days if day.month == month) for month in sorted({day.month for day in days})]
