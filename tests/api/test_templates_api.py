"""Order templates over the API."""

import httpx

from tests.api.test_bookings_api import bearer


async def test_a_template_is_kept_listed_renamed_and_deleted(client: httpx.AsyncClient) -> None:
    path, fields = "/api/v1/templates", {"language": "apc", "minutes": "45"}
    made = await client.post(path, json={"name": "Ugentlig", "fields": fields})
    one = f"{path}/{made.json()['id']}"

    renamed = await client.put(one, json={"name": "Hver uge"})
    foreign = await client.put(one, json={"name": "Min"}, headers=bearer("coordinator"))
    dated = await client.post(path, json={"name": "Ny", "fields": {"date": "12.3"}})
    listed = (await client.get(path)).json()["items"]
    deleted = [(await client.delete(one)).status_code for _ in range(2)]

    assert (made.status_code, renamed.json()["name"], foreign.status_code) == (201, "Hver uge", 404)
    assert (dated.status_code, dated.json()["field"]) == (422, "date")
    assert [(one["name"], one["fields"]) for one in listed] == [("Hver uge", fields)]
    assert deleted == [204, 404]
