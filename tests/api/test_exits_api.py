"""The exits over HTTP."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx

from booking.resources import Resources
from tests.api.test_bookings_api import bearer
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.lives import TEN, booked

V1 = "/api/v1/bookings"
OFFICE = bearer("coordinator")


async def said(http: httpx.AsyncClient, number: str, what: str, body: Any = None, name: str = "coordinator") -> Any:
    answer = await http.post(f"{V1}/{number}/{what}", json=body, headers=bearer(name))
    return answer.json() | {"http": answer.status_code}


def read(cost: Any) -> list[tuple[str, str]]:
    return [(line["text"], line["amount"]) for line in cost["lines"]]


async def test_what_cancelling_would_cost_is_said_before_and_the_same_after(
    http: httpx.AsyncClient, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    early = (await http.get(f"{V1}/{number}/cancellation", headers=OFFICE)).json()
    clock.at = TEN - timedelta(hours=1)
    late = (await http.get(f"{V1}/{number}/cancellation", headers=OFFICE)).json()

    cancelled = await said(http, number, "cancel", {}, "requester")

    assert (early["late"], early["total"], early["deadline"]["words"]) == (
        False,
        "0.00",
        "4 hours before Thursday 12 March 10:00 = Thursday 12 March 06:00",
    )
    assert (late["late"], late["total"], late["moves"]) == (True, "180.00", "0.00")
    assert (cancelled["exit_terms"], cancelled["cost"]["total"], read(cancelled["cost"])) == (
        "late",
        "180.00",
        read(late),
    )


async def test_a_late_move_is_foreseen_and_stands_in_the_answer_to_the_change(
    http: httpx.AsyncClient, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - timedelta(hours=1)
    later = {"starts_at": "2026-03-12T10:30:00+01:00", "ends_at": "2026-03-12T11:30:00+01:00"}

    foreseen = await said(http, one.number, "foresight", later, "requester")
    changed = await http.patch(
        f"{V1}/{one.number}", json=later, headers=bearer("requester") | {"If-Match": f'"{one.version}"'}
    )

    assert (foreseen["what"], foreseen["consequence"]) == ("time", "keep")
    assert (foreseen["move"]["minutes"], foreseen["move"]["total"]) == (30, "180.00")
    cost = changed.json()["cost"]
    assert (cost["outcome"], cost["total"], read(cost)) == ("moved_late", "180.00", read(foreseen["move"]))
    assert changed.json()["quote"]["total"] == "360.00"


async def test_two_who_press_cancel_cancel_once_and_an_old_etag_not_at_all(
    http: httpx.AsyncClient, office: Resources, cast: Cast, keep: Keep
) -> None:
    one = await booked(office, cast, keep)
    where = f"{V1}/{one.number}/cancel"

    old = await http.post(where, json={}, headers=OFFICE | {"If-Match": '"1"'})
    both = await asyncio.gather(
        http.post(where, json={}, headers=OFFICE), http.post(where, json={}, headers=bearer("requester"))
    )

    assert (old.status_code, old.json()["field"]) == (412, "If-Match")
    assert sorted(answer.status_code for answer in both) == [200, 409]


async def test_overruling_shows_why(
    http: httpx.AsyncClient, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN - timedelta(hours=1)
    await said(http, number, "cancel", {}, "requester")

    waived = await said(http, number, "overrule", {"decision": "waive", "reason": "Snestorm"})

    assert (waived["exit_terms"], waived["cost"]["total"], waived["cost"]["overruled"]) == (
        "waived",
        "0.00",
        "Snestorm",
    )


async def test_waiting_no_show_and_the_replacement(
    http: httpx.AsyncClient, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN + timedelta(minutes=1)

    waiting = await said(http, number, "waiting", name="farid")
    refused = await said(http, number, "no-show", {"who": "citizen"}, "farid")
    gone = await said(http, number, "no-show", {"who": "interpreter", "note": "Kom ikke"})
    new = await said(http, number, "replacement", name="requester")

    assert (waiting["minutes"], waiting["wait_minutes"], waiting["no_show_from"]) == (0, 10, "2026-03-12T09:11:00Z")
    assert (refused["http"], "10:11" in refused["detail"]) == (409, True)
    assert (gone["status"], gone["delivery"]["note"]) == ("no_show", "Kom ikke")
    assert (new["http"], new["starts_at"], new["ends_at"]) == (201, "2026-03-12T09:05:00Z", "2026-03-12T10:00:00Z")


async def test_breaking_off_keeps_what_is_said_of_the_interpreter_from_them(
    http: httpx.AsyncClient, office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    number = (await booked(office, cast, keep)).number
    clock.at = TEN + timedelta(minutes=20)

    broken = await said(http, number, "abort", {"reason": "impartiality", "note": "Kender familien"}, "requester")
    theirs = (await http.get(f"{V1}/{number}", headers=bearer("farid"))).json()

    assert (broken["status"], broken["exit_reason"], broken["delivery"]["outcome"]) == (
        "aborted",
        "impartiality",
        "aborted",
    )
    assert "note" not in theirs["delivery"] or theirs["delivery"]["note"] == ""
    assert "exit_reason" not in theirs


async def test_the_table_of_changes_is_data(http: httpx.AsyncClient) -> None:
    rules = (await http.get("/api/v1/changes", headers=OFFICE)).json()["items"]

    assert len(rules) == 16
    assert {
        "what": "length",
        "stage": "held",
        "consequence": "keep",
        "messages": ["interpreter_update", "requester_update"],
        "answers_void": True,
        "cost_when_late": "lost_part",
    } in rules
