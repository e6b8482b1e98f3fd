"""Orders for others, group sessions and hidden CPR numbers over the API."""

from typing import Any

import httpx
import pytest

from tests.api.test_bookings_api import ORDER, bearer
from tests.builders import SALMA


async def test_an_order_for_somebody_else_says_whose_it_is_who_entered_it_and_how(client: httpx.AsyncClient) -> None:
    order = ORDER | {"on_behalf_of": "requester@example.org", "channel": "phone", "group_size": 6}

    made = await client.post("/api/v1/bookings", json=order, headers=bearer("coordinator"))
    said = (await client.get(f"/api/v1/bookings/{made.json()['number']}")).json()

    assert made.status_code == 201
    assert (said["requester"], said["entered_by"], said["channel"]) == ("Requester", "Coordinator", "phone")
    assert (said["group_size"], [mail["to"] for mail in said["mails"]]) == (6, ["requester@example.org"])


@pytest.mark.parametrize(
    ("who", "different", "status", "field"),
    [
        ("requester", {"on_behalf_of": "outsider@example.org"}, 422, "on_behalf_of"),
        ("requester", {"channel": "phone"}, 403, "channel"),
        ("coordinator", {"channel": "pigeon"}, 422, "channel"),
        ("requester", {"group_size": 0}, 422, "group_size"),
        ("requester", {"preferred": ["019a7000-0000-7000-8000-000000000001"]}, 422, "preferred"),
        ("requester", {"preferred": [str(SALMA)], "barred": [str(SALMA)]}, 422, "barred"),
        ("requester", {"phone": "010190-1234"}, 422, "phone"),
    ],
)
async def test_what_cannot_be_ordered_names_its_field(
    client: httpx.AsyncClient, who: str, different: dict[str, Any], status: int, field: str
) -> None:
    answer = await client.post("/api/v1/bookings", json=ORDER | different, headers=bearer(who))

    assert (answer.status_code, answer.json()["field"]) == (status, field)


async def test_hidden_cpr_numbers_are_said_wherever_free_text_comes_in(client: httpx.AsyncClient) -> None:
    cpr = "Borger 010190-1234"
    made = await client.post("/api/v1/bookings", json=ORDER | {"note": cpr, "contact": cpr})
    path = f"/api/v1/bookings/{made.json()['number']}"
    changed = await client.patch(path, json={"note": f"{cpr}."}, headers={"If-Match": '"1"'})
    cancelled = await client.post(f"{path}/cancel", json={"reason": cpr})

    assert [len(answer.json()["warnings"]) for answer in (made, changed, cancelled)] == [2, 1, 1]
    assert "1234" not in made.text + changed.text + cancelled.text
    assert "warnings" not in (await client.get(path)).json()


async def test_exits_say_what_was_hidden_too(client: httpx.AsyncClient) -> None:
    number = (await client.post("/api/v1/bookings", json=ORDER)).json()["number"]

    closed = await client.post(
        f"/api/v1/bookings/{number}/unfilled", json={"reason": "Borger 010190-1234"}, headers=bearer("coordinator")
    )

    assert (closed.status_code, len(closed.json()["warnings"]), "1234" in closed.text) == (200, 1, False)
