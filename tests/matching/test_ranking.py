"""Ranking: who first, for how much, and the reasons given."""

import random
from dataclasses import replace
from uuid import UUID

import pytest

from booking.domain.interpreters import Employment, Skill
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.matching.cases import Approach
from booking.matching.feasibility import Removed
from booking.matching.problem import Candidate, Job, Wanted
from booking.matching.ranking import Ranked, Ranking, rank
from booking.matching.travel import Trip
from booking.matching.weights import Weights
from tests.matching.instances import AGENCY, AMIRA, LONG_AGO, NAMES, WANTED, at, random_instances

FROM_HOME = Approach(Trip(25, 14.5), "home")


def named(number: int, name: str, *, cost_ore: int = 50000) -> Candidate:
    return replace(AMIRA, id=UUID(int=number), name=name, cost_ore=cost_ore)


def order(wanted: Wanted, *candidates: Candidate) -> list[str]:
    return [one.candidate.name for one in rank(wanted, candidates).ranked]


def score(wanted: Wanted, candidate: Candidate, **weights: int) -> int:
    (only,) = rank(wanted, [candidate], Weights(**weights)).ranked
    return only.score_ore


def test_a_ranking_is_who_can_in_order_and_who_cannot_with_the_reason() -> None:
    salaried = replace(AMIRA, id=UUID(int=102), name="Bilal Krogh", employment=Employment.SALARIED)
    dear = replace(AMIRA, cost_ore=117866)
    barred = named(103, "Chenda Lund")

    ranking = rank(replace(WANTED, barred=frozenset({barred.id})), [dear, barred, salaried])

    assert ranking == Ranking(
        ranked=(
            Ranked(1, salaried, 0, "apc", NAMES["apc"], False, FROM_HOME, (("cost", 0),)),
            Ranked(2, dear, 117866, "apc", NAMES["apc"], False, FROM_HOME, (("cost", 117866),)),
        ),
        removed=(Removed(barred, "barred", Text("Er fravalgt til denne bestilling", "Is barred from this booking")),),
    )
    assert [one.reasons[0] for one in ranking.ranked] == [
        Text("Ansat, koster intet ekstra", "Salaried, costs nothing extra"),
        Text("Forventet pris 1.178,66 kr.", "Expected price DKK 1,178.66"),
    ]


def test_nobody_is_an_empty_ranking() -> None:
    assert rank(WANTED, []) == Ranking((), ())


@pytest.mark.parametrize(
    ("wanted", "candidate", "expected"),
    [
        (WANTED, AMIRA, 0),
        (WANTED, replace(AMIRA, cost_ore=74144), 74144),
        (WANTED, replace(AMIRA, met_citizen=1), -1000),
        (WANTED, replace(AMIRA, met_citizen=4), -4000),
        (WANTED, replace(AMIRA, met_citizen=9), -4000),
        (replace(WANTED, preferred=(UUID(int=7), AMIRA.id)), AMIRA, -2500),
        (replace(WANTED, gender="female"), AMIRA, -2500),
        (replace(WANTED, gender="male"), AMIRA, 0),
        (replace(WANTED, gender="female", gender_required=True), AMIRA, 0),
        (replace(WANTED, accepted_languages=("ary", "apc")), AMIRA, 5000),
        (WANTED, replace(AMIRA, accept_rate=0.75), 1500),
        (WANTED, replace(AMIRA, accept_rate=0.0), 6000),
        (WANTED, replace(AMIRA, asked_month=3), 600),
        (WANTED, replace(AMIRA, worked_minutes_month=2220), 2000),
        (WANTED, replace(AMIRA, worked_minutes_month=555), 500),
    ],
)
def test_each_soft_term_is_worth_its_weight(wanted: Wanted, candidate: Candidate, expected: int) -> None:
    assert score(wanted, candidate) == expected


@pytest.mark.parametrize(
    ("candidate", "weights", "expected"),
    [
        (replace(AMIRA, met_citizen=9), {"continuity_ore": 500, "continuity_most": 10}, -4500),
        (replace(AMIRA, asked_month=2), {"asked_ore": 0}, 0),
        (replace(AMIRA, worked_minutes_month=2220), {"worked_week_ore": 7000}, 7000),
        (replace(AMIRA, accept_rate=0.5), {"decline_ore": 100}, 50),
    ],
)
def test_the_weights_are_the_offices_to_set(candidate: Candidate, weights: dict[str, int], expected: int) -> None:
    assert score(WANTED, candidate, **weights) == expected


def test_the_reasons_carry_the_figures_in_both_languages() -> None:
    wanted = replace(WANTED, accepted_languages=("ary", "apc"), preferred=(AMIRA.id,), gender="female")
    known = replace(AMIRA, met_citizen=4, accept_rate=0.8, asked_month=1, worked_minutes_month=750, cost_ore=74144)

    (only,) = rank(wanted, [known]).ranked

    assert [reason.da for reason in only.reasons] == [
        "Forventet pris 741,44 kr.",
        "Har tolket for borgeren 4 gange",
        "Ønsket af rekvirenten",
        "Af det ønskede køn",
        "Siger ja til 80 % af tilbuddene",
        "Spurgt 1 gang i denne måned",
        "Har haft 12 t. 30 min. i denne måned",
        "Tolker på levantinsk arabisk, som er accepteret i stedet",
        "25 min. kørsel fra hjemmet, 14,5 km",
    ]
    assert [reason.en for reason in only.reasons] == [
        "Expected price DKK 741.44",
        "Has interpreted for the citizen 4 times",
        "Asked for by the requester",
        "Of the gender wished for",
        "Accepts 80% of offers",
        "Asked once this month",
        "Has had 12 h 30 min this month",
        "Interprets in Levantine Arabic, accepted instead",
        "25 min by road from home, 14.5 km",
    ]
    assert only.score_ore == 74144 - 4000 - 2500 - 2500 + 1200 + 200 + 675 + 5000
    assert (only.language, only.substitute, only.cost_ore, only.trip) == ("apc", True, 74144, Trip(25, 14.5))


def test_a_freelancer_whose_time_is_paid_already_costs_nothing() -> None:
    (only,) = rank(replace(WANTED, mode=Mode.PHONE), [AMIRA]).ranked

    assert only.reasons == (Text("Koster intet ekstra", "Costs nothing extra"),)
    assert only.trip is None


def test_the_road_is_counted_from_the_job_before_and_says_so() -> None:
    out = Job(period=at("08:30"), mode=Mode.IN_PERSON, lat=57.11, lon=10.0)

    (only,) = rank(WANTED, [replace(AMIRA, busy=(out,))]).ranked

    assert only.reasons[-1] == Text(
        "9 min. kørsel fra opgaven før, 1,4 km", "9 min by road from the job before, 1.4 km"
    )


def test_a_road_that_is_only_assumed_says_so() -> None:
    (only,) = rank(replace(WANTED, lat=None), [AMIRA]).ranked

    assert only.reasons[-1] == Text(
        "Rejsen fra hjemmet er ukendt, regnet som 30 min., 15,0 km",
        "The trip from home is unknown, taken as 30 min, 15.0 km",
    )


def test_equal_scores_are_ordered_by_name_and_then_by_id() -> None:
    anna, twin, berit = named(3, "Anna Dal"), named(2, "Anna Dal"), named(1, "Berit Dal")

    assert [one.candidate.id.int for one in rank(WANTED, [berit, anna, twin]).ranked] == [2, 3, 1]


def test_agencies_come_after_everybody_else_in_their_own_order() -> None:
    first, second = replace(AGENCY, name="Ørnetolk", agency_rank=1), replace(AGENCY, name="Byens Tolke", agency_rank=2)
    cheap_second = replace(second, id=UUID(int=902), name="Billig", cost_ore=0)

    ranked = order(WANTED, second, named(1, "Dyre Dorte", cost_ore=900000), cheap_second, first)

    assert ranked == ["Dyre Dorte", "Ørnetolk", "Billig", "Byens Tolke"]


def test_an_agency_is_not_asked_where_it_drives_from() -> None:
    (only,) = rank(WANTED, [AGENCY]).ranked

    assert only.trip is None
    assert only.reasons == (Text("Forventet pris 900,00 kr.", "Expected price DKK 900.00"),)


def test_the_wanted_language_is_used_by_who_holds_both() -> None:
    both = replace(AMIRA, languages=(Skill("ary", 4, LONG_AGO), Skill("apc", 2, LONG_AGO)))

    (only,) = rank(replace(WANTED, accepted_languages=("apc", "ary")), [both]).ranked

    assert (only.language, only.substitute, only.score_ore) == ("apc", False, 0)


def test_the_same_input_gives_the_same_order_however_it_is_shuffled() -> None:
    shuffle = random.Random(5).shuffle
    for wanted, candidates in random_instances(11, 100, size=12):
        different = {candidate.id: candidate for candidate in candidates}
        mixed = list(different.values())
        shuffle(mixed)

        assert rank(wanted, mixed).ranked == rank(wanted, different.values()).ranked


def test_everybody_is_ranked_or_removed_and_the_terms_add_up_to_the_score() -> None:
    for wanted, candidates in random_instances(12, 200, size=8):
        ranking = rank(wanted, candidates)

        assert len(ranking.ranked) + len(ranking.removed) == len(candidates)
        assert [one.rank for one in ranking.ranked] == list(range(1, len(ranking.ranked) + 1))
        assert all(one.score_ore == sum(amount for _, amount in one.terms) for one in ranking.ranked)
        own = [one.score_ore for one in ranking.ranked if not one.candidate.is_agency]
        assert own == sorted(own)


def test_time_that_is_paid_already_is_said_with_what_is_left_to_pay() -> None:
    paid = replace(AMIRA, cost_ore=10000, paid_ore=37072)

    (only,) = rank(WANTED, [paid]).ranked

    assert only.reasons[0] == Text(
        "Forventet pris 100,00 kr.: tiden er allerede betalt med 370,72 kr.",
        "Expected price DKK 100.00: DKK 370.72 is already paid for the time",
    )
