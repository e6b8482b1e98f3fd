"""PostgreSQL's refusals in the office's words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from booking.domain.errors import OfficeError


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
