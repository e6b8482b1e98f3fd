"""After the report, on pages: hours on the phone, disputes, attesting many, refunds by two, numbers on a click, pay."""

from datetime import UTC, datetime, timedelta

import pytest

from booking.domain.bookings import Booking
from booking.resources import Resources
from booking.services import bookings, citizens
from booking.services.bookings import Report
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.lives import booked, details
from tests.web.people import Browser, hidden, words

AFTER = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
CPR = "310299-4242"


@pytest.fixture
async def job(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> Booking:
    """An hour of Farsi by phone that is over and not reported."""
    made = await booked(office, cast, keep)
    clock.at = AFTER
    return made


async def deliver(office: Resources, cast: Cast, job: Booking, said: Report | None = None) -> None:
    async with office.desk(cast["farid"]) as desk:
        await bookings.deliver(desk, number=job.number, report=said or Report())


async def version_of(browser: Browser, number: str) -> str:
    return hidden(await browser.see(f"/bestillinger/{number}"), "version")


async def test_hours_on_the_phone_come_back_as_typed_until_they_are_right(
    browser: Browser, office: Resources, cast: Cast, job: Booking
) -> None:
    path, typed = f"/tolk/opgaver/{job.number}/udfoert", {"date": "12.03.2026", "start": "10", "end": "1120"}
    await browser.enter("farid")
    wrong = await browser.send(path, typed | {"waited": "ti"})
    done = await browser.send(path, typed | {"waited": "10"})
    listed, page = await browser.see("/tolk/timer"), await browser.see(f"/tolk/opgaver/{job.number}/tid")
    unreasoned = await browser.send(path, typed | {"waited": "15", "from": "time"})
    corrected = await browser.send(path, typed | {"waited": "15", "from": "time", "reason": "Talte forkert"})

    found = (await details(office, cast, job.number)).delivery
    assert found is not None
    assert (wrong.status_code, done.status_code, corrected.status_code) == (422, 303, 303)
    assert 'value="ti"' in wrong.text
    assert f"/tolk/opgaver/{job.number}/tid" in listed.text
    assert 'value="10"' in page.text
    assert (unreasoned.status_code, 'value="15"' in unreasoned.text) == (422, True)
    assert (found.version, found.waited_minutes, found.reason) == (2, 15, "Talte forkert")


async def test_a_dispute_is_read_and_answered_on_the_phone_and_decided_by_the_office(
    browser: Browser, office: Resources, cast: Cast, job: Booking
) -> None:
    await deliver(office, cast, job, Report(ends_at=job.ends_at + timedelta(minutes=20)))
    here = f"/bestillinger/{job.number}"
    await browser.enter("requester")
    empty = await browser.send(f"{here}/indsigelse", {"version": await version_of(browser, job.number), "reason": " "})
    sent = await browser.send(
        f"{here}/indsigelse", {"version": await version_of(browser, job.number), "reason": "Vi var færdige kl. 11"}
    )
    listed = words(await browser.see("/attestation"))
    await browser.enter("farid")
    read = words(await browser.see(f"/tolk/opgaver/{job.number}/tid"))
    unsaid = await browser.send(f"/tolk/opgaver/{job.number}/svar", {"answer": ""})
    answered = await browser.send(f"/tolk/opgaver/{job.number}/svar", {"answer": "Vi talte på gangen"})
    await browser.enter("coordinator")
    seen = words(await browser.see(here))
    decided = await browser.send(
        f"{here}/indsigelse/afgoer", {"version": await version_of(browser, job.number), "reason": "Loggen viser det"}
    )
    voucher = words(await browser.see(f"{here}/bilag"))

    assert (empty.status_code, sent.status_code, unsaid.status_code) == (422, 303, 422)
    assert (answered.status_code, decided.status_code) == (303, 303)
    assert "Vi var færdige kl. 11" in listed
    assert "Sluttede 20 min. senere end bestilt" in listed
    assert "Vi var færdige kl. 11" in read
    assert "Vi talte på gangen" in seen
    assert "Attesteret af tolkekontoret efter en indsigelse" in voucher
    assert "Loggen viser det" in voucher


async def test_what_went_as_booked_is_attested_together_with_its_questions_confirmed(
    browser: Browser, office: Resources, cast: Cast, keep: Keep, job: Booking, clock: Clock
) -> None:
    clock.at = AFTER - timedelta(days=2)
    other = await booked(office, cast, keep, starts_at=job.starts_at + timedelta(hours=2))
    clock.at = AFTER
    for one in (job, other):
        await deliver(office, cast, one)
    await browser.enter("requester")
    nothing = await browser.send("/attestation", {})
    facts = {"case_type": "cash_benefit", "measure": "UNSURE", "person_group": ""}
    alone = await browser.send(
        f"/bestillinger/{job.number}/attester", facts | {"version": await version_of(browser, job.number)}
    )
    many = await browser.send("/attestation", {f"n-{other.number}": "1"})
    again = await browser.send("/attestation", {f"n-{other.number}": "1"})
    after = (await details(office, cast, job.number)).booking

    assert (nothing.status_code, alone.status_code, many.status_code, again.status_code) == (422, 303, 303, 422)
    assert other.number in words(again)
    assert (after.case_type, after.measure, after.attested_how) == ("cash_benefit", "UNSURE", "requester")


async def test_an_unsure_refund_is_answered_and_overruled_by_two_on_its_page(
    browser: Browser, office: Resources, cast: Cast, job: Booking
) -> None:
    await deliver(office, cast, job)
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=job.number)
    here = f"/bestillinger/{job.number}/refusion"
    await browser.enter("finance")
    guidance = {"case_type": "cash_benefit", "measure": "", "person_group": ""}
    answered = await browser.send(f"{here}/svar", guidance)
    unreasoned = await browser.send(f"{here}/fravig", {"rule": "LAB202", "reason": " "})
    asked = await browser.send(f"{here}/fravig", {"rule": "LAB202", "reason": "Tilbud efter LAB"})
    own = await browser.send(f"{here}/fravig/afgoer", {"decision": "approve"})
    await browser.enter("approver")
    waiting = words(await browser.see("/refusion/uafklaret"))
    approved = await browser.send(f"{here}/fravig/afgoer", {"decision": "approve", "note": "Set"})
    shown = words(await browser.see(here))

    assert [one.status_code for one in (answered, unreasoned, asked, own, approved)] == [303, 422, 303, 403, 303]
    assert "Tilbud efter LAB" in waiting
    assert "LAB202 v1" in shown
    assert "Approver" in shown


async def test_a_rule_gets_a_new_version_on_its_page(browser: Browser, office: Resources, cast: Cast) -> None:
    await browser.enter("finance")
    form = await browser.see("/refusion/regler/INL45-PROG")
    typed = {
        "percent": "40", "legal_ref": "§ 45", "name_da": "Program", "evidence": "V", "m-OFFER_23B": "1",
        "g-REFUGEE_IN_PERIOD": "1", "c-F": "1", "note": "Ny lov",
    }  # fmt: skip
    wrong = await browser.send("/refusion/regler/INL45-PROG", typed | {"valid_from": "39.1"})
    done = await browser.send("/refusion/regler/INL45-PROG", typed | {"valid_from": "01.01.2027"})
    chosen = {"cancelled_late": "review", "citizen_no_show": "review", "interpreter_no_show": "not_eligible"}
    policy = await browser.send("/refusion/valg", chosen | {"aborted": "review", "e-family": "1"})
    rules = words(await browser.see("/refusion/regler"))

    assert (form.status_code, wrong.status_code, done.status_code, policy.status_code) == (200, 422, 303, 303)
    assert 'value="39.1"' in wrong.text
    assert "v2 01.01.2027 –" in rules
    assert "Ny lov" in rules


async def test_a_rule_that_is_new_is_published_on_its_page(browser: Browser, office: Resources, cast: Cast) -> None:
    await browser.enter("finance")
    form = await browser.see("/refusion/regler/ny")
    typed = {
        "code": "inl45-ny", "cap_type": "municipal_year", "percent": "25", "legal_ref": "§ 45", "name_da": "Ny ordning",
        "evidence": "V", "m-OFFER_23B": "1", "g-REFUGEE_IN_PERIOD": "1", "c-F": "1", "valid_from": "01.01.2027",
    }  # fmt: skip
    wrongs = [{"code": "?"}, {"code": "INL45-PROG"}, {"cap_type": "x"}, {"name_da": " "}, {"legal_ref": ""}]
    refused = [(await browser.send("/refusion/regler/ny", typed | wrong)).status_code for wrong in wrongs]
    done = await browser.send("/refusion/regler/ny", typed)
    rules = words(await browser.see("/refusion/regler"))

    assert (form.status_code, refused, done.status_code) == (200, [422] * 5, 303)
    assert "25 % · Ny ordning" in rules
    assert "rådighedsbeløb" in rules


async def test_a_number_is_shown_once_on_a_click_and_the_click_is_listed(
    browser: Browser, office: Resources, cast: Cast, job: Booking
) -> None:
    here = f"/bestillinger/{job.number}"
    await browser.enter("requester")
    wrong = await browser.send(f"{here}/cpr", {"cpr": "3102-994242"})
    kept = await browser.send(f"{here}/cpr", {"cpr": CPR, "whole_case": "1"})
    hidden_now = await browser.see(here)
    await browser.enter("finance")
    shown = await browser.send(f"{here}/cpr/vis")
    gone = await browser.see(here)
    await browser.enter("auditor")
    reads = words(await browser.see("/cpr-opslag"))
    async with office.desk(cast["auditor"]) as desk:
        counted = len(await citizens.reads(desk))

    assert (wrong.status_code, kept.status_code, counted) == (422, 303, 1)
    assert CPR in shown.text
    assert shown.headers["cache-control"] == "no-store"
    assert [page.url for page in (wrong, hidden_now, gone) if "4242" in page.text] == []
    assert job.number in reads


async def test_pay_is_foreseen_exported_and_fetched_on_its_page(
    browser: Browser, office: Resources, cast: Cast, job: Booking, clock: Clock
) -> None:
    await deliver(office, cast, job)
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=job.number)
    clock.at = AFTER + timedelta(days=30)
    await browser.enter("finance")
    period = {"fra": "01.03.2026", "til": "31.03.2026"}
    foreseen, wrong = await browser.see("/loen", params=period), await browser.see("/loen", params={"fra": "39.1"})
    made, again = await browser.send("/loen", period), await browser.send("/loen", period | {"til": "30.03.2026"})
    listed = await browser.see("/loen")
    rows = await browser.see("/loen/L-2026-0001/opgaver.csv")

    assert (wrong.status_code, made.status_code, again.status_code) == (422, 303, 422)
    assert "Farid Nazari" in words(foreseen)
    assert "/loen/L-2026-0001/tolke.csv" in listed.text
    assert job.number in rows.text


async def test_the_rule_for_silence_is_set_on_its_page_and_told_in_the_list(
    browser: Browser, office: Resources, job: Booking
) -> None:
    await browser.enter("admin")
    wrong = await browser.send("/indstillinger/attestation", {"silence_days": "2", "remind_days": "3"})
    done = await browser.send("/indstillinger/attestation", {"silence_days": "14", "remind_days": "3"})
    told = words(await browser.see("/attestation"))

    assert (wrong.status_code, done.status_code) == (422, 303)
    assert "efter 14 dage, attesteres af systemet" in told
