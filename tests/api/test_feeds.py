"""Whose jobs stand in a feed, for how long, and what they say."""

from datetime import UTC, timedelta

import httpx

from booking.domain.accounts import SYSTEM
from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services import bookings
from booking.services.assignments import assign
from booking.services.invitations import standing
from tests.api.subscribing import Book, address_of, events_of, summaries
from tests.builders import FAMILY, FARID, OLENA, Cast, order
from tests.conftest import NOW, Clock

CANARIES = {
    "citizen_ref": "kanin-26-7788",
    "note": "kanin i noten",
    "contact": "kanin ved porten",
    "address": "Kaninvej 3, 9902 Vesterby",
    "gender": "female",
    "measure": "OFFER_23B",
    "case_type": "integration_benefit",
}


async def test_an_interpreter_subscribes_to_their_own_jobs_and_no_others(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book
) -> None:
    mine, again = await book(), await book(starts_at=NOW + timedelta(days=5), citizen_ref="")
    await book(language="prs", starts_at=NOW + timedelta(days=6), citizen_ref="")

    found = events_of(await http.get(await address_of(office, cast, "salma")))

    assert list(found) == [mine.number, again.number]
    assert found[mine.number].DTSTART.astimezone(UTC) == mine.starts_at


async def test_a_requester_subscribes_to_their_unit_and_what_is_below_it(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book
) -> None:
    here, elsewhere = await book(), await book("outsider", unit_id=FAMILY, starts_at=NOW + timedelta(days=3))
    waiting = await book(language="pes", starts_at=NOW + timedelta(days=4), mode=Mode.SKYPE, citizen_ref="")
    answers = [await http.get(await address_of(office, cast, name)) for name in ("requester", "outsider")]

    assert summaries(answers[0]) == [
        f"Tolk bestilt {here.number}, telefon",
        f"Tolk søges {waiting.number}, video",
    ]
    assert list(events_of(answers[1])) == [elsewhere.number]
    assert "X-WR-CALNAME:Tolkebestillinger – Jobcentret" in answers[0].text


async def test_whoever_ordered_has_the_deadline_for_free_cancellation_in_the_feed_and_the_interpreter_has_not(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book
) -> None:
    booked = await book(starts_at=NOW + timedelta(days=5))
    async with office.desk(SYSTEM) as desk:
        told = (await standing(desk, await desk.bookings.by_id(booked.id))).facts["requester"].free_until
    assert told is not None

    answers = [await http.get(await address_of(office, cast, name)) for name in ("requester", "salma")]
    said = [str(events_of(answer)[booked.number]["DESCRIPTION"]).split("\n") for answer in answers]

    assert f"Afbestil gratis senest: {told.said.da}" in said[0]
    assert not [line for line in said[1] if "Afbestil" in line]


async def test_the_address_says_nothing_about_the_citizen(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book
) -> None:
    booked = await book(mode=Mode.IN_PERSON, in_person_reason="documents", **CANARIES)

    answers = [await http.get(await address_of(office, cast, name)) for name in ("salma", "requester")]

    for answer in answers:
        unfolded = answer.text.replace("\r\n ", "")
        assert [value for value in (*CANARIES.values(), "Kaninvej", "rabisk", "apc") if value in unfolded] == []
        assert str(events_of(answer)[booked.number]["LOCATION"]) == "Adresse i appen"


async def test_what_is_cancelled_stays_a_fortnight_as_cancelled_and_is_gone_then(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book, clock: Clock
) -> None:
    booked = await book(starts_at=NOW + timedelta(days=40))
    addresses = [await address_of(office, cast, name) for name in ("salma", "requester")]
    before = [events_of(await http.get(address))[booked.number] for address in addresses]
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=booked.number)

    clock.at += timedelta(days=13, hours=23)
    during = [events_of(await http.get(address))[booked.number] for address in addresses]
    clock.at += timedelta(hours=2)
    after = [events_of(await http.get(address)) for address in addresses]

    assert [str(event["STATUS"]) for event in before + during] == ["CONFIRMED"] * 2 + ["CANCELLED"] * 2
    assert [str(event["UID"]) for event in before] == [str(event["UID"]) for event in during]
    assert all(int(str(new["SEQUENCE"])) > int(str(old["SEQUENCE"])) for old, new in zip(before, during, strict=True))
    assert after == [{}, {}]


async def test_whoever_lost_a_job_sees_it_off_and_nothing_of_where_it_went(
    http: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order(language="prs", citizen_ref=""))
    for interpreter in (FARID, OLENA):
        async with office.desk(cast.coordinator) as desk:
            await assign(desk, number=booked.number, interpreter_id=interpreter)

    lost, has = [events_of(await http.get(await address_of(office, cast, name))) for name in ("farid", "olena")]

    assert [str(one[booked.number]["STATUS"]) for one in (lost, has)] == ["CANCELLED", "CONFIRMED"]
    assert lost[booked.number]["UID"] != has[booked.number]["UID"]
    assert "LOCATION" not in lost[booked.number]

    async with office.desk(cast.coordinator) as desk:
        await assign(desk, number=booked.number, interpreter_id=FARID)
    back = events_of(await http.get(await address_of(office, cast, "farid")))
    assert str(back[booked.number]["STATUS"]) == "CONFIRMED"


async def test_the_window_goes_from_thirty_days_back_to_a_year_ahead(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book, clock: Clock
) -> None:
    near, far = await book(starts_at=NOW + timedelta(days=1)), await book(starts_at=NOW + timedelta(days=366))
    address = await address_of(office, cast, "salma")

    seen = []
    for days in (0, 2, 30, 32):
        clock.at = NOW + timedelta(days=days)
        seen.append(list(events_of(await http.get(address))))

    assert seen == [[near.number], [near.number, far.number], [near.number, far.number], [far.number]]


async def test_the_uids_are_not_those_of_the_invitations(
    http: httpx.AsyncClient, office: Resources, cast: Cast, book: Book
) -> None:
    booked = await book()

    feed = [events_of(await http.get(await address_of(office, cast, name))) for name in ("salma", "requester")]

    async with office.desk(SYSTEM) as desk:
        invited = {one.stream.uid for one in await desk.streams.live_of(booked.id)}
    uids = {str(one[booked.number]["UID"]) for one in feed}
    assert (len(invited), len(uids), invited & uids) == (2, 2, set())
    assert not any(str(booked.id) in uid for uid in uids)
