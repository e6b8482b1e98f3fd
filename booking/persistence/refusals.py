"""PostgreSQL's refusals in the office's words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from booking.domain.errors import OfficeError
from booking.domain.texts import Text

OVERTAKEN = Text(
    "En anden arbejdede med det samme i samme øjeblik. Intet er gemt. Prøv igen.",
    "Somebody else was working on the same at the same moment. Nothing was saved. Try again.",
)


def database_away(error: BaseException) -> bool:
    """Whether an error means that PostgreSQL could not be reached, or went away in the middle."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError)
    state = str(getattr(error.orig, "sqlstate", "") or "")
    return error.connection_invalidated or state.startswith(("08", "57P"))


def overtaken(error: BaseException) -> bool:
    """Whether PostgreSQL let another transaction go first, since each of the two waited for the other."""
    state = str(getattr(getattr(error, "orig", None), "sqlstate", "") or "")
    return isinstance(error, DBAPIError) and state in ("40P01", "40001")


@contextmanager
def refusing(refusals: Mapping[str, OfficeError]) -> Iterator[None]:
    """Within it, an error of one of these SQLSTATEs is raised as the given refusal; others pass."""
    try:
        yield
    except DBAPIError as error:
        refusal = refusals.get(str(getattr(error.orig, "sqlstate", "")))
        if refusal is None:
            raise
        raise refusal from error
