"""The remote advisor: what it saves is what the bill would be, it asks once, and a yes changes the booking."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from booking.domain.bookings import Booking, Status
from booking.domain.conversions import Outcomes, State
from booking.domain.errors import Conflict, Denied
from booking.domain.modes import Mode
from booking.resources import Resources
from booking.services import bookings, conversions
from booking.services.bookings import Report
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.claiming import at
from tests.services.lives import HOUR, TEN, booked, details

MEETING = {"mode": Mode.IN_PERSON, "in_person_reason": "other", "phone": "", "citizen_ref": "26-7"}
Posts = Callable[[], list[str]]


async def meeting(office: Resources, cast: Cast, keep: Keep, **different: object) -> Booking:
    return await booked(office, cast, keep, **MEETING | different)


async def test_a_talk_that_could_be_remote_is_priced_both_ways_and_asked_about_once(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    talk = await meeting(office, cast, keep)
    await meeting(office, cast, keep, in_person_reason="trauma", starts_at=TEN + 4 * HOUR)

    found = await at(office, cast.coordinator, conversions.potential)
    [one], [kept] = found.fitting, found.others
    advice = await at(office, cast.coordinator, lambda desk: conversions.ask(desk, number=talk.number))

    assert (one.booking.number, one.mode, one.interpreter, one.guessed) == (
        talk.number,
        Mode.SKYPE,
        "Farid Nazari",
        False,
    )
    assert one.freed_minutes > 0
    assert one.saving_ore > 0
    assert (found.saving_ore, found.freed_minutes) == (one.saving_ore, one.freed_minutes)
    assert [reason.key for reason in kept.judgement.against] == ["trauma"]
    assert (advice.in_person_ore, advice.remote_ore) == (one.in_person_ore, one.remote_ore)
    again = await at(office, cast.coordinator, conversions.potential)
    assert again.fitting == ()
    with pytest.raises(Conflict, match="has asked about"):
        await at(office, cast.coordinator, lambda desk: conversions.ask(desk, number=talk.number))
    with pytest.raises(Conflict, match="does not fit: trauma or vulnerability"):
        await at(office, cast.coordinator, lambda desk: conversions.ask(desk, number=kept.booking.number))
    with pytest.raises(Denied):
        await at(office, cast.requester, conversions.potential)


async def test_a_yes_changes_the_booking_and_the_saving_is_realised_when_it_is_billed(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    talk = await meeting(office, cast, keep)
    await at(office, cast.coordinator, lambda desk: conversions.ask(desk, number=talk.number))
    [(advice, mine)] = await at(office, cast.requester, conversions.waiting_for)

    after = await at(
        office,
        cast.requester,
        lambda desk: conversions.accept(desk, number=talk.number, reach="https://video.example.org/7"),
    )
    await keep()

    assert (mine.number, advice.state) == (talk.number, State.ASKED)
    assert (after.mode, after.link, after.in_person_reason) == (Mode.SKYPE, "https://video.example.org/7", None)
    found = await details(office, cast, talk.number)
    assert found.booking.status in (Status.CONFIRMED, Status.OFFERED)
    if found.booking.status is Status.CONFIRMED:
        clock.at = TEN + HOUR + timedelta(minutes=5)
        await at(
            office,
            cast["farid"],
            lambda desk: bookings.deliver(desk, number=talk.number, report=Report(mode=Mode.SKYPE)),
        )
        await at(office, cast.requester, lambda desk: bookings.attest(desk, number=talk.number))
        net = (await details(office, cast, talk.number)).settlement
        assert net is not None
        standing = await at(office, cast.coordinator, conversions.standing)
        assert standing.acceptance == 1
        assert standing.outcomes == Outcomes(
            asked=1,
            accepted=1,
            expected_ore=advice.saving_ore,
            realised=1,
            realised_ore=advice.in_person_ore - net.net_ore,
            freed_minutes=advice.freed_minutes,
        )


async def test_a_no_for_ever_keeps_the_case_from_being_asked_about(office: Resources, cast: Cast, keep: Keep) -> None:
    first = await meeting(office, cast, keep)
    second = await meeting(office, cast, keep, starts_at=TEN + 4 * HOUR)
    await at(office, cast.coordinator, lambda desk: conversions.ask(desk, number=first.number))

    said = await at(
        office,
        cast.requester,
        lambda desk: conversions.decline(desk, number=first.number, reason="relation", never=True),
    )

    assert (said.state, said.reason, said.answered_by_name) == (State.DECLINED, "relation", "Requester")
    assert (await at(office, cast.coordinator, conversions.potential)).fitting == ()
    with pytest.raises(Conflict, match="shall not be asked about"):
        await at(office, cast.coordinator, lambda desk: conversions.ask(desk, number=second.number))
    with pytest.raises(Conflict, match="has answered already"):
        await at(office, cast.requester, lambda desk: conversions.accept(desk, number=first.number))
    standing = await at(office, cast.coordinator, conversions.standing)
    assert (standing.acceptance, standing.outcomes.declined, len(standing.latest)) == (0, 1, 1)
