"""In which tongue `sprogtolk import` speaks."""

import pytest

from booking.cli.data import tongue_of
from booking.domain.texts import Tongue


@pytest.mark.parametrize(
    ("environ", "tongue"),
    [
        ({}, "en"),
        ({"LANG": "da_DK.UTF-8"}, "da"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "da_DK"}, "da"),
        ({"LANG": "da_DK.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ({"LANG": "da_DK.UTF-8", "LC_ALL": ""}, "da"),
    ],
)
def test_the_terminals_locale_decides(environ: dict[str, str], tongue: Tongue) -> None:
    assert tongue_of(environ) == tongue
