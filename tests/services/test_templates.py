"""Order templates belong to one account, hold no day, and bear being saved twice."""

import pytest

from booking.domain.errors import Conflict, Denied, Invalid, NotFound
from booking.resources import Resources
from booking.services.templates import (
    LONGEST_NAME,
    delete_template,
    list_templates,
    read_template,
    rename_template,
    save_template,
)
from tests.builders import Cast

TYPED = {"language": "apc", "minutes": "60", "note": "CPR 010190-1234", "contact": ""}


async def test_a_template_is_kept_under_its_name_without_what_was_empty(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        first = await save_template(desk, name="  Ugentlig   samtale ", typed=TYPED)
        again = await save_template(desk, name="Ugentlig samtale", typed=TYPED | {"minutes": "45"})
        kept = await list_templates(desk)

    assert first.id == again.id
    assert [(one.name, dict(one.typed)) for one in kept] == [
        ("Ugentlig samtale", {"language": "apc", "minutes": "45", "note": "CPR ••••••-••••"})
    ]


async def test_nobody_else_has_one_s_templates(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        mine = await save_template(desk, name="Min", typed=TYPED)

    async with office.desk(cast.coordinator) as desk:
        assert await list_templates(desk) == []
        for forbidden in (
            read_template(desk, template_id=mine.id),
            rename_template(desk, template_id=mine.id, name="Din"),
            delete_template(desk, template_id=mine.id),
        ):
            with pytest.raises(NotFound):
                await forbidden
    async with office.desk(cast["finance"]) as desk:
        with pytest.raises(Denied):
            await list_templates(desk)


async def test_a_template_is_renamed_and_deleted_and_two_never_share_a_name(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.requester) as desk:
        one, other = [await save_template(desk, name=name, typed=TYPED) for name in ("En", "To")]
        renamed = await rename_template(desk, template_id=one.id, name="Tre")
        with pytest.raises(Conflict):
            await rename_template(desk, template_id=other.id, name="Tre")
        await delete_template(desk, template_id=one.id)

        assert (renamed.name, [kept.name for kept in await list_templates(desk)]) == ("Tre", ["To"])


@pytest.mark.parametrize(
    ("name", "typed", "field"),
    [
        (" ", {}, "name"),
        ("x" * (LONGEST_NAME + 1), {}, "name"),
        ("010190-1234", {}, "name"),
        ("A", {"date": "12.3"}, "date"),
        ("A", {"colour": "red"}, "colour"),
        ("A", {"note": "x" * 2001}, "note"),
    ],
)
async def test_what_a_template_cannot_be_is_said(
    office: Resources, cast: Cast, name: str, typed: dict[str, str], field: str
) -> None:
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Invalid) as refused:
            await save_template(desk, name=name, typed=typed)

    assert refused.value.field == field
