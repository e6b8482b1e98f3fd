"""The register over the API: one field is changed at a time, and nothing is overwritten unseen."""

from typing import Any

import httpx
import pytest

from tests.builders import SALMA, Cast, token_of

HERE = f"/api/v1/interpreters/{SALMA}"


@pytest.fixture
async def api(http: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """The coordinator's."""
    http.headers["Authorization"] = f"Bearer {token_of('coordinator')}"
    return http


async def test_what_is_named_is_changed_and_the_rest_stays(api: httpx.AsyncClient) -> None:
    before = await api.get(HERE)
    kept = before.json()["skills"][0]
    spoken = [{"language": kept["language"], "level": kept["level"]}, {"language": "prs", "level": 1}]

    changed = await api.patch(
        HERE,
        json={"phone": "70 10 20 30", "modes": ["phone"], "skills": spoken},
        headers={"If-Match": before.headers["etag"]},
    )
    after = await api.get(HERE)

    assert changed.status_code == 200, changed.text
    skills = after.json().pop("skills")
    assert changed.json() == after.json()
    assert after.json() == before.json() | {"phone": "70 10 20 30", "modes": ["phone"], "skills": skills}
    assert kept in skills
    assert {(one["language"], one["level"]) for one in skills} == {(kept["language"], kept["level"]), ("prs", 1)}
    assert changed.headers["etag"] == after.headers["etag"] != before.headers["etag"]


@pytest.mark.parametrize(
    ("changes", "headers", "status", "field"),
    [
        ({"skills": [{"language": "xxx"}]}, {}, 422, "language"),
        ({"scheme": "NOWHERE"}, {}, 422, "scheme"),
        ({"born": "2015-01-01"}, {}, 422, "born"),
        ({"phone": "70 10 20 30"}, {"If-Match": '"0123456789abcdef"'}, 412, "If-Match"),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(
    api: httpx.AsyncClient, changes: dict[str, Any], headers: dict[str, str], status: int, field: str
) -> None:
    before = await api.get(HERE)

    refused = await api.patch(HERE, json=changes, headers=headers)

    assert (refused.status_code, refused.json()["field"]) == (status, field), refused.text
    assert (await api.get(HERE)).headers["etag"] == before.headers["etag"]


@pytest.mark.parametrize("changes", [{"nickname": "Sal"}, {"email": "new@example.org"}, {"modes": []}, {"name": None}])
async def test_what_is_no_field_or_no_value_of_one_is_refused(api: httpx.AsyncClient, changes: dict[str, Any]) -> None:
    assert (await api.patch(HERE, json=changes)).status_code in {400, 422}
