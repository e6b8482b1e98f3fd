"""What one hears of, over the API."""

import httpx
import pytest

from booking.local.sms_sink import SmsSink
from booking.resources import Resources
from booking.services.outbox import due, fulfil
from tests.builders import token_of
from workers.main import fulfilment

ME, PHONE, OFFICE = "/api/v1/me/preferences", "/api/v1/me/phone", "/api/v1/settings/messages"


def by(name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token_of(name)}"}


def values(answer: httpx.Response) -> dict[str, int | str]:
    return {one["key"]: one["value"] for one in answer.json()["choices"]}


async def test_what_is_chosen_is_read_again_with_what_it_may_be(http: httpx.AsyncClient) -> None:
    chosen = await http.put(
        ME, json={"choices": {"remind_hours": 4, "way.day_sheet": "off"}, "tongue": "en"}, headers=by("salma")
    )
    read = await http.get(ME, headers=by("salma"))

    assert (chosen.status_code, chosen.json() | {"tongue": "en"}) == (200, read.json())
    assert (read.json()["tongue"], read.json()["sms"], read.json()["phone"]) == ("en", False, "")
    assert (values(read)["remind_hours"], values(read)["way.day_sheet"]) == (4, "off")
    offer = next(one for one in read.json()["choices"] if one["key"] == "way.offer")
    assert (offer["values"], offer["usual"], offer["always"]) == (
        ["mail", "sms", "both"],
        "mail",
        "Cannot be switched off: no offers, no jobs.",
    )


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"choices": {"way.job_changed": "off"}}, "way.job_changed"),
        ({"choices": {"way.alarm": "mail"}}, "way.alarm"),
        ({"tongue": "so"}, "tongue"),
    ],
)
async def test_what_cannot_be_chosen_is_refused_at_its_field(
    http: httpx.AsyncClient, body: dict[str, object], field: str
) -> None:
    refused = await http.put(ME, json=body, headers=by("salma"))

    assert (refused.status_code, refused.json()["field"]) == (422, field)


async def test_unknown_fields_are_refused(http: httpx.AsyncClient) -> None:
    assert (await http.put(ME, json={"colour": "red"}, headers=by("salma"))).status_code in (400, 422)


async def test_a_number_is_proved_with_its_code(texting: Resources, http: httpx.AsyncClient, gateway: SmsSink) -> None:
    http._transport.app.state.office = texting  # type: ignore[attr-defined]
    key = {"Idempotency-Key": "a number"}
    sent = [await http.post(PHONE, json={"phone": "22334455"}, headers=by("salma") | key) for _ in range(2)]
    work = fulfilment(texting)
    for _, promise_id in await due(work):
        await fulfil(work, promise_id)
    [message] = gateway.messages()

    wrong = await http.post(f"{PHONE}/confirmation", json={"code": "x"}, headers=by("salma"))
    right = await http.post(f"{PHONE}/confirmation", json={"code": message.text[:6]}, headers=by("salma"))
    kept = (await http.get("/api/v1/texts", headers=by("coordinator"))).json()["items"]
    gone = await http.delete(PHONE, headers=by("salma"))

    assert [one.json() for one in sent] == [{"phone": "+4522334455", "confirmed": False}] * 2
    assert (wrong.status_code, right.json()) == (422, {"phone": "+4522334455", "confirmed": True})
    assert [(one["to"], one["parts"]) for one in kept] == [("+4522334455", 1)]
    assert (gone.status_code, (await http.get(ME, headers=by("salma"))).json()["phone"]) == (204, "")


async def test_the_office_chooses_for_everybody_who_has_not(http: httpx.AsyncClient) -> None:
    await http.put(ME, json={"choices": {"remind_hours": 4}}, headers=by("salma"))

    chosen = await http.put(OFFICE, json={"choices": {"remind_hours": 48}}, headers=by("coordinator"))

    assert (values(chosen)["remind_hours"], chosen.json()["changes"][0]["set_by"]) == (48, "Coordinator")
    assert values(await http.get(ME, headers=by("farid")))["remind_hours"] == 48
    assert values(await http.get(ME, headers=by("salma")))["remind_hours"] == 4
