"""A plan over the API: asked for once, followed, applied by its lines, listed; and what cannot be asked for."""

import httpx
import pytest

from booking.resources import Resources
from tests.builders import SALMA, Cast, token_of
from tests.services.planning import Planning

PLANS = "/api/v1/plans"
DAY = {"from": "2026-03-12", "to": "2026-03-12"}


@pytest.fixture
def asking(http: httpx.AsyncClient) -> httpx.AsyncClient:
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"
    return http


async def test_a_plan_goes_its_whole_way_over_the_api(asking: httpx.AsyncClient, office: Resources, cast: Cast) -> None:
    day = Planning(office, cast)
    own, theirs, alone = await day.book(9, language="apc"), await day.book(10), await day.book(11, language="tir")
    body = DAY | {"time_limit_seconds": 20, "seed": 7, "move_price": "250.00", "weights": {"continuity_ore": 0}}

    asked = await asking.post(PLANS, json=body, headers={"Idempotency-Key": "plan-1"})
    same = await asking.post(PLANS, json=body, headers={"Idempotency-Key": "plan-1"})
    here = asked.headers["location"]
    queued = (await asking.get(here)).json()
    await day.solve(queued["id"])
    found = (await asking.get(here)).json()
    done = (await asking.post(f"{here}/apply", json={"lines": [1]})).json()
    twice = await asking.post(f"{here}/apply", json={"lines": [1]})
    put_aside = (await asking.post(f"{here}/lines/2/reject")).json()
    too_late = await asking.post(f"{here}/stop")

    assert (asked.status_code, same.json(), same.headers["location"]) == (202, asked.json(), here)
    assert (queued["state"], queued["lines"], queued["verdict"], queued["progress"]) == ("queued", [], None, None)
    assert (found["state"], found["ended"], found["proved"], found["gap"], found["verdict"]) == (
        "proposed",
        "proved",
        True,
        0.0,
        [],
    )
    assert [(line["number"], line["to_name"], line["asked"]) for line in found["lines"]] == [
        (own, "Salma Idris", False),
        (theirs, "Farid Nazari", True),
    ]
    assert [one["number"] for one in found["unfilled"]] == [alone]
    assert (found["today"]["filled"], found["proposal"]["filled"], found["proposal"]["wanted"]) == (0, 2, 3)
    assert found["proposal"]["cost"] == found["lines"][1]["cost_after"]
    assert found["headline"].startswith("2 of 3 jobs filled; DKK ")
    assert [line["state"] for line in done["lines"]] == ["applied", "proposed"]
    assert (twice.status_code, too_late.status_code) == (409, 409)
    assert (put_aside["state"], [line["state"] for line in put_aside["lines"]]) == ("applied", ["applied", "rejected"])


async def test_plans_are_listed_the_newest_first_page_by_page(
    asking: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    made = [str(await Planning(office, cast).ask()) for _ in range(3)]

    first = (await asking.get(PLANS, params={"limit": 2})).json()
    second = (await asking.get(PLANS, params={"limit": 2, "cursor": first["next"]})).json()

    assert sorted(one["id"] for one in first["items"] + second["items"]) == sorted(made)
    assert (len(first["items"]), second["next"]) == (2, None)


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"from": "2026-03-12"}, 422, ""),
        (DAY | {"horizon": 7}, 422, ""),
        (DAY | {"from": "2026-03-13"}, 422, "to"),
        (DAY | {"units": ["nowhere"]}, 422, "unit"),
        (DAY | {"languages": ["xxx"]}, 422, "language"),
        (DAY | {"may_move": "everything"}, 422, ""),
        (DAY | {"move_price": "1.000"}, 422, "move_price"),
        (DAY | {"weights": {"luck_ore": 1}}, 422, "weights"),
        (DAY | {"time_limit_seconds": 3600}, 422, "time_limit_seconds"),
        (DAY | {"gap": 0.9}, 422, ""),
        (DAY | {"kind": "what_if"}, 422, "absent"),
        (DAY | {"kind": "what_if", "scenario": {"tariff_draft": str(SALMA)}}, 404, "draft"),
        (DAY | {"kind": "repair", "scenario": {"absent": ["018f0000-0000-7000-8000-000000000000"]}}, 404, ""),
    ],
)
async def test_what_cannot_be_planned_is_refused_by_its_field_and_leaves_nothing(
    asking: httpx.AsyncClient, body: dict[str, object], status: int, field: str
) -> None:
    refused = await asking.post(PLANS, json=body)

    assert refused.status_code == status
    assert not field or refused.json()["field"] == field
    assert (await asking.get(PLANS)).json()["items"] == []
