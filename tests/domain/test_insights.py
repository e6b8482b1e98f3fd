"""What a leader is told: figures that add up, moves that reach the target, and the four sentences that matter most."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from booking.domain.errors import Invalid
from booking.domain.insights.months import latest, month_before, month_of
from booking.domain.insights.risks import Demand, Risk, Speaker, WeekRisk, radar, weeks_from
from booking.domain.insights.sentences import Facts, Weakest, most_important
from booking.domain.insights.steering import (
    Steering,
    facts_of,
    furthest,
    month_figures,
    needed,
    target_on,
    unit_figures,
)
from booking.domain.insights.sums import Counted, Sums
from booking.domain.insights.targets import Move, missing, moves, own_move
from booking.domain.insights.wording import counted, said_amount, said_minutes, said_points, said_share
from booking.domain.periods import Period
from booking.domain.reports import Span
from booking.domain.texts import Text

SIXTY = Fraction(60, 100)
OCTOBER = Sums(40, 10, 2400, 3_500_000, 40, 2, {"in_person": 3_000_000, "skype": 500_000}, response=25)
NOVEMBER = Sums(20, 20, 600, 700_000, 0, 1, {"phone": 700_000})
WHOLE = Sums(60, 30, 3000, 4_200_000, 40, 3, late_cancels=(1, 200), response=18)
COUNTED = Counted(
    months={"2026-10": OCTOBER, "2026-11": NOVEMBER},
    units={"familie": OCTOBER, "ydelse": replace(NOVEMBER, unfilled=0), "ppr": Sums(unfilled=1)},
    whole=WHOLE,
)
SPAN = Span(date(2026, 9, 1), date(2026, 11, 12), date(2026, 11, 12))
TARGETS = ((date(2026, 1, 1), 50), (date(2026, 11, 1), 60))
NAMES = {"familie": "Familieafdelingen", "ydelse": "Ydelseskontoret"}


def test_shares_are_of_what_is_counted_and_of_nothing_there_is_none() -> None:
    assert (WHOLE.share, WHOLE.fill_rate, WHOLE.in_person) == (Fraction(1, 2), Fraction(40, 43), 30)
    assert (Sums().share, Sums().fill_rate) == (None, None)


@pytest.mark.parametrize(
    ("units", "months", "expected"),
    [
        ({"a": Sums(100, 60)}, 1, ()),
        ({"a": Sums(100, 46), "b": Sums(0, 0)}, 1, (Move("a", 14),)),
        ({"a": Sums(100, 46)}, 12, (Move("a", 2),)),
        ({"a": Sums(10, 0), "b": Sums(20, 12), "c": Sums(20, 10)}, 1, (Move("a", 8),)),
        ({"a": Sums(10, 5), "b": Sums(20, 10), "c": Sums(20, 2)}, 1, (Move("c", 13),)),
        ({"b": Sums(10, 4), "a": Sums(10, 4), "c": Sums(1, 1)}, 1, (Move("a", 4),)),
        ({"a": Sums(12, 6), "b": Sums(12, 5)}, 1, (Move("b", 4),)),
        ({"a": Sums(10, 8), "b": Sums(10, 0), "c": Sums(30, 0)}, 1, (Move("c", 22),)),
        ({"a": Sums(6, 0), "b": Sums(6, 0), "c": Sums(6, 0)}, 6, (Move("a", 1), Move("b", 1))),
        ({"a": Sums(5, 0)}, 6, ()),
    ],
)
def test_the_fewest_units_move_what_the_whole_is_short_of(
    units: dict[str, Sums], months: int, expected: tuple[Move, ...]
) -> None:
    assert moves(units, SIXTY, months=months) == expected


def test_what_is_moved_meets_the_target_and_one_less_does_not() -> None:
    short = missing(Sums(871, 36), Fraction(10, 100))

    assert Fraction(36 + short, 871) >= Fraction(1, 10) > Fraction(36 + short - 1, 871)
    assert own_move(Sums(871, 36), Fraction(10, 100), months=12) == 5


def test_a_month_has_its_figures_its_target_and_its_costs() -> None:
    september, october, november = month_figures(COUNTED, SPAN, TARGETS, today=date(2026, 11, 12))

    assert (september.sums, september.partial) == (Sums(), False)
    assert (october.sums, october.target) == (OCTOBER, Fraction(1, 2))
    assert (november.sums, november.target, november.partial) == (NOVEMBER, SIXTY, True)
    assert target_on(TARGETS, date(2025, 12, 31)) is None


def test_units_stand_by_their_share_and_say_what_they_are_short_of() -> None:
    first, second, third = unit_figures(COUNTED, NAMES, SIXTY, months=3)

    assert (first.name, first.move) == ("Ydelseskontoret", 0)
    assert (second.code, second.move) == ("familie", 5)
    assert (third.name, third.sums.share, third.move) == ("ppr", None, 0)
    assert unit_figures(COUNTED, NAMES, None, months=3)[1].move == 0


def test_the_furthest_unit_is_named_where_there_is_one_to_compare_with() -> None:
    units = unit_figures(COUNTED, NAMES, SIXTY, months=3)

    assert furthest(units, SIXTY) == ("Familieafdelingen", Fraction(1, 4))
    assert (furthest(units, None), furthest(units[1:2], SIXTY), furthest(units[:1] * 2, SIXTY)) == (None, None, None)


def test_what_is_counted_becomes_what_the_sentences_are_made_of() -> None:
    units = unit_figures(COUNTED, NAMES, SIXTY, months=3)
    figures = Steering(
        span=SPAN,
        read_at=datetime(2026, 11, 12, tzinfo=UTC),
        unit=None,
        place="Fjordby",
        months=month_figures(COUNTED, SPAN, TARGETS, today=SPAN.until),
        units=units,
        whole=WHOLE,
        before=Sums(),
        target=SIXTY,
        moves=needed(units, SIXTY, months=3),
    )

    assert facts_of(figures) == Facts(
        months=3,
        target=SIXTY,
        share=Fraction(1, 2),
        moves=(("Familieafdelingen", 2),),
        furthest=("Familieafdelingen", Fraction(1, 4)),
        cost_ore=4_200_000,
        fill=Fraction(40, 43),
        response=18,
        late=(1, 200),
    )
    assert needed(units, None, months=3) == ()


DARI = Text("Dari", "Dari")
SAID: list[tuple[Facts, list[str], list[str]]] = [
    (Facts(months=12), [], []),
    (Facts(months=12, target=SIXTY), [], []),
    (
        Facts(months=12, target=SIXTY, share=Fraction(62, 100)),
        ["Målet på 60 % er nået. Andelen er 62,0 %, 2,0 procentpoint over målet."],
        ["The target of 60% is met. The share is 62.0%, 2.0 percentage points above it."],
    ),
    (
        Facts(months=12, target=SIXTY, share=Fraction(588, 1000), moves=(("Familieafdelingen", 14),)),
        ["Målet på 60 % er 1,2 procentpoint væk. Flyt 14 samtaler om måneden i Familieafdelingen, og målet er nået."],
        ["The target of 60% is 1.2 percentage points away. Move 14 conversations a month in Familieafdelingen, "
         "and the target is met."],
    ),
    (
        Facts(months=12, target=SIXTY, share=Fraction(1, 2), moves=(("A", 1), ("B", 2), ("C", 3))),
        ["Målet på 60 % er 10,0 procentpoint væk. Flyt 1 samtale om måneden i A, 2 samtaler om måneden i B og "
         "3 samtaler om måneden i C, og målet er nået."],
        ["The target of 60% is 10.0 percentage points away. Move 1 conversation a month in A, "
         "2 conversations a month in B and 3 conversations a month in C, and the target is met."],
    ),
    (
        Facts(months=12, target=SIXTY, share=Fraction(1, 2), furthest=("PPR", Fraction(38, 100))),
        ["Målet på 60 % er 10,0 procentpoint væk. Det kræver færre fremmøder i alle enheder.",
         "PPR er længst fra målet: 38 % på telefon og video mod 60 %."],
        ["The target of 60% is 10.0 percentage points away. Every unit needs fewer conversations in person.",
         "PPR is furthest from the target: 38% by phone and video against 60%."],
    ),
    (Facts(months=12, furthest=("PPR", Fraction(38, 100))), [], []),
    (
        Facts(months=12, share=Fraction(55, 100), share_before=Fraction(51, 100)),
        ["Fjerntolkningen er steget 4,0 procentpoint på et år og er nu 55,0 %."],
        ["Remote interpreting has risen by 4.0 percentage points in a year and is now 55.0%."],
    ),
    (
        Facts(months=1, share=Fraction(51, 100), share_before=Fraction(55, 100)),
        ["Fjerntolkningen er faldet 4,0 procentpoint på en måned og er nu 51,0 %."],
        ["Remote interpreting has fallen by 4.0 percentage points in a month and is now 51.0%."],
    ),
    (
        Facts(months=12, weakest=Weakest(DARI, Fraction(86, 100), 9, 2)),
        ["Dari har lavest bemanding, 86 %. Der er 2 tolke i sproget. 9 bestillinger fik ingen tolk."],
        ["Dari is hardest to fill, 86%. There are 2 interpreters of it. 9 bookings got nobody."],
    ),
    (
        Facts(months=12, weakest=Weakest(DARI, Fraction(86, 100), 1, 1)),
        ["Dari har lavest bemanding, 86 %. Der er 1 tolk i sproget. 1 bestilling fik ingen tolk."],
        ["Dari is hardest to fill, 86%. There is 1 interpreter of it. 1 booking got nobody."],
    ),
    (
        Facts(months=12, weakest=Weakest(DARI, Fraction(0), 3, 0)),
        ["Dari har lavest bemanding, 0 %. Der er ingen tolke i sproget. 3 bestillinger fik ingen tolk."],
        ["Dari is hardest to fill, 0%. There is no interpreter of it. 3 bookings got nobody."],
    ),
    (Facts(months=12, weakest=Weakest(DARI, Fraction(98, 100), 1, 2)), [], []),
    (
        Facts(months=3, cost_ore=90_000_00, cost_before_ore=100_000_00),
        ["Udgiften er faldet 10 % på 3 måneder og er nu 90.000 kr."],
        ["The cost has fallen 10% in 3 months and is now DKK 90,000."],
    ),
    (
        Facts(months=12, cost_ore=4_100_000_00, cost_before_ore=4_000_000_00),
        ["Udgiften er steget 3 % på et år og er nu 4,1 mio. kr."],
        ["The cost has risen 3% in a year and is now DKK 4.1 million."],
    ),
    (
        Facts(months=12, fill=Fraction(95, 100), fill_before=Fraction(97, 100)),
        ["Bemandingen er faldet 2,0 procentpoint og er nu 95,0 %."],
        ["The fill rate has fallen by 2.0 percentage points and is now 95.0%."],
    ),
    (
        Facts(months=12, fill=Fraction(97, 100), fill_before=Fraction(95, 100)),
        ["Bemandingen er steget 2,0 procentpoint og er nu 97,0 %."],
        ["The fill rate has risen by 2.0 percentage points and is now 97.0%."],
    ),
    (
        Facts(months=12, no_shows=(1, 9_340_00), late=(12, 400_00), cost_ore=100_000_00),
        ["Udeblivelser kostede 9.340 kr. for 1 samtale, der ikke blev til noget.",
         "Sene afbestillinger kostede 400 kr. for 12 samtaler, der ikke blev til noget."],
        ["No-shows cost DKK 9,340 for 1 conversation that did not take place.",
         "Late cancellations cost DKK 400 for 12 conversations that did not take place."],
    ),
    (
        Facts(months=12, response=30, response_before=18),
        ["Det tager længere tid at finde en tolk: 30 min. mod 18 min. før, midt i feltet."],
        ["Finding an interpreter takes longer: 30 min against 18 min before, at the median."],
    ),
    (
        Facts(months=12, response=18, response_before=30),
        ["Det tager kortere tid at finde en tolk: 18 min. mod 30 min. før, midt i feltet."],
        ["Finding an interpreter takes less time: 18 min against 30 min before, at the median."],
    ),
    (
        Facts(months=12, potential=(27, 18_240_50)),
        ["27 samtaler forude kan flyttes. På telefon eller video koster de 18.241 kr. mindre."],
        ["27 conversations ahead can be moved. By phone or video they cost DKK 18,241 less."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "da", "en"), SAID)
def test_what_matters_is_said_in_both_tongues(facts: Facts, da: list[str], en: list[str]) -> None:
    said = most_important(facts)

    assert [f"{one.lead.da} {one.rest.da}" for one in said] == da
    assert [f"{one.lead.en} {one.rest.en}" for one in said] == en


def test_the_four_heaviest_are_said_and_no_more() -> None:
    many = Facts(
        months=12,
        target=SIXTY,
        share=Fraction(40, 100),
        share_before=Fraction(39, 100),
        cost_ore=130,
        cost_before_ore=100,
        fill=Fraction(90, 100),
        fill_before=Fraction(97, 100),
        weakest=Weakest(DARI, Fraction(70, 100), 30, 2),
        response=18,
        response_before=19,
        no_shows=(1, 1),
    )

    assert [one.key for one in most_important(many)] == ["share", "unfilled", "cost", "fill"]
    weights = [one.weight for one in most_important(many)]
    assert weights == sorted(weights, reverse=True)
    assert all(0 <= weight <= 100 for weight in weights)


def test_figures_are_said_so_that_they_can_be_read_aloud() -> None:
    assert said_share(None) == Text("–", "–")
    assert said_points(Fraction(-12, 1000)) == Text("1,2 procentpoint", "1.2 percentage points")
    assert said_amount(-1_250_000_00) == Text("-1,3 mio. kr.", "DKK -1.3 million")
    assert said_amount(999_999_99) == Text("1,0 mio. kr.", "DKK 1.0 million")
    assert [said_minutes(one).da for one in (0, 59, 60, 125, 2 * 1440)] == [
        "0 min.",
        "59 min.",
        "1 t.",
        "2 t. 5 min.",
        "2 dage",
    ]
    assert counted(1284, Text("sag", "case"), Text("sager", "cases")) == Text("1.284 sager", "1,284 cases")


MONDAY = date(2026, 3, 9)
TODAY = date(2026, 3, 11)


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def _week_off(since: date, until: date) -> Period:
    return Period(_at(since, 0), _at(until, 23))


def test_the_radar_sees_eight_weeks_from_this_monday() -> None:
    assert weeks_from(TODAY) == tuple(MONDAY + timedelta(weeks=at) for at in range(8))


def test_a_language_that_few_speak_is_shown_with_who_is_there_week_by_week() -> None:
    later = MONDAY + timedelta(weeks=1)
    demands = [Demand("prs", MONDAY, 3, 1), Demand("prs", later, 2, 0), Demand("som", MONDAY, 9, 9)]
    people = [
        Speaker("prs", "Farid", (_week_off(later, later + timedelta(days=4)),)),
        Speaker("prs", "Nazia"),
        *(Speaker("som", name) for name in ("Asha", "Bile", "Cali")),
    ]

    found = radar(demands, people, today=TODAY)

    assert [one.language for one in found] == ["prs"]
    assert (found[0].people, found[0].bookings, found[0].open, found[0].level) == (("Farid", "Nazia"), 5, 1, "warn")
    assert found[0].weeks[:3] == (
        WeekRisk(MONDAY, 3, 1, 2), WeekRisk(later, 2, 0, 1), WeekRisk(later + timedelta(weeks=1), 0, 0, 2),
    )  # fmt: skip
    assert [week.level for week in found[0].weeks[:3]] == ["warn", "warn", "ok"]


def test_nobody_there_is_worse_than_one_and_the_worst_comes_first() -> None:
    demands = [Demand("tir", MONDAY, 1, 0), Demand("prs", MONDAY, 5, 0), Demand("run", MONDAY, 1, 1)]
    people = [Speaker("prs", "Farid"), Speaker("prs", "Nazia"), Speaker("tir", "Yonas")]

    found = radar(demands, people, today=TODAY)

    assert [(one.language, one.level) for one in found] == [("run", "bad"), ("tir", "warn"), ("prs", "ok")]


def test_a_day_that_is_left_of_the_week_is_enough_to_be_there() -> None:
    gone = Speaker("prs", "Farid", (_week_off(MONDAY, MONDAY + timedelta(days=3)),))

    assert radar([Demand("prs", MONDAY, 1, 0)], [gone], today=TODAY)[0].weeks[0].present == 1
    sunday = radar([Demand("prs", MONDAY, 1, 0)], [gone], today=MONDAY + timedelta(days=6))
    assert sunday[0].weeks[0].present == 1


def test_a_language_without_anything_booked_is_no_risk() -> None:
    assert Risk("prs", (), ()).level == "ok"


@pytest.mark.parametrize(
    ("key", "until"),
    [("2026-02", date(2026, 2, 28)), ("2025-12", date(2025, 12, 31)), ("2026-03", TODAY)],
)
def test_a_month_is_counted_to_its_end_or_to_today(key: str, until: date) -> None:
    month = month_of(key, today=TODAY)

    assert (month.key, month.until) == (key, until)


@pytest.mark.parametrize("key", ["2026-04", "1999-12", "2026-13", "marts", ""])
def test_a_month_that_is_none_or_has_not_begun_is_refused(key: str) -> None:
    with pytest.raises(Invalid) as refused:
        month_of(key, today=TODAY)

    assert refused.value.field == "month"


def test_months_are_named_and_counted_backwards() -> None:
    assert month_of("2026-02", today=TODAY).name == Text("februar 2026", "February 2026")
    assert month_before(date(2026, 1, 2)) == "2025-12"
    assert latest(date(2026, 1, 2), 3) == ("2026-01", "2025-12", "2025-11")
