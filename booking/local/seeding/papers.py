"""Papers that the office has seen of its interpreters; some must soon be seen again."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from booking.domain.documents import Document, Paper
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.periods import local_date
from booking.persistence.ids import new_id
from booking.services.desk import Desk
from booking.services.documents import warn_of_endings

# Days from today to the last day of a certificate for work with children, over and over.
ENDS = (310, 24, 655, 430, 5, 512, 288, 700, 45, 120, 601, -3, 390, 244, 533, 480, 610, 205, 720, 333)
HOLDS = timedelta(days=730)


async def file_papers(desk: Desk, interpreters: Sequence[Interpreter]) -> int:
    """How many tasks came of them."""
    await desk.documents.add_all(_papers(desk, interpreters))
    return await warn_of_endings(desk)


def _papers(desk: Desk, interpreters: Sequence[Interpreter]) -> Iterator[Document]:
    today = local_date(desk.now)
    for n, one in enumerate(person for person in interpreters if person.employment is not Employment.AGENCY):
        last = today + timedelta(days=ENDS[n % len(ENDS)] + n // len(ENDS) * 60)
        yield _paper(desk, one, Paper.CHILDREN, last - HOLDS, last)
        yield _paper(desk, one, Paper.SECRECY, date(2024, 1, 1 + n % 28), None)


def _paper(desk: Desk, one: Interpreter, kind: Paper, issued: date, last: date | None) -> Document:
    return Document(id=new_id(), interpreter_id=one.id, kind=kind, added_at=desk.now, issued_on=issued, expires_on=last)
