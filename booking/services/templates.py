"""Order templates: each one's own, without a date, and without a case number unless it was chosen."""

from collections.abc import Mapping
from uuid import UUID

from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.privacy import has_cpr, mask_cpr
from booking.domain.texts import Text
from booking.persistence.templates import Template, Templates
from booking.services.desk import Desk

LONGEST_NAME, MOST = 60, 50
# The fields of the order form that a template can hold; a day is never one of them.
HELD = frozenset(
    {
        "language", "mode", "in_person_reason", "start", "minutes", "other_minutes", "unit", "case_type", "measure",
        "person_group", "link", "phone", "address", "postcode", "citizen_ref", "gender", "gender_required",
        "substitutes_ok", "level", "parties", "child_present", "contact", "note", "group_size", "preferred", "barred",
        "requester", "channel",
    }
)  # fmt: skip
_LONGEST_FIELD = 2000


async def list_templates(desk: Desk) -> list[Template]:
    return await _own(desk).listed()


async def read_template(desk: Desk, *, template_id: UUID) -> Template:
    """NotFound for what is not the actor's."""
    return await _own(desk).get(template_id)


async def save_template(desk: Desk, *, name: str, typed: Mapping[str, str]) -> Template:
    """A new one, or the one of that name written over. Invalid for an unknown field, a day, or too many."""
    own, name = _own(desk), check_name(name)
    for field, value in typed.items():
        if field not in HELD:
            raise Invalid(
                Text(
                    f"En skabelon kan ikke indeholde {field!r}. Felterne er: {', '.join(sorted(HELD))}.",
                    f"A template cannot hold {field!r}. The fields are: {', '.join(sorted(HELD))}.",
                ),
                field=field,
            )
        if len(value) > _LONGEST_FIELD:
            raise Invalid(Text("Skriv højst 2.000 tegn.", "Write at most 2,000 characters."), field=field)
    kept = {field: mask_cpr(value) for field, value in typed.items() if value}
    there = await own.listed()
    if len(there) >= MOST and name not in [one.name for one in there]:
        raise Invalid(
            Text(f"Du har {MOST} skabeloner. Slet en først.", f"You have {MOST} templates. Delete one first."),
            field="name",
        )
    return await own.keep(name, kept, now=desk.now)


async def rename_template(desk: Desk, *, template_id: UUID, name: str) -> Template:
    """Conflict when another of the actor's has the name."""
    await read_template(desk, template_id=template_id)
    return await _own(desk).rename(template_id, check_name(name))


async def delete_template(desk: Desk, *, template_id: UUID) -> None:
    await _own(desk).remove(template_id)


def check_name(name: str) -> str:
    """One line that says something; Invalid otherwise, and for a CPR number."""
    told = " ".join(name.split())
    if not told or len(told) > LONGEST_NAME:
        raise Invalid(
            Text(
                f"Giv skabelonen et navn på højst {LONGEST_NAME} tegn.",
                f"Give the template a name of at most {LONGEST_NAME} characters.",
            ),
            field="name",
        )
    if has_cpr(told):
        raise Invalid(
            Text("Skriv ikke CPR-numre i navnet.", "Do not write CPR numbers in the name."),
            field="name",
        )
    return told


def _own(desk: Desk) -> Templates:
    require_permission(desk.actor, "bookings:create")
    assert desk.actor.account_id is not None
    return Templates(desk.connection, desk.actor.account_id)
