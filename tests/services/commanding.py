"""What people do to an office from day to day, at work most of the time; what it refuses must leave no trace."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from booking.domain.bookings import ALLOWED, Act, Booking, Order
from booking.domain.modes import Mode
from booking.persistence.facts import fold
from booking.services import answers, assignments, bookings, offers
from booking.services.bookings import Changes, Report
from booking.services.desk import Desk
from booking.services.economy import keep_stakes
from tests.builders import FAMILY, FARID, JOB_CENTRE, OLENA, SALMA, order
from tests.conftest import NOW
from tests.services import judging
from tests.services.living import NAMES, SPEAKERS, World

HALF_HOUR = timedelta(minutes=30)
WHICH = st.integers(0, 7)
OFTEN = st.sampled_from([True, True, True, False])
OFFICE = st.sampled_from(["requester", "requester", "coordinator", "coordinator", "outsider"])
LANGUAGES = st.sampled_from(["apc", "apc", "prs", "prs", "ukr", "tir"])
MODES = st.sampled_from([Mode.PHONE, Mode.SKYPE, Mode.IN_PERSON])
UNITS = st.sampled_from([JOB_CENTRE, JOB_CENTRE, FAMILY])
# How far ahead, in half hours: few enough that jobs meet, and some so near that cancelling is late.
AHEAD = st.integers(1, 60)
LENGTHS = st.sampled_from([HALF_HOUR, 2 * HALF_HOUR, 3 * HALF_HOUR])
IN_PERSON: dict[str, Any] = {"in_person_reason": "documents", "link": "https://video.example.org/1"}
CHANGES = st.one_of(
    st.builds(lambda ahead, length: {"ahead": ahead, "length": length}, AHEAD, LENGTHS),
    st.builds(lambda ahead, length: {"ahead": ahead, "length": length}, AHEAD, LENGTHS),
    st.builds(lambda language: {"language": language}, LANGUAGES),
    st.builds(lambda mode: IN_PERSON | {"mode": mode}, MODES),
    st.builds(lambda note: {"note": note}, st.sampled_from(["Ring på", "Borger 010190-1234", ""])),
    st.builds(lambda who: {"preferred": who}, st.sampled_from([(OLENA, FARID), (FARID, OLENA), ()])),
    st.builds(lambda who: {"barred": who}, st.sampled_from([(SALMA,), (OLENA,), ()])),
    st.builds(lambda where: {"address": where}, st.sampled_from(["Engvej 2, 9902 Vesterby", ""])),
    st.builds(lambda gender: {"gender": gender, "gender_required": True}, st.sampled_from(["male", "female"])),
)
REPORTS = st.builds(
    Report,
    mode=st.sampled_from([None, Mode.PHONE]),
    km=st.sampled_from([None, Decimal("12.5")]),
    note=st.sampled_from(["", "Toget var forsinket"]),
)


class Life(RuleBasedStateMachine):
    """What people do to an office, at work most of the time; what it refuses must leave no trace."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[UUID, judging.Told] = {}
        self.state: judging.State

    def teardown(self) -> None:
        self.world.close()

    def _attempt(self, who: str, act: Callable[[Desk], Awaitable[object]], *, busy: bool = True) -> None:
        if self.world.attempt(who, act) and busy:
            self.world.work()

    def _one(self, which: int, act: Act) -> Booking:
        """A booking to which the act can be done, the next first; one time in eight any booking."""
        every = sorted(self.state.bookings.values(), key=lambda one: (one.starts_at, one.number))
        fit = [one for one in every if one.status in ALLOWED[act] and one.attested_at is None and which < 7]
        return (fit or every)[which % len(fit or every)]

    def _has(self, act: Act) -> bool:
        return any(one.status in ALLOWED[act] for one in self.state.bookings.values())

    def _asked(self, which: int) -> Any:
        """An offer, most often one that is open."""
        every = sorted((row for rows in self.state.offers.values() for row in rows), key=lambda row: row["id"])
        still_open = [row for row in every if row["state"] == "open"]
        return (still_open or every or [None])[which % len(still_open or every or [None])]

    def _holder(self, booking: Booking) -> str:
        held = self.state.active[booking.id]
        return NAMES.get(held[0]["interpreter_id"], "coordinator") if held else "farid"

    def _at(self, ahead: int) -> datetime:
        return NOW + ((self.world.clock.at - NOW) // HALF_HOUR + ahead) * HALF_HOUR

    @initialize(starts=st.tuples(AHEAD, AHEAD))
    def first_orders(self, starts: tuple[int, int]) -> None:
        self.world.open()
        for language, ahead in zip(("apc", "prs"), starts, strict=True):
            self._request("requester", order(language=language, starts_at=self._at(ahead)))

    def _request(self, who: str, wish: Order, *, busy: bool = True) -> None:
        self._attempt(who, lambda desk: bookings.request(desk, order=wish), busy=busy)

    @rule(who=OFFICE, language=LANGUAGES, mode=MODES, ahead=AHEAD, length=LENGTHS, unit=UNITS, busy=OFTEN)
    def request(
        self, who: str, language: str, mode: Mode, ahead: int, length: timedelta, unit: UUID, busy: bool
    ) -> None:
        at, reason = self._at(ahead), "documents" if mode is Mode.IN_PERSON else None
        facts = {"language": language, "mode": mode, "unit_id": unit, "in_person_reason": reason}
        self._request(who, order(starts_at=at, ends_at=at + length, **facts), busy=busy)

    @rule()
    def work(self) -> None:
        self.world.work()

    @rule()
    def fold(self) -> None:
        """All at once, so that later changes meet sums of their own months."""
        self.world.at_desk("SYSTEM", lambda desk: fold(desk.connection, upto=desk.now))

    @rule(which=WHICH, yes=OFTEN, busy=OFTEN)
    def answer(self, which: int, yes: bool, busy: bool) -> None:
        asked = self._asked(which)
        if asked is not None:
            say = answers.accept if yes else offers.decline
            who = NAMES.get(asked["interpreter_id"], "farid")
            self._attempt(who, lambda desk: say(desk, offer_id=asked["id"]), busy=busy)

    @rule(which=WHICH, busy=OFTEN)
    def keep_silent(self, which: int, busy: bool) -> None:
        asked = self._asked(which)
        if asked is not None:
            self.world.clock.at = max(self.world.clock.at, asked["answer_by"] + timedelta(seconds=1))
            self._attempt("SYSTEM", lambda desk: offers.lapse(desk, offer_id=asked["id"]), busy=busy)

    @rule(which=WHICH, office=OFTEN, other=st.integers(0, 1))
    def assign(self, which: int, office: bool, other: int) -> None:
        booking, who = self._one(which, Act.ASSIGN), "coordinator" if office else "requester"
        to = SPEAKERS.get(booking.language, (FARID, OLENA))[other]
        self._attempt(who, lambda desk: assignments.assign(desk, number=booking.number, interpreter_id=to))

    @rule(which=WHICH, who=OFFICE, values=CHANGES, fresh=OFTEN, busy=OFTEN)
    def change(self, which: int, who: str, values: dict[str, Any], fresh: bool, busy: bool) -> None:
        known = self._one(which, Act.CHANGE)
        if "ahead" in values:
            at = self._at(values["ahead"])
            values = {"starts_at": at, "ends_at": at + values["length"]}
        version, changes = known.version - (not fresh), Changes(values)
        self._attempt(
            who,
            lambda desk: bookings.change(desk, number=known.number, changes=changes, version=version),
            busy=busy,
        )

    @rule(which=WHICH, who=OFFICE)
    def cancel(self, which: int, who: str) -> None:
        number = self._one(which, Act.CANCEL).number
        self._attempt(who, lambda desk: bookings.cancel(desk, number=number, reason="Mødet er flyttet"))

    @precondition(lambda self: self._has(Act.DELIVER))
    @rule(which=WHICH, own=OFTEN, over=OFTEN, report=REPORTS, at_once=OFTEN)
    def deliver(self, which: int, own: bool, over: bool, report: Report, at_once: bool) -> None:
        booking = self._one(which, Act.DELIVER)
        if over:
            self.world.clock.at = max(self.world.clock.at, booking.ends_at)
        who = self._holder(booking) if own else "coordinator"
        self._attempt(who, lambda desk: bookings.deliver(desk, number=booking.number, report=report))
        if at_once:
            self._attempt("requester", lambda desk: bookings.attest(desk, number=booking.number))

    @precondition(lambda self: self._has(Act.NO_SHOW))
    @rule(which=WHICH, begun=OFTEN, absent=st.sampled_from(["citizen", "interpreter"]))
    def report_no_show(self, which: int, begun: bool, absent: str) -> None:
        booking = self._one(which, Act.NO_SHOW)
        if begun:
            self.world.clock.at = max(self.world.clock.at, booking.starts_at)
        self._attempt("coordinator", lambda desk: bookings.report_no_show(desk, number=booking.number, who=absent))

    @precondition(lambda self: self._has(Act.ATTEST))
    @rule(which=WHICH, who=OFFICE)
    def attest(self, which: int, who: str) -> None:
        number = self._one(which, Act.ATTEST).number
        self._attempt(who, lambda desk: bookings.attest(desk, number=number))

    @rule(hours=st.sampled_from([1, 1, 5, 24]))
    def wait(self, hours: int) -> None:
        self.world.clock.at += timedelta(hours=hours)

    @invariant()
    def every_promise_holds(self) -> None:
        self.state = self.world.at_desk("coordinator", self._read)
        judging.judge(self.state, ALLOWED)
        # From here on the next command must mark what it changes.
        self.world.at_desk("SYSTEM", keep_stakes)

    async def _read(self, desk: Desk) -> judging.State:
        return await judging.read_state(desk, self.told)
