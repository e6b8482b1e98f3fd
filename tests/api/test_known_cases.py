"""What earlier bookings say of a case, and to whom."""

from booking.resources import Resources
from booking.services.cases import known_case
from tests.api.subscribing import Book
from tests.builders import FAMILY, SALMA, Cast


async def test_a_case_is_known_from_the_bookings_that_one_may_see(office: Resources, cast: Cast, book: Book) -> None:
    await book()
    newest = await book(starts_at=(await book()).starts_at.replace(day=13))
    await book(by="outsider", unit_id=FAMILY, citizen_ref="26-99999")

    async with office.desk(cast.requester) as desk:
        known = await known_case(desk, citizen_ref=" 26-04417 ")
        foreign = await known_case(desk, citizen_ref="26-99999")
        blank = await known_case(desk, citizen_ref=" ")

    assert known is not None
    assert (known.latest.number, known.met[0].id, foreign, blank) == (newest.number, SALMA, None, None)
