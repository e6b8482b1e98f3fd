"""Explanation: counts for each rule, and changes that hold when the match is made again."""

from dataclasses import replace
from uuid import UUID

import pytest

from booking.domain.availability import Availability
from booking.domain.interpreters import Skill
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.matching.explanation import Change, Explanation, RuleCount, rule_counts, why_nobody, why_not
from booking.matching.problem import Candidate, Job, Wanted
from booking.matching.ranking import rank
from booking.matching.travel import ASSUMED, Place, Trip
from tests.matching.instances import AGENCY, AMIRA, LONG_AGO, PHONE, WANTED, at, random_instances


def changes(wanted: Wanted, *candidates: Candidate) -> list[tuple[str, str]]:
    """Kind and Danish text of each change proposed."""
    return [(change.kind, change.text.da) for change in why_nobody(wanted, candidates).changes]


def test_the_counts_are_a_waterfall_beside_everything_in_the_way_and_sole_blockers() -> None:
    other_language = replace(AMIRA, languages=(Skill("som", 2, LONG_AGO),))
    refused = replace(AMIRA, declined=True)
    refused_and_away = replace(AMIRA, declined=True, availability=Availability())

    assert rule_counts(WANTED, [other_language, refused, refused_and_away, AMIRA]) == (
        RuleCount("language", Text("taler ikke sproget", "do not speak the language"), first=1, any=1, only=1),
        RuleCount(
            "declined", Text("har sagt nej eller ikke svaret", "have declined or not answered"), first=2, any=2, only=1
        ),
        RuleCount(
            "available", Text("arbejder ikke på det tidspunkt", "do not work at that time"), first=0, any=1, only=0
        ),
    )


def test_a_change_says_what_how_many_and_who_would_be_first() -> None:
    remote_only = replace(AMIRA, modes=frozenset({Mode.PHONE}))
    dear = replace(remote_only, id=UUID(int=102), cost_ore=10000)
    by_phone = replace(WANTED, mode=Mode.PHONE)

    assert why_nobody(WANTED, [dear, remote_only]) == Explanation(
        asked=2,
        counts=(RuleCount("mode", Text("tolker ikke i den form", "do not work in that mode"), first=2, any=2, only=2),),
        changes=(
            Change(
                kind="mode",
                text=Text("Telefontolkning", "Telephone"),
                size=20,
                wanted=by_phone,
                count=2,
                first=rank(by_phone, [dear, remote_only]).ranked[0],
            ),
        ),
    )


@pytest.mark.parametrize(
    ("start", "proposed"),
    [
        ("07:45", ["15 minutter senere, tirsdag 24/3 kl. 08.00–09.00"]),
        ("07:44", ["30 minutter senere, tirsdag 24/3 kl. 08.14–09.14"]),
        ("07:00", ["1 time senere, tirsdag 24/3 kl. 08.00–09.00"]),
        ("06:59", ["2 timer senere, tirsdag 24/3 kl. 08.59–09.59"]),
        ("04:00", ["4 timer senere, tirsdag 24/3 kl. 08.00–09.00"]),
        ("03:59", []),
        ("15:15", ["15 minutter tidligere, tirsdag 24/3 kl. 15.00–16.00"]),
        ("15:16", ["30 minutter tidligere, tirsdag 24/3 kl. 14.46–15.46"]),
        ("16:00", ["1 time tidligere, tirsdag 24/3 kl. 15.00–16.00"]),
        ("16:01", ["2 timer tidligere, tirsdag 24/3 kl. 14.01–15.01"]),
        ("19:01", []),
    ],
)
def test_the_fewest_minutes_that_give_somebody_are_proposed(start: str, proposed: list[str]) -> None:
    nobody = why_nobody(replace(PHONE, period=at(start)), [AMIRA])

    assert [(change.kind, change.text.da) for change in nobody.changes] == [("time", text) for text in proposed]


def test_both_earlier_and_later_are_proposed_with_how_many_each() -> None:
    until_ten = replace(AMIRA, busy=(Job(period=at("10:10", minutes=300), mode=Mode.PHONE),))
    from_half_past = replace(AMIRA, id=UUID(int=102), busy=(Job(period=at("08:00", minutes=145), mode=Mode.PHONE),))

    assert changes(PHONE, until_ten, from_half_past) == [
        ("time", "30 minutter senere, tirsdag 24/3 kl. 10.30–11.30"),
        ("time", "1 time tidligere, tirsdag 24/3 kl. 09.00–10.00"),
    ]


@pytest.mark.parametrize(
    ("not_before", "proposed"),
    [("14:46", ["time"]), ("14:47", []), ("15:16", [])],
)
def test_no_change_begins_before_the_earliest_time_given(not_before: str, proposed: list[str]) -> None:
    wanted = replace(PHONE, period=at("15:16"))

    nobody = why_nobody(wanted, [AMIRA], not_before=at(not_before).starts_at)

    assert [change.kind for change in nobody.changes] == proposed


@pytest.mark.parametrize(
    ("wanted", "candidate", "proposed"),
    [
        (
            replace(PHONE, substitutes_on_consent=("ary",)),
            replace(AMIRA, languages=(Skill("ary", 2, LONG_AGO),)),
            [("substitute", "Erstatningssprog: marokkansk arabisk")],
        ),
        (
            replace(PHONE, gender="male", gender_required=True),
            AMIRA,
            [("gender", "Uden krav om køn")],
        ),
        (
            PHONE,
            replace(AMIRA, modes=frozenset({Mode.IN_PERSON, Mode.SKYPE})),
            [("mode", "Videotolkning"), ("mode", "Fremmødetolkning")],
        ),
        # In person nowhere is not a proposal.
        (replace(PHONE, lat=None), replace(AMIRA, modes=frozenset({Mode.IN_PERSON})), []),
        # A wish removes nobody, so dropping it helps nobody.
        (replace(PHONE, gender="male"), replace(AMIRA, declined=True), []),
    ],
)
def test_one_thing_is_changed_at_a_time(wanted: Wanted, candidate: Candidate, proposed: list[tuple[str, str]]) -> None:
    assert changes(wanted, candidate) == proposed


def test_a_substitute_is_asked_about_once_and_keeps_the_wanted_language_first() -> None:
    wanted = replace(PHONE, accepted_languages=("apc",), substitutes_on_consent=("ary",))
    substitute = replace(AMIRA, languages=(Skill("ary", 2, LONG_AGO),))

    (change,) = why_nobody(wanted, [substitute]).changes

    assert change.wanted == replace(wanted, accepted_languages=("apc", "ary"), substitutes_on_consent=())
    assert (change.first.language, change.first.substitute) == ("ary", True)


def test_the_changed_booking_is_priced_anew_and_ranked_by_the_new_price() -> None:
    near = replace(AMIRA, modes=frozenset({Mode.SKYPE}), cost_ore=10000)
    far = replace(near, id=UUID(int=102), name="Bilal Krogh", cost_ore=20000)

    def price(wanted: Wanted, candidate: Candidate) -> int:
        assert wanted.mode is Mode.SKYPE
        return 30000 if candidate.id == near.id else 25000

    (change,) = why_nobody(WANTED, [near, far], price=price).changes

    assert (change.count, change.first.candidate.name, change.first.cost_ore) == (2, "Bilal Krogh", 25000)


def test_another_source_of_trips_is_used_for_counts_and_changes() -> None:
    def closed(a: Place | None, b: Place | None) -> Trip:
        return replace(ASSUMED, minutes=600)

    nobody = why_nobody(WANTED, [AMIRA], travel=closed)

    assert [count.rule for count in nobody.counts] == ["max_trip"]
    assert [change.text.da for change in nobody.changes] == ["Videotolkning", "Telefontolkning"]


def test_every_proposed_change_holds_when_it_is_applied_and_matched_again() -> None:
    seen = set[str]()
    for wanted, drawn in random_instances(31, 400, size=4):
        candidates = [replace(one, id=UUID(int=101 + n)) for n, one in enumerate(drawn)]
        suppliers = [one for one in rank(wanted, candidates).ranked if one.candidate.is_agency]
        already = {one.candidate.id for one in suppliers}
        for change in why_nobody(wanted, candidates).changes:
            gained = [one for one in rank(change.wanted, candidates).ranked if one.candidate.id not in already]

            if change.kind == "supplier":
                assert (change.count, change.first, change.wanted) == (len(suppliers), suppliers[0], wanted)
            else:
                assert (change.count, change.first) == (len(gained), gained[0])
                assert change.wanted != wanted
            seen.add(change.kind)

    assert seen == {"time", "mode", "substitute", "gender", "supplier"}


def test_the_smallest_change_comes_first_and_of_two_alike_the_cheaper() -> None:
    early = replace(AMIRA, busy=(Job(period=at("10:10", minutes=300), mode=Mode.PHONE),), cost_ore=500)
    late = replace(AMIRA, id=UUID(int=102), busy=(Job(period=at("08:55", minutes=90), mode=Mode.PHONE),))
    for one in (early, late):
        assert why_not(replace(PHONE, period=at("10:00")), one)
    by_video = replace(AMIRA, id=UUID(int=103), modes=frozenset({Mode.SKYPE}), cost_ore=100)

    found = why_nobody(PHONE, [early, late, by_video, AGENCY]).changes

    assert [(change.kind, change.size, change.first.candidate.id, change.cost_ore) for change in found] == [
        ("mode", 20, by_video.id, 100),
        ("time", 30, late.id, 0),
        ("time", 60, early.id, 500),
        ("supplier", 90, AGENCY.id, AGENCY.cost_ore),
    ]


def test_suppliers_who_can_are_one_way_out_and_do_not_count_in_the_others() -> None:
    by_phone = replace(AMIRA, modes=frozenset({Mode.PHONE}))
    dearer = replace(AGENCY, id=UUID(int=999), agency_rank=2)

    found = why_nobody(WANTED, [by_phone, dearer, AGENCY]).changes

    assert [(change.kind, change.counted.da, change.counted.en) for change in found] == [
        ("mode", "Telefontolkning: 1 ledig", "Telephone: 1 free"),
        ("supplier", "Ekstern leverandør: 2 ledige", "External supplier: 2 free"),
    ]
    assert found[1].first.candidate == AGENCY


def test_the_waterfall_and_those_who_can_add_up_to_everybody_asked() -> None:
    for wanted, candidates in random_instances(32, 200, size=6):
        explained = why_nobody(wanted, candidates)

        assert explained.asked == len(candidates)
        assert sum(count.first for count in explained.counts) == len(rank(wanted, candidates).removed)
        assert all(count.only <= count.any and count.first <= count.any for count in explained.counts)


def test_why_not_lists_everything_in_one_candidates_way() -> None:
    refused_and_away = replace(AMIRA, declined=True, availability=Availability())

    assert [removed.rule for removed in why_not(WANTED, refused_and_away)] == ["declined", "available"]
    assert why_not(WANTED, AMIRA) == ()
