"""The sentences that matter most: each candidate has a weight on one scale, and the four heaviest are said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from booking.domain.insights.wording import counted, said_amount, said_minutes, said_points, said_share
from booking.domain.texts import Text

HOW_MANY = 4
TALK = (Text("samtale", "conversation"), Text("samtaler", "conversations"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """`lead` is what happened, `rest` what it means or what to do; `key` names the rows behind it.

    `weight` from 0 to 100 says how much it matters.
    """

    key: str
    lead: Text
    rest: Text
    weight: float


@dataclass(frozen=True, slots=True)
class Weakest:
    """The language for which fewest were found; `interpreters` is how many there are of it."""

    name: Text
    rate: Fraction
    unfilled: int
    interpreters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A period's figures, and the same of the period before it (`…_before`); None where there is nothing to say.

    `moves` are units by name with talks a month, `furthest` the unit furthest below the target, `exits` a count and
    øre, `potential` the talks ahead that could be remote and what that would save.
    """

    months: int
    target: Fraction | None = None
    share: Fraction | None = None
    share_before: Fraction | None = None
    moves: tuple[tuple[str, int], ...] = ()
    furthest: tuple[str, Fraction] | None = None
    cost_ore: int = 0
    cost_before_ore: int = 0
    fill: Fraction | None = None
    fill_before: Fraction | None = None
    weakest: Weakest | None = None
    response: int | None = None
    response_before: int | None = None
    no_shows: tuple[int, int] = (0, 0)
    late: tuple[int, int] = (0, 0)
    potential: tuple[int, int] = (0, 0)


def most_important(facts: Facts) -> tuple[Sentence, ...]:
    """At most four, the heaviest first; equal weights keep the order of the register below."""
    said = [sentence for candidate in CANDIDATES for sentence in candidate(facts)]
    return tuple(sorted(said, key=lambda one: -one.weight)[:HOW_MANY])


def _target(facts: Facts) -> Iterator[Sentence]:
    if facts.target is None or facts.share is None:
        return
    gap, goal = facts.target - facts.share, said_share(facts.target)
    if gap <= 0:
        over = said_points(gap)
        lead = Text(f"Målet på {goal.da} er nået.", f"The target of {goal.en} is met.")
        rest = Text(
            f"Andelen er {said_share(facts.share, 1).da}, {over.da} over målet.",
            f"The share is {said_share(facts.share, 1).en}, {over.en} above it.",
        )
        yield Sentence("share", lead, rest, 60)
        return
    away = said_points(gap)
    lead = Text(f"Målet på {goal.da} er {away.da} væk.", f"The target of {goal.en} is {away.en} away.")
    yield Sentence("share", lead, _to_reach(facts.moves), 75 + min(25.0, float(gap) * 250))


def _to_reach(moves: tuple[tuple[str, int], ...]) -> Text:
    if not moves:
        return Text("Det kræver færre fremmøder i alle enheder.", "Every unit needs fewer conversations in person.")
    parts = [(counted(count, *TALK), unit) for unit, count in moves]
    da = _listed([f"{talks.da} om måneden i {unit}" for talks, unit in parts], "og")
    en = _listed([f"{talks.en} a month in {unit}" for talks, unit in parts], "and")
    return Text(f"Flyt {da}, og målet er nået.", f"Move {en}, and the target is met.")


def _listed(parts: list[str], joint: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joint} {parts[-1]}"


def _trend(facts: Facts) -> Iterator[Sentence]:
    if facts.share is None or facts.share_before is None or facts.share == facts.share_before:
        return
    change = facts.share - facts.share_before
    by, now = said_points(change), said_share(facts.share, 1)
    up = change > 0
    lead = Text(
        f"Fjerntolkningen er {'steget' if up else 'faldet'} {by.da}",
        f"Remote interpreting has {'risen' if up else 'fallen'} by {by.en}",
    )
    rest = Text(f"på {_span(facts).da} og er nu {now.da}.", f"in {_span(facts).en} and is now {now.en}.")
    yield Sentence("share", lead, rest, min(70.0, 20 + abs(float(change)) * 400))


def _span(facts: Facts) -> Text:
    if facts.months == 12:
        return Text("et år", "a year")
    return (
        Text("en måned", "a month") if facts.months == 1 else Text(f"{facts.months} måneder", f"{facts.months} months")
    )


def _weakest(facts: Facts) -> Iterator[Sentence]:
    if facts.weakest is None or facts.weakest.rate >= Fraction(97, 100):
        return
    one = facts.weakest
    rate, people = said_share(one.rate), _people(one.interpreters)
    alone = counted(one.unfilled, Text("bestilling", "booking"), Text("bestillinger", "bookings"))
    lead = Text(f"{one.name.da} har lavest bemanding, {rate.da}.", f"{one.name.en} is hardest to fill, {rate.en}.")
    rest = Text(f"{people.da} {alone.da} fik ingen tolk.", f"{people.en} {alone.en} got nobody.")
    yield Sentence("unfilled", lead, rest, min(85.0, 45 + float(1 - one.rate) * 120 + one.unfilled / 4))


def _people(count: int) -> Text:
    if count == 0:
        return Text("Der er ingen tolke i sproget.", "There is no interpreter of it.")
    if count == 1:
        return Text("Der er 1 tolk i sproget.", "There is 1 interpreter of it.")
    return Text(f"Der er {count} tolke i sproget.", f"There are {count} interpreters of it.")


def _fill(facts: Facts) -> Iterator[Sentence]:
    if facts.fill is None or facts.fill_before is None or facts.fill == facts.fill_before:
        return
    change = facts.fill - facts.fill_before
    up, by, now = change > 0, said_points(change), said_share(facts.fill, 1)
    lead = Text(
        f"Bemandingen er {'steget' if up else 'faldet'} {by.da}",
        f"The fill rate has {'risen' if up else 'fallen'} by {by.en}",
    )
    rest = Text(f"og er nu {now.da}.", f"and is now {now.en}.")
    yield Sentence("fill", lead, rest, min(80.0, abs(float(change)) * (1200 if not up else 700)))


def _cost(facts: Facts) -> Iterator[Sentence]:
    if not facts.cost_before_ore or not facts.cost_ore:
        return
    change = Fraction(facts.cost_ore, facts.cost_before_ore) - 1
    by, now = said_share(abs(change)), said_amount(facts.cost_ore)
    span = _span(facts)
    lead = Text(
        f"Udgiften er {'steget' if change > 0 else 'faldet'} {by.da} på {span.da}",
        f"The cost has {'risen' if change > 0 else 'fallen'} {by.en} in {span.en}",
    )
    rest = Text(f"og er nu {now.da.rstrip('.')}.", f"and is now {now.en}.")
    yield Sentence("cost", lead, rest, min(80.0, abs(float(change)) * 300))


def _exits(facts: Facts) -> Iterator[Sentence]:
    for key, (count, ore), da, en in (
        ("no_shows", facts.no_shows, "Udeblivelser", "No-shows"),
        ("late", facts.late, "Sene afbestillinger", "Late cancellations"),
    ):
        if ore:
            amount, talks = said_amount(ore), counted(count, *TALK)
            part = Fraction(ore, max(1, facts.cost_ore))
            lead = Text(f"{da} kostede {amount.da}", f"{en} cost {amount.en}")
            rest = Text(f"for {talks.da}, der ikke blev til noget.", f"for {talks.en} that did not take place.")
            yield Sentence(key, lead, rest, min(65.0, 15 + float(part) * 600))


def _response(facts: Facts) -> Iterator[Sentence]:
    if facts.response is None or not facts.response_before or facts.response == facts.response_before:
        return
    change = Fraction(facts.response, facts.response_before) - 1
    slower, now, before = change > 0, said_minutes(facts.response), said_minutes(facts.response_before)
    lead = Text(
        f"Det tager {'længere' if slower else 'kortere'} tid at finde en tolk:",
        f"Finding an interpreter takes {'longer' if slower else 'less time'}:",
    )
    rest = Text(f"{now.da} mod {before.da} før, midt i feltet.", f"{now.en} against {before.en} before, at the median.")
    yield Sentence("response", lead, rest, min(60.0, abs(float(change)) * 80))


def _furthest(facts: Facts) -> Iterator[Sentence]:
    if facts.furthest is None or facts.target is None:
        return
    unit, reached = facts.furthest
    now, goal = said_share(reached), said_share(facts.target)
    lead = Text(f"{unit} er længst fra målet:", f"{unit} is furthest from the target:")
    rest = Text(f"{now.da} på telefon og video mod {goal.da}.", f"{now.en} by phone and video against {goal.en}.")
    yield Sentence("furthest", lead, rest, 30 + min(30.0, float(facts.target - reached) * 100))


def _potential(facts: Facts) -> Iterator[Sentence]:
    count, ore = facts.potential
    if count and ore > 0:
        talks, amount = counted(count, *TALK), said_amount(ore)
        lead = Text(f"{talks.da} forude kan flyttes.", f"{talks.en} ahead can be moved.")
        rest = Text(
            f"På telefon eller video koster de {amount.da} mindre.", f"By phone or video they cost {amount.en} less."
        )
        yield Sentence("potential", lead, rest, min(70.0, 40 + count))


# A new candidate is one line here.
CANDIDATES: tuple[Callable[[Facts], Iterator[Sentence]], ...] = (
    _target,
    _weakest,
    _cost,
    _potential,
    _fill,
    _exits,
    _response,
    _trend,
    _furthest,
)
