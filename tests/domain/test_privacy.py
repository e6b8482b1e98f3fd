"""CPR numbers stay out of free text, and nothing else is taken for one."""

import pytest

from booking.domain.privacy import has_cpr, mask_cpr

# As mail programs, telephones and hurried people write it.
ODD = [
    "010190 - 1234",
    "010190\u20131234",
    "010190\u20111234",
    "010190\u00a0-\u00a01234",
    "010190.1234",
    "010190 -1234",
]


@pytest.mark.parametrize(
    "text", ["010190-1234", "0101901234", "010190 1234", "Borger 610190-1234.", "(311299-0000)", *ODD]
)
def test_what_looks_like_a_cpr_number_is_masked(text: str) -> None:
    assert has_cpr(text)
    assert "••••••-••••" in mask_cpr(text)
    assert "1234" not in mask_cpr(text)


@pytest.mark.parametrize(
    "text", ["99 31 00 00", "26-04417", "B-2026-000123", "5790000000012", "015090-1234", "kl. 9", "310126, 1400"]
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not has_cpr(text)
    assert mask_cpr(text) == text
