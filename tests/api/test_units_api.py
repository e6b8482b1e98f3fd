"""Units over the API: digits as they are written, no circles, closed instead of deleted."""

from typing import Any

import httpx
import pytest

from booking.resources import Resources
from booking.services import bookings
from tests.builders import Cast, order, token_of

V1 = "/api/v1"
NORTH = {
    "code": "nord",
    "name": "Familiehuset Nord",
    "parent": "familie",
    "ean": "5799999000072",
    "cost_centre": "012340",
    "address": "Skovvej 3, 9902 Vesterby",
}


@pytest.fixture
async def api(http: httpx.AsyncClient) -> httpx.AsyncClient:
    """The administrator's."""
    http.headers["Authorization"] = f"Bearer {token_of('admin')}"
    return http


async def test_a_unit_is_entered_placed_and_read_again(api: httpx.AsyncClient) -> None:
    made = await api.post(f"{V1}/units", json=NORTH)
    read = await api.get(f"{V1}/units/nord")
    listed = await api.get(f"{V1}/units")

    assert made.status_code == 201, made.text
    assert (
        read.json()
        == made.json()
        == NORTH
        | {
            "children": [],
            "lat": 57.02,
            "lon": 9.85,
            "active": True,
            "bookings_ahead": 0,
            "warnings": [],
        }
    )
    assert {"code": "nord", "name": "Familiehuset Nord"} in listed.json()
    assert read.headers["etag"] == made.headers["etag"]


@pytest.mark.parametrize(
    ("different", "status", "field", "said"),
    [
        ({"cost_centre": "1234"}, 422, "cost_centre", "1234 is too short: it has 4 digits"),
        ({"cost_centre": "1234000"}, 422, "cost_centre", "1234000 is too long"),
        ({"cost_centre": "12340a"}, 422, "cost_centre", "made of digits"),
        ({"cost_centre": "١٢٣٤٥٦"}, 422, "cost_centre", "made of digits"),
        ({"ean": "5799999000073"}, 422, "ean", "check digit"),
        ({"ean": "579999900007"}, 422, "ean", "13 digits"),
        ({"code": "jobcenter"}, 409, "code", "another unit"),
        ({"code": "Nord Øst"}, 422, "code", "small letters"),
        ({"name": "  "}, 422, "name", "name"),
        ({"parent": "nowhere"}, 422, "parent", "no unit"),
        ({"address": "Skovvej 3"}, 422, "address", "postcode"),
    ],
)
async def test_what_is_wrong_is_refused_at_its_field(
    api: httpx.AsyncClient, different: dict[str, Any], status: int, field: str, said: str
) -> None:
    answer = await api.post(f"{V1}/units", json=NORTH | different)

    assert (answer.status_code, answer.json()["field"]) == (status, field), answer.text
    assert said in answer.json()["detail"]
    assert (await api.get(f"{V1}/units/nord")).status_code == 404


async def test_what_is_unusual_is_taken_and_said(api: httpx.AsyncClient) -> None:
    await api.post(f"{V1}/units", json=NORTH)

    twin = await api.post(f"{V1}/units", json=NORTH | {"code": "syd", "address": "Vej 1, 1000 Andetsteds"})
    bare = await api.post(f"{V1}/units", json={"code": "bar", "name": "Bar"})

    assert [said.split(".")[0] for said in twin.json()["warnings"]] == [
        "The EAN number is also used by Familiehuset Nord",
        "The postcode is unknown, so a trip of 30 minutes is assumed",
    ]
    assert bare.json()["warnings"] == ["Without an EAN number and a cost centre the unit cannot be billed."]


@pytest.mark.parametrize("parent", ["radhus", "jobcenter"])
async def test_a_unit_does_not_lie_under_itself(api: httpx.AsyncClient, parent: str) -> None:
    answer = await api.patch(f"{V1}/units/radhus", json={"parent": parent})

    assert (answer.status_code, answer.json()["field"]) == (409, "parent")


async def test_a_change_keeps_what_it_does_not_name_and_bears_no_other_change(api: httpx.AsyncClient) -> None:
    first = await api.get(f"{V1}/units/jobcenter")
    headers = {"If-Match": first.headers["etag"]}

    renamed = await api.patch(f"{V1}/units/jobcenter", json={"name": "Jobcenter Nord"}, headers=headers)
    late = await api.patch(f"{V1}/units/jobcenter", json={"name": "Jobcenter Syd"}, headers=headers)

    assert renamed.json() == first.json() | {"name": "Jobcenter Nord"}
    assert (late.status_code, late.json()["field"]) == (412, "If-Match")
    assert (await api.get(f"{V1}/units/jobcenter")).json()["name"] == "Jobcenter Nord"


async def test_a_closed_unit_keeps_its_bookings_and_takes_no_new_ones(
    api: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order())

    closed = await api.patch(f"{V1}/units/jobcenter", json={"active": False})
    wanted = {"language": "apc", "mode": "phone", "unit": "jobcenter", "case_type": "other"}
    times = {"starts_at": "2026-03-13T10:00:00+01:00", "ends_at": "2026-03-13T11:00:00+01:00"}
    refused = await api.post(
        f"{V1}/bookings",
        json=wanted | times,
        headers={"Authorization": f"Bearer {token_of('requester')}"},
    )
    still = await api.get(f"{V1}/bookings/{booked.number}")

    assert (closed.json()["active"], closed.json()["bookings_ahead"]) == (False, 1)
    assert "1 booking to come" in closed.json()["warnings"][-1]
    assert (refused.status_code, refused.json()["field"]) == (422, "unit")
    assert (still.status_code, still.json()["unit"]) == (200, "jobcenter")
    assert "jobcenter" not in [one["code"] for one in (await api.get(f"{V1}/units")).json()]
