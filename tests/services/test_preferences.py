"""What somebody chooses is theirs alone, and a number counts once a code has proved it."""

from datetime import timedelta

import pytest

from booking.domain.errors import Conflict, Denied, Invalid, OfficeError
from booking.local.sms_sink import SmsSink
from booking.resources import Resources
from booking.services import preferences
from booking.services.outbox import due, fulfil
from booking.services.preferences import MOST_CODES, MOST_TRIES
from tests.builders import Cast
from tests.conftest import Clock
from workers.main import fulfilment


async def code_for(office: Resources, cast: Cast, gateway: SmsSink, name: str, typed: str = "22 33 44 55") -> str:
    """The code that reached the phone."""
    async with office.desk(cast[name]) as desk:
        await preferences.send_code(desk, typed=typed)
    work = fulfilment(office)
    for _, promise_id in await due(work):
        await fulfil(work, promise_id)
    return gateway.messages()[-1].text[:6]


async def confirm(office: Resources, cast: Cast, name: str, code: str) -> str:
    async with office.desk(cast[name]) as desk:
        await preferences.count_code_try(desk)
    async with office.desk(cast[name]) as desk:
        return await preferences.confirm_number(desk, code=code)


async def number_of(office: Resources, cast: Cast, name: str) -> tuple[str, str]:
    async with office.desk(cast[name]) as desk:
        found = await preferences.own(desk)
        return found.number, found.waiting


async def test_a_number_counts_once_its_code_is_known(texting: Resources, cast: Cast, gateway: SmsSink) -> None:
    code = await code_for(texting, cast, gateway, "farid")
    before = await number_of(texting, cast, "farid")

    confirmed = await confirm(texting, cast, "farid", f" {code[:3]} {code[3:]} ")

    assert (before, confirmed) == (("", "+4522334455"), "+4522334455")
    assert await number_of(texting, cast, "farid") == ("+4522334455", "")
    assert await number_of(texting, cast, "olena") == ("", "")


async def test_a_code_is_its_owners_its_numbers_and_good_for_ten_minutes(
    texting: Resources, cast: Cast, clock: Clock, gateway: SmsSink
) -> None:
    first = await code_for(texting, cast, gateway, "farid")
    others = await code_for(texting, cast, gateway, "olena")
    second = await code_for(texting, cast, gateway, "farid", "33 44 55 66")
    clock.at += timedelta(minutes=10, seconds=1)

    for name, code in (("farid", others), ("farid", first), ("farid", second), ("salma", second), ("olena", "")):
        with pytest.raises(Invalid) as refused:
            await confirm(texting, cast, name, code)
        assert refused.value.field == "code"
    clock.at -= timedelta(seconds=1)
    assert await confirm(texting, cast, "farid", second) == "+4533445566"


async def test_guessing_ends_after_five_tries_also_with_the_right_code(
    texting: Resources, cast: Cast, gateway: SmsSink
) -> None:
    code = await code_for(texting, cast, gateway, "farid")
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(MOST_TRIES):
        with pytest.raises(Invalid):
            await confirm(texting, cast, "farid", wrong)

    with pytest.raises(Conflict):
        await confirm(texting, cast, "farid", code)


async def test_a_strangers_phone_is_not_rung_all_day(texting: Resources, cast: Cast, gateway: SmsSink) -> None:
    for _ in range(MOST_CODES):
        await code_for(texting, cast, gateway, "farid")

    for name, number in (("farid", "33 44 55 66"), ("olena", "22 33 44 55")):
        with pytest.raises(Conflict):
            await code_for(texting, cast, gateway, name, number)
    assert len(gateway.messages()) == MOST_CODES


async def test_without_a_gateway_no_number_is_asked_for(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["farid"]) as desk:
        assert (await preferences.own(desk)).sms is False
        with pytest.raises(Conflict) as refused:
            await preferences.send_code(desk, typed="22 33 44 55")
    assert refused.value.field == "phone"


async def test_a_number_can_be_forgotten(texting: Resources, cast: Cast, gateway: SmsSink) -> None:
    await confirm(texting, cast, "farid", await code_for(texting, cast, gateway, "farid"))

    async with texting.desk(cast["farid"]) as desk:
        await preferences.forget_number(desk)

    assert await number_of(texting, cast, "farid") == ("", "")


async def test_what_is_as_the_office_has_it_follows_the_office(office: Resources, cast: Cast) -> None:
    async with office.desk(cast["farid"]) as desk:
        await preferences.choose(desk, values={"remind_hours": 24, "day_sheet_at": "06.00"})
    async with office.desk(cast.coordinator) as desk:
        await preferences.set_office(desk, values={"remind_hours": 48, "day_sheet_at": "08:00"})
    office.forget_reference()

    async with office.desk(cast["farid"]) as desk:
        found = await preferences.own(desk)

    assert (found.values["remind_hours"], found.values["day_sheet_at"]) == (48, "06:00")
    assert found.preferences.remind_hours == 48


async def test_the_office_changes_are_logged_and_others_may_only_read(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.coordinator) as desk:
        await preferences.set_office(desk, values={"remind_hours": 48})
        await preferences.set_office(desk, values={})
    office.forget_reference()
    async with office.desk(cast["leader"]) as desk:
        values, log = preferences.read_office(desk), await preferences.office_log(desk)
        with pytest.raises(Denied):
            await preferences.set_office(desk, values={"remind_hours": 1})
    async with office.desk(cast["farid"]) as desk:
        with pytest.raises(Denied):
            preferences.read_office(desk)

    assert values["remind_hours"] == 48
    assert [(one.key, one.value, one.set_by_name) for one in log] == [("remind_hours", 48, "Coordinator")]


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [
        ("farid", {"way.alarm": "mail"}, "way.alarm"),
        ("farid", {"unfilled_at": "07:00"}, "unfilled_at"),
        ("requester", {"day_sheet_at": "07:00"}, "day_sheet_at"),
        ("farid", {"way.job_changed": "off"}, "way.job_changed"),
        ("farid", {"nonsense": 1}, "nonsense"),
    ],
)
async def test_what_is_not_ones_to_choose_is_refused(
    office: Resources, cast: Cast, name: str, values: dict[str, int | str], field: str
) -> None:
    async with office.desk(cast[name]) as desk:
        with pytest.raises(OfficeError) as refused:
            await preferences.choose(desk, values=values)

    assert refused.value.field == field
