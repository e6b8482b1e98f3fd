"""Who may stand in for whom: directional, and by consent where the languages differ."""

import pytest

from booking.domain.languages import accepted
from booking.gateways.reference import load_languages, load_substitutes

SUBSTITUTES = load_substitutes()


@pytest.mark.parametrize(
    ("wanted", "without", "with_consent"),
    [
        ("prs", ("prs",), ("prs", "pes")),
        ("pes", ("pes",), ("pes", "prs")),
        ("bos", ("bos", "hrv", "srp"), ("bos", "hrv", "srp")),
        ("ary", ("ary",), ("ary", "apc")),
        ("apc", ("apc",), ("apc",)),
        ("acm", ("acm",), ("acm",)),
        ("kmr", ("kmr",), ("kmr",)),
        ("ckb", ("ckb",), ("ckb",)),
        ("diq", ("diq",), ("diq",)),
        ("rus", ("rus",), ("rus",)),
    ],
)
def test_a_substitute_is_accepted_one_way_and_with_consent(
    wanted: str, without: tuple[str, ...], with_consent: tuple[str, ...]
) -> None:
    assert accepted(wanted, SUBSTITUTES, consent=False) == without
    assert accepted(wanted, SUBSTITUTES, consent=True) == with_consent


def test_every_substitute_is_a_language_of_the_list() -> None:
    codes = {language.code for language in load_languages()}
    assert {code for row in SUBSTITUTES for code in (row.wanted, row.spoken)} <= codes
