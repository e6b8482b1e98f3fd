"""The rest of a booking's life: series, companions, wishes, holds, other people's orders, and every way out."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from booking.domain.bookings import Act, Booking, Status
from booking.domain.modes import Mode
from booking.domain.offering import How
from booking.domain.series import Rule, Scope
from booking.domain.wishes import Wish
from booking.services import bookings, closing, companions, holds, replacing, series, withdrawing
from booking.services.asking import ask
from booking.services.bookings import Changes, Entry
from tests.builders import order
from tests.services.commanding import AHEAD, HALF_HOUR, LANGUAGES, LENGTHS, OFFICE, OFTEN, WHICH, Life

SCOPES = st.sampled_from(list(Scope))
ENTRIES = st.builds(
    Entry,
    on_behalf_of=st.sampled_from(["requester@example.org", "requester@example.org", "nobody@example.org"]),
    channel=st.sampled_from(["phone", "mail"]),
)


class WholeLife(Life):
    """The day to day, and all that comes with it."""

    def _from(self, which: int, *statuses: Status) -> Booking:
        every = sorted(self.state.bookings.values(), key=lambda one: (one.starts_at, one.number))
        fit = [one for one in every if one.status in statuses and which < 7]
        return (fit or every)[which % len(fit or every)]

    def _is_one(self, *statuses: Status) -> bool:
        return any(one.status in statuses for one in self.state.bookings.values())

    def _is_several(self) -> bool:
        return any(one.series_id or one.job_id for one in self.state.bookings.values())

    @rule(language=LANGUAGES, aheads=st.tuples(AHEAD, AHEAD, AHEAD), entry=ENTRIES, own=OFTEN)
    def request_with_wishes(self, language: str, aheads: tuple[int, int, int], entry: Entry, own: bool) -> None:
        first, *others = (self._at(ahead) for ahead in aheads)
        hour = 2 * HALF_HOUR
        wishes = tuple(Wish(mode=Mode.PHONE, starts_at=at, ends_at=at + hour, phone="99 31 00 00") for at in others)
        wish = order(language=language, starts_at=first, alternatives=wishes)
        who, said = ("requester", Entry()) if own else ("coordinator", entry)
        self._attempt(who, lambda desk: bookings.request(desk, order=wish, entry=said))

    @rule(who=OFFICE, language=LANGUAGES, ahead=AHEAD, free=st.booleans())
    def hold(self, who: str, language: str, ahead: int, free: bool) -> None:
        wish = order(language=language, starts_at=self._at(ahead))
        act: Any = holds.let_go if free else lambda desk: holds.hold(desk, order=wish)
        self._attempt(who, act, busy=False)

    @rule(who=OFFICE, ahead=AHEAD, length=LENGTHS)
    def request_two_for_one_job(self, who: str, ahead: int, length: timedelta) -> None:
        at = self._at(ahead)
        wish = order(language="prs", starts_at=at, ends_at=at + length)
        self._attempt(who, lambda desk: companions.request_job(desk, order=wish, interpreters=2))

    @rule(who=OFFICE, language=LANGUAGES, ahead=AHEAD, times=st.integers(2, 4))
    def request_series(self, who: str, language: str, ahead: int, times: int) -> None:
        wish = order(language=language, starts_at=self._at(ahead), citizen_ref="")
        self._attempt(who, lambda desk: series.request_series(desk, order=wish, rule=Rule(times=times)))

    @precondition(lambda self: self._is_several())
    @rule(which=WHICH, scope=SCOPES, later=st.integers(-2, 4), leave_out=st.booleans(), fresh=OFTEN)
    def change_several(self, which: int, scope: Scope, later: int, leave_out: bool, fresh: bool) -> None:
        one, by = self._of_several(which), later * HALF_HOUR
        changes = Changes({"starts_at": one.starts_at + by, "ends_at": one.ends_at + by} if later else {"note": "Ring"})
        facts: dict[str, Any] = {"changes": changes, "scope": scope, "leave_out": leave_out}
        version = one.version - (not fresh)
        self._attempt("requester", lambda desk: series.change_all(desk, number=one.number, version=version, **facts))

    @precondition(lambda self: self._is_several())
    @rule(which=WHICH, scope=SCOPES)
    def cancel_several(self, which: int, scope: Scope) -> None:
        one = self._of_several(which)
        self._attempt("requester", lambda desk: series.cancel_all(desk, number=one.number, scope=scope))

    def _of_several(self, which: int) -> Booking:
        every = sorted(self.state.bookings.values(), key=lambda one: one.number)
        kin = [one for one in every if one.series_id is not None or one.job_id is not None]
        return (kin or every)[which % len(kin or every)]

    @precondition(lambda self: self._has(Act.CANCEL))
    @rule(which=WHICH, minutes=st.sampled_from([0, 1, 30, 180]), move=st.booleans())
    def leave_late(self, which: int, minutes: int, move: bool) -> None:
        """Cancelled or moved some minutes before it begins."""
        one = self._from(which, Status.CONFIRMED)
        self.world.clock.at = max(self.world.clock.at, one.starts_at - timedelta(minutes=minutes))
        if not move:
            return self._attempt("requester", lambda desk: bookings.cancel(desk, number=one.number))
        later = Changes({"starts_at": one.starts_at + HALF_HOUR, "ends_at": one.ends_at + HALF_HOUR})
        return self._attempt(
            "requester", lambda desk: bookings.change(desk, number=one.number, changes=later, version=one.version)
        )

    @precondition(lambda self: self._is_one(Status.CANCELLED, Status.NO_SHOW))
    @rule(which=WHICH, decision=st.sampled_from(["waive", "charge"]), reason=st.sampled_from(["Sne", "Sne", ""]))
    def overrule(self, which: int, decision: Any, reason: str) -> None:
        one = self._from(which, Status.CANCELLED, Status.NO_SHOW)
        self._attempt(
            "coordinator", lambda desk: bookings.overrule(desk, number=one.number, decision=decision, reason=reason)
        )

    @precondition(lambda self: self._has(Act.ABORT))
    @rule(which=WHICH, own=OFTEN, after=st.integers(0, 60))
    def abort(self, which: int, own: bool, after: int) -> None:
        one = self._from(which, Status.CONFIRMED)
        self.world.clock.at = max(self.world.clock.at, one.starts_at + timedelta(minutes=after))
        who = self._holder(one) if own else "coordinator"
        self._attempt(who, lambda desk: bookings.abort(desk, number=one.number, reason="quality"))
        self._attempt("requester", lambda desk: bookings.attest(desk, number=one.number))

    @precondition(lambda self: self._has(Act.WAIT))
    @rule(which=WHICH, minutes=st.sampled_from([5, 45]), gone=st.sampled_from(["citizen", "interpreter"]))
    def wait_for_nobody(self, which: int, minutes: int, gone: str) -> None:
        one = self._from(which, Status.CONFIRMED)
        self.world.clock.at = max(self.world.clock.at, one.starts_at)
        who = self._holder(one)
        self._attempt(who, lambda desk: bookings.wait(desk, number=one.number))
        self.world.clock.at += timedelta(minutes=minutes)
        self._attempt(who, lambda desk: bookings.report_no_show(desk, number=one.number, who=gone))

    @precondition(lambda self: self._is_one(Status.NO_SHOW))
    @rule(which=WHICH)
    def replace_who_stayed_away(self, which: int) -> None:
        one = self._from(which, Status.NO_SHOW)
        self._attempt("requester", lambda desk: replacing.replace_no_show(desk, number=one.number))

    @precondition(lambda self: self._is_one(Status.UNFILLED, Status.REQUESTED, Status.OFFERED))
    @rule(which=WHICH, by_itself=st.booleans())
    def close(self, which: int, by_itself: bool) -> None:
        one = self._from(which, Status.UNFILLED, Status.REQUESTED, Status.OFFERED)
        if by_itself:
            self.world.clock.at = max(self.world.clock.at, one.ends_at)
            return self._attempt("SYSTEM", lambda desk: closing.close_passed(desk, number=one.number))
        return self._attempt(
            "coordinator", lambda desk: closing.close_unfilled(desk, number=one.number, reason="Ingen taler sproget")
        )

    @precondition(lambda self: self._is_one(Status.CONFIRMED))
    @rule(which=WHICH, reason=st.sampled_from(["Syg", "Syg", " "]))
    def withdraw(self, which: int, reason: str) -> None:
        one = self._from(which, Status.CONFIRMED)
        self._attempt(self._holder(one), lambda desk: withdrawing.withdraw(desk, number=one.number, reason=reason))

    @precondition(lambda self: self._is_one(Status.UNFILLED, Status.REQUESTED, Status.OFFERED))
    @rule(which=WHICH, how=st.sampled_from(list(How)))
    def ask(self, which: int, how: How) -> None:
        one = self._from(which, Status.UNFILLED, Status.REQUESTED, Status.OFFERED)
        self._attempt("coordinator", lambda desk: ask(desk, number=one.number, how=how))
