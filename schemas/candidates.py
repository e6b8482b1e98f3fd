"""Why a booking is not shown to somebody, as the API says it."""

from msgspec import Struct

from schemas.bookings import InterpreterRef


class ObstacleOut(Struct):
    rule: str
    reason: str


class WhyNotOut(Struct):
    """Every rule in one interpreter's way; none when they can."""

    interpreter: InterpreterRef
    obstacles: list[ObstacleOut]
