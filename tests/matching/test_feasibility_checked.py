"""Feasibility against a checker written apart from it, on thousands of random cases."""

from collections import Counter

from booking.matching.cases import Case
from booking.matching.feasibility import RULES, first_obstacle, obstacles
from booking.matching.problem import occasion_of
from tests.matching.checker import broken_rules
from tests.matching.instances import random_instances


def test_every_obstacle_is_one_the_checker_finds_and_the_other_way_round() -> None:
    seen, free, cases = Counter[str](), 0, 0
    for wanted, candidates in random_instances(2026, 500, size=6):
        for candidate in candidates:
            found = [removed.rule for removed in obstacles(Case(occasion_of(wanted), candidate))]

            assert set(found) == broken_rules(wanted, candidate), (wanted, candidate)
            seen.update(found)
            free += not found
            cases += 1

    assert cases == 3000
    assert free > 60
    assert min(seen[rule.key] for rule in RULES) > 20


def test_the_first_obstacle_is_the_first_of_all_of_them_in_the_order_of_the_rules() -> None:
    order = [rule.key for rule in RULES]
    for wanted, candidates in random_instances(7, 100, size=3):
        for candidate in candidates:
            everything = list(obstacles(Case(occasion_of(wanted), candidate)))
            first = first_obstacle(Case(occasion_of(wanted), candidate))

            assert [removed.rule for removed in everything] == sorted(
                {removed.rule for removed in everything}, key=order.index
            )
            assert first == (everything[0] if everything else None)
