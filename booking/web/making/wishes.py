"""The wishes of a booking in words."""

import re
from datetime import datetime

from booking.domain.modes import MODES, Mode
from booking.domain.texts import Tongue
from booking.web import formats

_LOGGED = re.compile(r"(in_person|phone|skype) (\S+?)/(\S+?)(?=[ ,]|$)")


def wishes_said(logged: str, tongue: Tongue) -> str:
    """What the log kept of the wishes, in the order it has them."""
    return "; ".join(
        f"{MODES[Mode(mode)].short.in_(tongue)} {formats.moment(datetime.fromisoformat(starts_at), tongue)}"
        for mode, starts_at, _ in _LOGGED.findall(logged)
    )
