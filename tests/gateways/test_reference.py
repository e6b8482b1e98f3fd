"""The reference data that ships with the product, as it is read."""

from collections import Counter
from datetime import date, time
from decimal import Decimal

from booking.domain.costs.tariffs import Rate, Terms
from booking.domain.deadlines import DeadlineRule
from booking.domain.languages import Language
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.gateways.reference import load_languages, load_refund_rules, load_tariffs


def test_a_rate_is_read_in_ore_with_its_validity() -> None:
    tariffs = load_tariffs()
    assert tariffs.rates[8] == Rate(
        "STATE-NSK", "3", "interpreting", "started_hour", 37072, date(2023, 7, 1), date(2024, 6, 30), "V"
    )
    assert len(tariffs.rates) == 41


def test_terms_are_read_with_their_deadline() -> None:
    terms = load_tariffs().terms("MUNI-DEMO", mode=Mode.IN_PERSON, day=date(2026, 6, 2))
    assert terms == Terms(
        scheme="MUNI-DEMO",
        mode=Mode.IN_PERSON,
        min_minutes=60,
        step_minutes=30,
        bill_basis="max_booked_actual",
        normal_from=time(8),
        normal_to=time(17),
        offhours_factor=Decimal(2),
        holiday_factor=Decimal(2),
        urgent_hours=24,
        urgent_factor=Decimal(1),
        cancel_free=DeadlineRule("hours_before", "24"),
        late_cancel_bills="booked",
        noshow_bills="booked",
        wait_minutes=30,
        travel_min_km=10,
        valid_from=date(2018, 1, 1),
        valid_to=None,
        evidence="M",
    )


def test_refund_rules_are_read_with_their_lists() -> None:
    rules = load_refund_rules()
    programme = rules[1]
    assert (programme.code, programme.version, programme.percent) == ("INL45-PROG", 1, 50)
    assert programme.measures == ("OFFER_23A", "OFFER_23B", "MENTOR_23D", "DANISH_21", "REPAT_6A")
    assert programme.components == ("F", "T", "K")
    assert rules[0].components == ()
    assert len(rules) == 15


def test_languages_keep_their_own_code() -> None:
    languages = {language.code: language for language in load_languages()}
    assert languages["prs"] == Language(
        "prs", "prs", Text("Dari", "Dari"), "persian", True, "do not canonicalise to fa-AF"
    )
    assert languages["som"].tag == "so"
    assert languages["som"].rtl is False
    assert len(languages) == 67


def test_no_row_of_reference_data_is_there_twice() -> None:
    tariffs, rules = load_tariffs(), load_refund_rules()
    keys: list[tuple[object, ...]] = [
        *((rate.scheme, rate.category, rate.component, rate.valid_from) for rate in tariffs.rates),
        *((terms.scheme, terms.mode, terms.valid_from) for terms in tariffs.all_terms),
        *((rule.code, rule.version) for rule in rules),
        *((language.code,) for language in load_languages()),
    ]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
