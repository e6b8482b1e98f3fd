"""What people decide of refunds: facts confirmed, outcomes judged, rules overruled by two, versions published."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from booking.domain.bookings import Booking
from booking.domain.errors import Conflict, Denied, Invalid
from booking.resources import Resources
from booking.services import bookings, refunds
from booking.services.bookings import Report
from booking.services.refunds import Answers
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.lives import booked, details

AFTER = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
PROGRAMME = Answers("integration_case", "OFFER_23B", "REFUGEE_IN_PERIOD")


@pytest.fixture
async def unsure(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> Booking:
    """Attested, with a measure that nobody knew when it was booked."""
    made = await booked(office, cast, keep, measure="UNSURE", case_type="cash_benefit")
    clock.at = AFTER
    async with office.desk(cast["farid"]) as desk:
        await bookings.deliver(desk, number=made.number, report=Report())
    async with office.desk(cast.requester) as desk:
        return (await bookings.attest(desk, number=made.number))[0]


async def test_the_unsure_are_a_list_with_its_sum_until_somebody_answers(
    office: Resources, cast: Cast, unsure: Booking
) -> None:
    async with office.desk(cast["finance"]) as desk:
        before = await refunds.unsure(desk)
        with pytest.raises(Invalid):
            await refunds.answer(desk, number=unsure.number, answers=Answers("nonsense", None, None))
        booking, refund = await refunds.answer(desk, number=unsure.number, answers=PROGRAMME)
        after = await refunds.unsure(desk)
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Denied):
            await refunds.unsure(desk)

    settled = (await details(office, cast, unsure.number)).settlement
    assert settled is not None
    assert [(one.booking.number, one.missing) for one in before.rows] == [(unsure.number, ("measure",))]
    assert (before.count, before.sum_ore) == (1, settled.net_ore)
    assert (booking.measure, refund.state, refund.rule_code, refund.percent) == (
        "OFFER_23B",
        "decided",
        "INL45-PROG",
        50,
    )
    assert (after.rows, after.count, after.sum_ore) == ([], 0, 0)


async def test_an_overruling_takes_a_reason_and_somebody_else_and_the_rule_holds_until_then(
    office: Resources, cast: Cast, unsure: Booking
) -> None:
    async with office.desk(cast["finance"]) as desk:
        await refunds.confirm(desk, number=unsure.number, answers=Answers("cash_benefit", None, None))
        with pytest.raises(Invalid):
            await refunds.ask_overrule(desk, number=unsure.number, rule_code="LAB202", reason=" ")
        await refunds.ask_overrule(desk, number=unsure.number, rule_code="LAB202", reason="Tilbud for 010101-0000")
        standing = await desk.costs.refund_of(unsure.id)
        with pytest.raises(Denied):
            await refunds.approve(desk, number=unsure.number)
    async with office.desk(cast["approver"]) as desk:
        waiting = await refunds.asked(desk)
        made = await refunds.approve(desk, number=unsure.number)
    async with office.desk(cast["finance"]) as desk:
        lifted = await refunds.withdraw_overrule(desk, number=unsure.number)
        again = await desk.costs.refund_of(unsure.id)

    assert standing is not None
    assert (standing.rule_code, standing.percent) == ("NONE-GEN", 0)
    assert [(one.booking.number, one.overrule.reason, one.own) for one in waiting] == [
        (unsure.number, "Tilbud for ••••••-••••", False)
    ]
    assert (made.rule_code, made.percent, made.decided_by) == ("LAB202", 100, cast["approver"].account_id)
    assert made.refund_ore == made.eligible_ore > 0
    assert again is not None
    assert (lifted.state, again.rule_code) == ("lifted", "NONE-GEN")


async def test_an_approved_overruling_outlives_a_correction_and_not_another_rule(
    office: Resources, cast: Cast, unsure: Booking
) -> None:
    async with office.desk(cast["finance"]) as desk:
        await refunds.confirm(desk, number=unsure.number, answers=Answers("cash_benefit", None, None))
        await refunds.ask_overrule(desk, number=unsure.number, rule_code="LAB202", reason="Tilbud")
    async with office.desk(cast["approver"]) as desk:
        await refunds.approve(desk, number=unsure.number)
    async with office.desk(cast.coordinator) as desk:
        longer = Report(ends_at=datetime(2026, 3, 12, 12, 0, tzinfo=UTC), reason="Glemt time")
        await bookings.correct(desk, number=unsure.number, report=longer)
    async with office.desk(cast.requester) as desk:
        _, _, corrected = await bookings.attest(desk, number=unsure.number)
    async with office.desk(cast["finance"]) as desk:
        _, other = await refunds.answer(desk, number=unsure.number, answers=PROGRAMME)

    assert (corrected.rule_code, corrected.overrule_id is not None) == ("LAB202", True)
    assert (other.rule_code, other.overrule_id) == ("INL45-PROG", None)


async def test_a_no_show_is_judged_by_a_person_who_says_why(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    made = await booked(office, cast, keep)
    clock.at = AFTER
    async with office.desk(cast["farid"]) as desk:
        await bookings.report_no_show(desk, number=made.number, who="citizen")
    async with office.desk(cast.requester) as desk:
        _, _, first = await bookings.attest(desk, number=made.number)
    async with office.desk(cast["finance"]) as desk:
        with pytest.raises(Invalid):
            await refunds.answer(desk, number=made.number, judged="eligible")
        _, judged = await refunds.answer(desk, number=made.number, judged="eligible", because="Skyldtes sygdom")

    assert (first.state, first.missing) == ("unsure", ("outcome",))
    assert (judged.state, judged.rule_code, judged.judged, judged.judged_because) == (
        "decided",
        "INL45-PROG",
        "eligible",
        "Skyldtes sygdom",
    )


async def test_a_new_version_takes_over_on_a_day_and_touches_nothing_that_is_decided(
    office: Resources, cast: Cast, unsure: Booking
) -> None:
    async with office.desk(cast["finance"]) as desk:
        await refunds.answer(desk, number=unsure.number, answers=PROGRAMME)
        rule = next(one for one in desk.reference.refund_rules if one.code == "INL45-PROG")
        with pytest.raises(Conflict) as refused:
            await refunds.publish(desk, rule=replace(rule, valid_from=date(2026, 3, 1), percent=40))
        new = await refunds.publish(desk, rule=replace(rule, valid_from=date(2026, 4, 1), percent=40), note="Ny lov")
        versions = [one for one in await refunds.rule_versions(desk) if one.rule.code == "INL45-PROG"]
        kept = await desk.costs.refund_of(unsure.id)

    assert refused.value.field == "valid_from"
    assert (new.version, new.percent) == (2, 40)
    assert [(one.rule.version, one.rule.valid_to, one.published_by) for one in versions] == [
        (1, date(2026, 3, 31), ""),
        (2, None, "Finance"),
    ]
    assert kept is not None
    assert (kept.rule_version, kept.percent) == (1, 50)
