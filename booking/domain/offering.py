"""How offers are made: how many are asked at once, and how long they may think, by the time that is left."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from booking.domain.deadlines import Deadline, TimeToAnswer, lasting
from booking.domain.errors import Invalid
from booking.domain.periods import danish_clock, danish_moment, local_date, readings
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

ONE_DAY = timedelta(days=1)
LONGEST_THOUGHT, MOST_AT_ONCE, MOST_STEPS = 14 * 1440, 50, 10
# With less opening time than this before the job, all time counts: half of ten minutes would be no time to answer in.
WORTH_HALVING = 60


class How(StrEnum):
    """Whom an offer goes to: the first in order, the first few, or everybody who can."""

    NEXT = "next"
    SEVERAL = "several"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the policy: with at least `lead_minutes` left, `how`, and `thinking_minutes` to answer in.

    Where everybody is asked at once it is urgent, and the minutes run day and night; else in the opening hours only.
    """

    lead_minutes: int
    how: How
    thinking_minutes: int


USUAL_STEPS = (
    Step(7 * 1440, How.NEXT, 480),
    Step(48 * 60, How.NEXT, 240),
    Step(24 * 60, How.NEXT, 120),
    Step(4 * 60, How.SEVERAL, 30),
    Step(0, How.ALL, 10),
)


@dataclass(frozen=True, slots=True)
class OfferPolicy:
    """The office's own rules; `opens` and `closes` are wall times of every working day.

    `now_minutes` is how long a call for an interpreter now waits for somebody, `bridge_phone` the number that the
    interpreter rings where the requester has none. A withdrawal is late within `late_hours` of the start.
    """

    steps: tuple[Step, ...] = USUAL_STEPS
    several: int = 3
    opens: time = time(8)
    closes: time = time(16)
    late_hours: int = 24
    now_minutes: int = 3
    bridge_phone: str = ""

    def step(self, lead: timedelta) -> Step:
        """The line for the time that is left; what has begun is as urgent as it gets."""
        return next((one for one in self.steps if lead >= timedelta(minutes=one.lead_minutes)), self.steps[-1])

    @property
    def words(self) -> tuple[Text, ...]:
        """Each line as a sentence, the longest lead first."""
        return tuple(self._said(one, before) for one, before in zip(self.steps, (None, *self.steps), strict=False))

    def _said(self, step: Step, before: Step | None) -> Text:
        how, think = self.how_said(step.how), lasting(step.thinking_minutes)
        when = _span(step, before)
        open_da, open_en = (
            ("", "") if step.how is How.ALL else (" i kontorets åbningstid", " in the office's opening hours")
        )
        return Text(
            f"{when.da}: {how.da}, {think.da}{open_da} til at svare",
            f"{when.en}: {how.en}, {think.en}{open_en} to answer",
        )

    def how_said(self, how: How) -> Text:
        return {
            How.NEXT: Text("én ad gangen", "one at a time"),
            How.SEVERAL: Text(f"{self.several} ad gangen", f"{self.several} at a time"),
            How.ALL: Text("alle på én gang", "all at once"),
        }[how]


USUAL = OfferPolicy()


def check_policy(policy: OfferPolicy) -> None:
    """Invalid, naming the field, for a policy that leaves a gap or can never be kept."""
    leads = [one.lead_minutes for one in policy.steps]
    if not leads or len(leads) > MOST_STEPS or leads != sorted(set(leads), reverse=True) or leads[-1] != 0:
        raise Invalid(
            Text(
                f"Skriv 1–{MOST_STEPS} trin, det længste varsel først og det sidste fra 0.",
                f"Write 1–{MOST_STEPS} steps, the longest lead first and the last from 0.",
            ),
            field="steps",
        )
    if any(not 1 <= one.thinking_minutes <= LONGEST_THOUGHT for one in policy.steps):
        raise Invalid(
            Text("Svartiden er 1 minut til 14 dage.", "The time to answer is 1 minute to 14 days."), field="steps"
        )
    if policy.closes <= policy.opens:
        raise Invalid(Text("Kontoret lukker, efter at det åbner.", "The office closes after it opens."), field="closes")
    for field, value, most in (
        ("several", policy.several, MOST_AT_ONCE),
        ("late_hours", policy.late_hours, 720),
        ("now_minutes", policy.now_minutes, 60),
    ):
        if not 1 <= value <= most:
            raise Invalid(Text(f"Skriv et tal fra 1 til {most}.", f"Write a number from 1 to {most}."), field=field)


def answer_by(
    asked_at: datetime, starts_at: datetime, policy: OfferPolicy, workdays: Workdays, *, how: How | None = None
) -> Deadline:
    """Until when silence is no answer; `how` is the office's own choice instead of the policy's.

    A night or a weekend does not eat the time. Where somebody else is to be asked after this one, no more than half of
    the opening hours that are left is used, or half of all time where the office hardly opens; never beyond the start.
    """
    step = policy.step(starts_at - asked_at)
    rule, thinking = TimeToAnswer(step.thinking_minutes), lasting(step.thinking_minutes)
    asked, last = danish_moment(asked_at), (how or step.how) is How.ALL
    if step.how is How.ALL:
        instant = asked_at + timedelta(minutes=step.thinking_minutes)
        lead = Text(f"{thinking.da} efter tilbuddet {asked.da}", f"{thinking.en} after the offer {asked.en}")
    else:
        instant = open_minutes_after(asked_at, step.thinking_minutes, policy, workdays)
        lead = _in_opening_hours(thinking, asked, policy)
    latest, cut = _latest(asked_at, starts_at, policy, workdays, last=last)
    return Deadline(latest, rule, cut) if instant > latest else Deadline(instant, rule, lead)


def now_answer_by(asked_at: datetime, policy: OfferPolicy) -> Deadline:
    """For an interpreter now: some minutes, whatever the clock says."""
    asked, length = danish_moment(asked_at), lasting(policy.now_minutes)
    lead = Text(f"{length.da} efter opkaldet {asked.da}", f"{length.en} after the call {asked.en}")
    instant = asked_at + timedelta(minutes=policy.now_minutes)
    return Deadline(instant, TimeToAnswer(policy.now_minutes), lead)


def open_minutes_after(start: datetime, minutes: int, policy: OfferPolicy, workdays: Workdays) -> datetime:
    """The instant at which the office has been open for so many minutes since `start`."""
    day, left = local_date(start), timedelta(minutes=minutes)
    while True:
        opens_at, closes_at = _opening(day, policy, workdays)
        begin = max(start, opens_at)
        if begin + left <= closes_at:
            return begin + left
        left -= max(closes_at - begin, timedelta(0))
        day += ONE_DAY


def open_minutes_between(start: datetime, end: datetime, policy: OfferPolicy, workdays: Workdays) -> int:
    """For how many whole minutes the office is open from `start` to `end`."""
    day, found = local_date(start), timedelta(0)
    while day <= local_date(end):
        opens_at, closes_at = _opening(day, policy, workdays)
        found += max(min(end, closes_at) - max(start, opens_at), timedelta(0))
        day += ONE_DAY
    return found // timedelta(minutes=1)


def _opening(day: date, policy: OfferPolicy, workdays: Workdays) -> tuple[datetime, datetime]:
    """From when until when the office is open on a day, in UTC; on a day off it closes as it opens."""
    opens_at = min(readings(day, policy.opens))
    return opens_at, max(readings(day, policy.closes)) if workdays.is_workday(day) else opens_at


def _in_opening_hours(thinking: Text, asked: Text, policy: OfferPolicy) -> Text:
    opens, closes = danish_clock(policy.opens), danish_clock(policy.closes)
    return Text(
        f"{thinking.da} i kontorets åbningstid (hverdage {opens.da}–{closes.da}) efter tilbuddet {asked.da}",
        f"{thinking.en} in the office's opening hours (working days {opens.en}–{closes.en}) after the offer {asked.en}",
    )


def _latest(
    asked_at: datetime, starts_at: datetime, policy: OfferPolicy, workdays: Workdays, *, last: bool
) -> tuple[datetime, Text]:
    """The latest that the answer-by can be, with why; `last` when nobody is left to be asked afterwards."""
    start = danish_moment(starts_at)
    if last:
        return starts_at, Text(f"når opgaven begynder {start.da}", f"when the job begins {start.en}")
    minutes = open_minutes_between(asked_at, starts_at, policy, workdays)
    if minutes < WORTH_HALVING:
        half = asked_at + (starts_at - asked_at) / 2
        return half, Text(f"halvvejs til opgaven {start.da}", f"half way to the job {start.en}")
    return open_minutes_after(asked_at, minutes // 2, policy, workdays), Text(
        f"halvdelen af åbningstiden inden opgaven {start.da}", f"half of the opening hours before the job {start.en}"
    )


def _span(step: Step, before: Step | None) -> Text:
    least = _lead(step.lead_minutes)
    if before is None:
        return Text(f"{least.da} før eller mere", f"{least.en} before or more") if step.lead_minutes else _ALWAYS
    most = _lead(before.lead_minutes)
    if step.lead_minutes == 0:
        return Text(f"Under {most.da} før", f"Less than {most.en} before")
    return Text(f"Mellem {least.da} og {most.da} før", f"Between {least.en} and {most.en} before")


_ALWAYS = Text("Altid", "Always")


def _lead(minutes: int) -> Text:
    days, rest = divmod(minutes, 1440)
    return Text(f"{days} dage", f"{days} days") if days > 2 and not rest else lasting(minutes)
