"""The catalogue at work: requesters are held to it, the office may book anyway."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.catalogue import LanguageService, Service
from booking.domain.errors import Invalid
from booking.domain.hours import Hours
from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Changes
from tests.builders import Cast, order

FIRST = date(2018, 1, 1)
DAYTIME = tuple(Hours(day, time(8), time(16)) for day in range(1, 6))
PHONE = Service(mode=Mode.PHONE, valid_from=FIRST, opening=DAYTIME, lead_minutes=120)
TIGRINYA = LanguageService(language="prs", valid_from=FIRST, modes=frozenset({Mode.PHONE}), lead_minutes=2880)
EVENING = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)


@pytest.fixture
async def catalogue(office: Resources) -> None:
    """By phone in the daytime, two hours before; Dari by phone only, two days before."""
    async with office.desk(SYSTEM) as desk:
        await desk.catalogues.put_service(PHONE, PHONE, by=None, now=desk.now)
        await desk.catalogues.put_language(TIGRINYA, TIGRINYA, by=None, now=desk.now)
    office.forget_reference()


@pytest.mark.usefixtures("catalogue")
async def test_the_catalogue_comes_back_as_it_was_written(office: Resources) -> None:
    found = (await office.reference()).catalogue

    assert (found.services, found.languages) == ((PHONE,), (TIGRINYA,))


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"starts_at": EVENING}, "starts_at"),
        ({"starts_at": datetime(2026, 3, 10, 8, 59, tzinfo=UTC)}, "starts_at"),
        ({"language": "prs", "starts_at": datetime(2026, 3, 12, 6, 59, tzinfo=UTC)}, "starts_at"),
        ({"language": "prs", "mode": Mode.SKYPE}, "mode"),
    ],
)
async def test_a_requester_is_refused_what_is_not_offered_and_the_office_is_not(
    office: Resources, cast: Cast, different: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        async with office.desk(cast.requester) as desk:
            await bookings.request(desk, order=order(**different))
    async with office.desk(cast.coordinator) as desk:
        booked = await bookings.request(desk, order=order(**different))

    async with office.desk(cast.coordinator) as desk:
        assert [one.number for one in await bookings.list_bookings(desk)] == [booked.number]
    assert refusal.value.field == field


@pytest.mark.usefixtures("catalogue")
async def test_a_booking_outside_the_hours_is_changed_freely_but_for_its_time(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.coordinator) as desk:
        booked = await bookings.request(desk, order=order(starts_at=EVENING))
    note, later = Changes({"note": "Ring på"}), EVENING + timedelta(hours=1)
    moved = Changes({"starts_at": later, "ends_at": later + timedelta(hours=1)})

    async with office.desk(cast.requester) as desk:
        noted, _ = await bookings.change(desk, number=booked.number, changes=note, version=1)
    with pytest.raises(Invalid, match="open 08:00–16:00"):
        async with office.desk(cast.requester) as desk:
            await bookings.change(desk, number=booked.number, changes=moved, version=2)

    assert (noted.note, noted.version) == ("Ring på", 2)
