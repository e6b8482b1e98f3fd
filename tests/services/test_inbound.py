"""Answers by email that count, and those that do not: one transaction each, over the services that a click uses."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Status
from booking.domain.errors import Conflict
from booking.gateways.addresses import verp_address
from booking.gateways.mail import reply_token
from booking.persistence.bounces import Sent
from booking.resources import Resources
from booking.services import inbound, tasks
from booking.services.assignments import assign
from booking.services.bookings import cancel
from booking.services.sweeping import sweep_old
from booking.services.withdrawing import withdraw
from tests.builders import FARID, OLENA, SALMA, Cast
from tests.conftest import Clock, Keep
from tests.replies import PROGRAMS, gmail, letter, outlook, report
from tests.services.lives import HOUR, TEN, moved
from tests.services.mailing import Postman

DAY = timedelta(days=1)


@pytest.fixture
async def post(office: Resources, cast: Cast, keep: Keep) -> Postman:
    return await Postman.of(office, cast, keep)


@pytest.mark.parametrize("program", PROGRAMS)
async def test_a_yes_of_each_program_confirms_and_is_acknowledged(post: Postman, program: str) -> None:
    await moved(post.office, post.cast.requester, post.booking.number, TEN + HOUR / 2)
    raw = PROGRAMS[program](await post.answer())

    outcomes = [(await post.send(b"Sender: relay-%d@x.example\r\n" % turn + raw)).outcome for turn in range(2)]

    stream = (await post.streams())[0]
    assert outcomes == ["accepted", "duplicate"]
    assert (stream.partstat, stream.answer, stream.answered_seq, stream.answer_via) == ("ACCEPTED", "ACCEPTED", 1, "")
    assert (await post.mails())[-1] == (None, "farid@tolk.example.org")
    assert (await post.now_is()).status is Status.CONFIRMED
    assert await post.tasks() == []


async def test_a_no_gives_the_job_back_as_a_click_would(post: Postman) -> None:
    outcome = await post.reply(partstat="DECLINED", comment="Jeg er syg, 010190-0000")

    again = await post.reply(partstat="DECLINED", at=post.office.now() - HOUR)
    [task] = await post.tasks()
    async with post.office.desk(SYSTEM) as desk:
        [withdrawal] = await desk.withdrawals.of_bookings([post.booking.id])
        entries = await desk.histories.of(post.booking.id)
    stream = (await post.streams())[0]
    assert (outcome, again) == ("declined", "duplicate")
    assert (task.kind, task.person_id, task.facts) == ("declined", FARID, {"comment": "Jeg er syg, ••••••-••••"})
    assert (withdrawal.late, withdrawal.reason) == (False, "Jeg er syg, ••••••-••••")
    assert ("Farid", "mail") in {(entry.actor_name, entry.via) for entry in entries}
    assert (stream.state, stream.answer, (await post.now_is()).status) == ("ended", "DECLINED", Status.UNFILLED)


async def test_a_no_close_to_the_job_is_late(post: Postman, clock: Clock) -> None:
    clock.at = post.booking.starts_at - HOUR

    assert await post.reply(partstat="DECLINED") == "declined_late"
    async with post.office.desk(SYSTEM) as desk:
        assert [one.late for one in await desk.withdrawals.of_bookings([post.booking.id])] == [True]


async def test_a_no_after_the_start_changes_nothing_and_the_office_is_told(post: Postman, clock: Clock) -> None:
    clock.at = post.booking.starts_at + HOUR / 2

    outcome = await post.reply(partstat="DECLINED")

    assert (outcome, [task.kind for task in await post.tasks()]) == ("begun", ["begun"])
    assert (await post.now_is()).status is Status.CONFIRMED


async def test_perhaps_and_then_yes_by_a_secretary(post: Postman) -> None:
    first = await post.reply(partstat="TENTATIVE", at=post.office.now() - HOUR)
    then = await post.reply(sender="sekretaer@bureau.example")

    stream = (await post.streams())[0]
    assert (first, then) == ("tentative", "accepted")
    assert (stream.partstat, stream.answer_via) == ("ACCEPTED", "sekretaer@bureau.example")


async def test_an_answer_to_the_old_time_is_met_with_the_new_one_once(post: Postman) -> None:
    old = await post.answer()
    await moved(post.office, post.cast.requester, post.booking.number, TEN + HOUR / 2)
    before = len(await post.mails())

    outcomes = [(await post.send(gmail(replace(old, partstat=said)))).outcome for said in ("ACCEPTED", "DECLINED")]

    assert outcomes == ["stale", "stale"]
    assert (await post.mails())[before:] == [("REQUEST", "farid@tolk.example.org"), (None, "farid@tolk.example.org")]
    stream = (await post.streams())[0]
    assert (stream.seq, stream.reset_seq, stream.answer, stream.partstat) == (2, 1, "", "NEEDS-ACTION")
    assert await post.reply(sequence=1) == "accepted"


async def test_an_answer_to_what_was_cancelled_is_met_with_the_cancellation_once(post: Postman) -> None:
    answer = await post.answer()
    async with post.office.desk(post.cast.requester) as desk:
        await cancel(desk, number=post.booking.number)
    before = len(await post.mails())

    outcomes = [(await post.send(gmail(replace(answer, partstat=said)))).outcome for said in ("ACCEPTED", "DECLINED")]

    assert outcomes == ["ended", "ended"]
    assert (await post.mails())[before:] == [("CANCEL", "farid@tolk.example.org")]


async def test_whoever_said_no_and_then_yes_has_the_job_again_under_a_new_invitation(
    post: Postman, clock: Clock
) -> None:
    answer = await post.answer()
    await post.send(gmail(replace(answer, partstat="DECLINED")))
    clock.at += HOUR

    kept = await post.send(gmail(replace(answer, at=clock.at)))

    async with post.office.desk(SYSTEM) as desk:
        held = await desk.assignments.active(post.booking.id)
    assert kept.outcome == "accepted_after_all"
    assert held is not None
    assert held.interpreter_id == FARID
    assert sorted(one.state for one in await post.streams() if one.recipient_role == "interpreter") == ["ended", "live"]


async def test_whoever_repents_too_late_is_told_kindly(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> None:
    post = await Postman.of(office, cast, keep, language="prs")
    answer = await post.answer()
    await post.send(gmail(replace(answer, partstat="DECLINED")))
    async with office.desk(cast.coordinator) as desk:
        await assign(desk, number=post.booking.number, interpreter_id=OLENA)
    clock.at += HOUR

    kept = await post.send(gmail(replace(answer, at=clock.at)))

    assert kept.outcome == "filled"
    assert [task.kind for task in await post.tasks()] == ["declined", "filled"]
    assert (await post.mails())[-1] == (None, "farid@tolk.example.org")


async def test_what_a_calendar_proposes_is_moved_to_or_refused_by_the_office(post: Postman) -> None:
    later = {"starts_at": TEN + HOUR / 2, "ends_at": TEN + 3 * HOUR / 2}
    counter = await post.answer(method="COUNTER", partstat="TENTATIVE", comment="Helst", **later)
    assert (await post.send(outlook(counter))).outcome == "counter"
    other = replace(counter, starts_at=TEN + HOUR, ends_at=TEN + 2 * HOUR)
    assert (await post.send(gmail(other))).outcome == "counter"
    first, second = await post.tasks()

    async with post.office.desk(post.cast.coordinator) as desk:
        await tasks.settle(desk, task_id=second.id, outcome="refuse")
        await tasks.settle(desk, task_id=first.id, outcome="accept")

    mails = await post.mails()
    booking = await post.now_is()
    assert (booking.starts_at, booking.ends_at) == (later["starts_at"], later["ends_at"])
    assert mails[-3:] == [
        (None, "farid@tolk.example.org"),
        ("REQUEST", "farid@tolk.example.org"),
        ("REQUEST", "requester@example.org"),
    ]
    assert (await post.streams())[0].partstat == "NEEDS-ACTION"
    assert await post.tasks() == []


async def test_a_calendar_may_ask_three_times_a_day(post: Postman, clock: Clock) -> None:
    asking = [await post.reply(method="REFRESH", at=clock.at + n * HOUR) for n in range(4)]
    clock.at += DAY

    assert asking == ["refreshed", "refreshed", "refreshed", "refresh_refused"]
    assert await post.reply(method="REFRESH", at=clock.at) == "refreshed"
    assert (await post.streams())[0].seq == 4


async def test_what_cannot_count_is_shown_to_the_office_and_changes_nothing(post: Postman) -> None:
    before = await post.streams(), await post.mails()

    outcomes = [
        await post.reply(attendee="en@anden.example"),
        await post.reply(partstat="DELEGATED"),
        (await post.send(gmail(await post.answer()), to=post.address(SALMA))).outcome,
        (await post.send(gmail(await post.answer(comment="2")), to="svar+" + "a" * 26 + "@tolk.example.org")).outcome,
        (await post.send(gmail(await post.answer(sequence=9)))).outcome,
        await post.reply(uid="nobody@nowhere.example"),
        await post.reply(method="PUBLISH"),
    ]

    assert outcomes == ["stranger", "delegated", "wrong_person", "no_token", "future", "unknown_event", "foreign"]
    assert [task.kind for task in await post.tasks()] == ["stranger", "delegated", *["quarantine"] * 4]
    assert (await post.streams(), await post.mails()) == before
    assert (await post.now_is()).status is Status.CONFIRMED


async def test_a_security_event_names_nobody(post: Postman) -> None:
    kept = await post.send(gmail(await post.answer()), to=post.address(SALMA))

    async with post.office.desk(SYSTEM) as desk:
        [entry] = await desk.histories.of(kept.id)
    assert (entry.subject_kind, entry.action) == ("security", "answer about another person's event")
    assert entry.changes == {}


async def test_a_message_is_shown_as_text_once(post: Postman) -> None:
    raw = letter("farid@tolk.example.org", "Min borger er 010190-0000\n<b>Hej</b>", "Auto-Submitted: auto-replied")

    outcomes = [(await post.send(b"Sender: relay-%d@x.example\r\n" % turn + raw)).outcome for turn in range(2)]

    [task] = await post.tasks()
    assert outcomes == ["message", "duplicate"]
    assert (task.person_id, task.facts["automatic"]) == (FARID, True)
    assert task.facts["text"] == "Ferie\n\nMin borger er ••••••-••••\n<b>Hej</b>"


async def sent_to(post: Postman, address: str) -> Sent:
    async with post.office.desk(SYSTEM) as desk:
        rows = [one for one in await desk.outbox.mails_of([post.booking.id]) if one["envelope_to"] == address]
        found = await desk.bounces.sent(rows[-1]["id"])  # type: ignore[arg-type]
    assert found is not None
    return found


async def test_a_bounce_marks_the_mail_and_the_address_and_is_told_once(post: Postman) -> None:
    sent = await sent_to(post, "farid@tolk.example.org")
    back = verp_address(sent.id, post.office.secret, domain="tolk.example.org")
    soft, hard = (
        report(to=back, recipient="farid@tolk.example.org", action=action, status=status)
        for action, status in (("delayed", "4.4.1"), ("failed", "5.1.1"))
    )

    outcomes = [(await post.send(raw, to=back)).outcome for raw in (soft, hard.replace(b"<report", b"<r2"))]

    async with post.office.desk(post.cast.coordinator) as desk:
        [mail] = [one for one in await desk.outbox.mails_of([post.booking.id]) if one["id"] == sent.id]
        marked = await desk.bounces.among(["Farid@tolk.example.org"])
        [line] = await tasks.listed(desk)
        await tasks.settle(desk, task_id=line.task.id, outcome="corrected")
        cleared = await desk.bounces.among(["farid@tolk.example.org"])
    assert outcomes == ["delayed", "bounced"]
    assert (mail["state"], marked, cleared) == ("bounced", {"farid@tolk.example.org"}, set())
    assert (line.task.kind, line.person, line.task.facts["address"]) == ("bounce", "Farid Nazari", sent.envelope_to)


async def test_a_forged_bounce_does_nothing_and_an_absence_reply_to_one_is_a_message(post: Postman) -> None:
    sent = await sent_to(post, "farid@tolk.example.org")
    back = verp_address(sent.id, post.office.secret, domain="tolk.example.org")
    forged = f"bounce+{sent.id.hex}.aaaaaaaaaaaaaaaa@tolk.example.org"

    outcomes = [
        (await post.send(report(to=forged, recipient=sent.envelope_to), to=forged)).outcome,
        (await post.send(letter(sent.envelope_to, "Jeg er på ferie"), to=back)).outcome,
        (await post.send(letter("spam@example.net", "Køb nu", message_id="<m2@m.example>"), to=forged)).outcome,
    ]

    assert outcomes == ["bounce_forged", "message", "unknown_sender"]
    assert [(task.kind, task.person_id) for task in await post.tasks()] == [("message", FARID), ("quarantine", None)]
    assert [(await sent_to(post, sent.envelope_to)).id] == [sent.id]


async def test_the_requester_says_no_in_the_calendar_and_the_booking_stands(post: Postman, cast: Cast) -> None:
    stream = (await post.streams())[-1]
    account = cast.requester.account_id
    assert account is not None
    answer = await post.answer(uid=stream.uid, attendee=stream.address, partstat="DECLINED")

    kept = await post.send(gmail(answer), to=post.address(account))

    assert (kept.outcome, [task.kind for task in await post.tasks()]) == ("requester_declined", ["requester"])
    assert (await post.now_is()).status is Status.CONFIRMED


async def test_a_reply_address_of_an_earlier_secret_still_answers(post: Postman) -> None:
    await post.send(letter("farid@tolk.example.org", "Hej"))
    async with post.office.desk(SYSTEM) as desk:
        desk.secret = b"another secret of thirty-two octets"
        await desk.inbound.without_address(b"x")
    old = post.address()
    post.office.secret = b"another secret of thirty-two octets"
    assert old != post.address(OLENA) != f"svar+{reply_token(FARID, post.office.secret)}@tolk.example.org"

    kept = [
        await post.send(letter("f@x.dk", f"{n}", message_id=f"<{n}@x>"), to=to)
        for n, to in enumerate((old, post.address()))
    ]

    assert [one.person_id for one in kept] == [FARID, FARID]


async def test_a_yes_repeated_after_a_withdrawal_on_the_page_is_not_taken_for_one(
    post: Postman, cast: Cast, clock: Clock
) -> None:
    answer = await post.answer()
    await post.send(gmail(answer))
    async with post.office.desk(cast["farid"]) as desk:
        await withdraw(desk, number=post.booking.number, reason="Syg")
    clock.at += HOUR

    assert (await post.send(gmail(replace(answer, at=clock.at)))).outcome == "ended"


async def test_a_proposal_that_was_overtaken_or_is_not_certain_is_not_moved_to(post: Postman) -> None:
    times = {"starts_at": TEN + HOUR / 2, "ends_at": TEN + 3 * HOUR / 2}
    await post.send(gmail(await post.answer(method="COUNTER", partstat="TENTATIVE", **times)))
    other = PROGRAMS["apple"](await post.answer(method="COUNTER", partstat="TENTATIVE"))
    await post.send(other.replace(b"TZID=Europe/Copenhagen", b"TZID=Customized"))
    certain, uncertain = await post.tasks()
    refused: list[str] = []

    for task in (uncertain, certain):
        with pytest.raises(Conflict) as error:
            async with post.office.desk(post.cast.coordinator) as desk:
                await tasks.settle(desk, task_id=task.id, outcome="accept")
        refused.append(error.value.message.da)
        await moved(post.office, post.cast.requester, post.booking.number, TEN + HOUR)

    assert "kunne ikke læses" in refused[0]
    assert "er ændret, siden" in refused[1]
    assert len(await post.tasks()) == 2


async def test_what_a_mail_said_goes_after_thirty_days_and_that_it_came_stays(post: Postman, clock: Clock) -> None:
    kept = await post.send(gmail(await post.answer(sequence=9)))
    clock.at += 31 * DAY
    async with post.office.desk(SYSTEM) as desk:
        await sweep_old(desk, now=clock.at)

    async with post.office.desk(post.cast.coordinator) as desk:
        opened = await inbound.opened(desk, kept.id)
        with pytest.raises(Conflict, match="30 days"):
            await inbound.judge_again(desk, mail_id=kept.id)
        discarded = await inbound.discard(desk, mail_id=kept.id)

    assert (opened.kept.raw, opened.kept.outcome, opened.may_release) == (None, "future", False)
    assert discarded.state == "discarded"


async def test_the_figures_say_what_waits_and_name_nobody(post: Postman, http: httpx.AsyncClient) -> None:
    await post.send(gmail(await post.answer(sequence=9)))

    text = (await http.get("/metrics")).text

    assert 'sprogtolk_inbound{state="quarantined"} 1' in text
    assert 'sprogtolk_inbound{state="received"} 0' in text
    assert "sprogtolk_inbound_oldest_seconds 0.0" in text
    assert "farid" not in text
