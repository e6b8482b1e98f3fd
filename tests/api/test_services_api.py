"""The service catalogue over the API: read on a day, previewed, published, and held to."""

from typing import Any

import httpx
import pytest

from booking.domain.catalogue import Service
from booking.domain.modes import Mode
from booking.persistence.catalogue import subject_of
from booking.resources import Resources
from booking.services import bookings
from tests.api.routes import DARI_SERVICE, PHONE_SERVICE, PHONE_TERMS
from tests.builders import Cast, order, token_of

V1 = "/api/v1"


@pytest.fixture
async def api(http: httpx.AsyncClient) -> httpx.AsyncClient:
    """The coordinator's."""
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"
    return http


async def on(api: httpx.AsyncClient, day: str) -> dict[str, Any]:
    answer = await api.get(f"{V1}/services", params={"on": day})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def by_mode(said: dict[str, Any]) -> dict[str, Any]:
    return {one["mode"]: one for one in said["services"]}


async def test_a_bare_municipality_offers_everything_by_the_terms_it_has(api: httpx.AsyncClient) -> None:
    said = await on(api, "2026-03-10")

    assert (said["on"], said["languages"], said["coming"]) == ("2026-03-10", [], [])
    assert list(by_mode(said)) == ["skype", "phone", "in_person"]
    phone = by_mode(said)["phone"]
    assert (phone["opening_words"], phone["lead_minutes"], phone["valid_from"]) == (
        "every day around the clock",
        0,
        None,
    )
    assert phone["price"].startswith("DKK ")
    assert {fact["key"]: fact["value"] for fact in phone["terms"]}["cancel_free"] == "Until 4 hours before the start"


async def test_a_published_version_holds_from_its_day_and_is_coming_until_then(
    api: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    seen = await api.post(f"{V1}/services?preview=true", json=PHONE_SERVICE)
    made = await api.post(f"{V1}/services", json=PHONE_SERVICE)
    before, after = await on(api, "2026-03-31"), await on(api, "2026-04-01")

    changes = [{"name": "Opening hours", "before": "Every day around the clock", "after": "Monday 08:00–16:00"}]
    assert (seen.status_code, made.status_code) == (200, 201)
    assert made.json() == seen.json() | {"published": True}
    assert made.json()["changes"] == changes
    assert by_mode(before)["phone"]["opening_words"] == "every day around the clock"
    assert by_mode(after)["phone"]["opening_words"] == "Monday 08:00–16:00"
    assert before["coming"] == [{"kind": "service", "key": "phone", "valid_from": "2026-04-01", "changes": changes}]
    async with office.desk(cast.coordinator) as desk:
        [entry] = await desk.histories.of(subject_of("service", "phone"))
    assert (entry.actor_name, entry.action) == ("Coordinator", "published")


async def test_the_preview_counts_the_bookings_that_fall_outside(
    api: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    async with office.desk(cast.requester) as desk:
        outside = await bookings.request(desk, order=order())
        await bookings.request(desk, order=order(mode=Mode.SKYPE, link="https://video.example.org/1"))
    tomorrow = PHONE_SERVICE | {"valid_from": "2026-03-11"}

    by_hours = await api.post(f"{V1}/services?preview=true", json=tomorrow)
    dari_only = await api.post(
        f"{V1}/services/languages?preview=true",
        json={"language": "apc", "valid_from": "2026-03-12", "modes": ["in_person", "phone"]},
    )

    assert by_hours.json()["touched"] == [outside.number]
    assert (dari_only.json()["changes"][0]["after"], len(dari_only.json()["touched"])) == ("Phone, In person", 1)


async def test_new_terms_end_the_old_and_move_the_deadlines_of_what_lies_ahead(
    api: httpx.AsyncClient, office: Resources, cast: Cast
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order())
    terms = PHONE_TERMS | {"valid_from": "2026-03-11"}

    before = await api.get(f"{V1}/bookings/{booked.number}")
    made = await api.post(f"{V1}/services/terms", json=terms)
    after = await api.get(f"{V1}/bookings/{booked.number}")
    [_, *rest] = await _terms(office)

    assert made.json()["touched"] == [booked.number]
    assert [str(one.valid_from) for one in rest] == ["2026-03-11"]
    assert before.json()["deadline"]["at"] != after.json()["deadline"]["at"]
    assert after.json()["deadline"]["words"].startswith("1 working day before")


async def _terms(office: Resources) -> list[Any]:
    every = (await office.reference()).tariffs.all_terms
    return [one for one in every if (one.scheme, one.mode) == ("MUNI-DEMO", Mode.PHONE)]


async def test_a_version_that_has_not_begun_is_replaced_and_one_that_has_is_not(
    api: httpx.AsyncClient, office: Resources
) -> None:
    first = await api.post(f"{V1}/services", json=PHONE_SERVICE)
    again = await api.post(f"{V1}/services", json=PHONE_SERVICE | {"lead_minutes": 60})
    today = PHONE_SERVICE | {"valid_from": "2026-03-10", "lead_minutes": 30}
    begun = [await api.post(f"{V1}/services", json=today | {"join_da": str(n)}) for n in (1, 2)]

    assert (first.json()["replaces"], again.json()["replaces"]) == (False, True)
    assert [answer.status_code for answer in begun] == [201, 409]
    found = (await office.reference()).catalogue.services
    assert [(str(one.valid_from), one.lead_minutes) for one in found] == [("2026-03-10", 30), ("2026-04-01", 60)]
    assert isinstance(found[0], Service)


@pytest.mark.parametrize(
    ("path", "body", "status", "field", "said"),
    [
        ("", PHONE_SERVICE | {"valid_from": "2026-03-09"}, 422, "valid_from", "The past is not changed"),
        ("", PHONE_SERVICE | {"opening": []}, 422, "opening", "at least one day"),
        ("", PHONE_SERVICE | {"reasons": ["mood"]}, 422, "reasons", "unknown"),
        ("", PHONE_SERVICE | {"colour": "red"}, 422, "colour", "unknown"),
        ("/languages", DARI_SERVICE | {"language": "xxx"}, 422, "language", "unknown"),
        ("/languages", {"language": "prs", "valid_from": "2026-04-01", "modes": list(Mode)}, 409, "valid_from", "same"),
        ("/terms", PHONE_TERMS | {"scheme": "NOWHERE"}, 422, "scheme", "unknown"),
        ("/terms", PHONE_TERMS | {"late_cancel_bills": "a bit"}, 422, "late_cancel_bills", "cannot be billed"),
        (
            "/terms",
            PHONE_TERMS | {"cancel_free": {"kind": "hours_before", "value": "soon"}},
            422,
            "cancel_free_value",
            "cannot be understood",
        ),
    ],
)
async def test_what_cannot_be_published_is_refused_at_its_field_and_leaves_nothing(
    api: httpx.AsyncClient, office: Resources, path: str, body: dict[str, Any], status: int, field: str, said: str
) -> None:
    before = await office.reference()

    answer = await api.post(f"{V1}/services{path}", json=body)

    office.forget_reference()
    after = await office.reference()
    assert (answer.status_code, answer.json()["field"]) == (status, field), answer.text
    assert said in answer.json()["detail"]
    assert (after.catalogue, after.tariffs.all_terms) == (before.catalogue, before.tariffs.all_terms)


async def test_the_same_key_publishes_once(api: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k"}
    first, again = [await api.post(f"{V1}/services", json=PHONE_SERVICE, headers=headers) for _ in range(2)]

    assert (first.status_code, first.json()) == (again.status_code, again.json())
