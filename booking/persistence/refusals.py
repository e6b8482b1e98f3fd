"""PostgreSQL's refusals in the office's words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from booking.domain.errors import OfficeError


def database_away(error: BaseException) -> bool:
    """Whether an error means that PostgreSQL could not be reached, or went away in the middle."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, OSError)
    state = str(getattr(error.orig, "sqlstate", "") or "")
    return error.connection_invalidated or state.startswith(("08", "57P"))


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
