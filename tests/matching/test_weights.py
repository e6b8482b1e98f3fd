"""Weights: every one has its unit and its explanation, and no explanation is left over."""

from dataclasses import fields

from booking.matching.weights import WEIGHTS, Weights


def test_every_weight_is_explained_in_both_languages_with_its_unit() -> None:
    assert [weight.key for weight in WEIGHTS] == [field.name for field in fields(Weights)]
    assert all(weight.text.da and weight.text.en and weight.unit.da and weight.unit.en for weight in WEIGHTS)
