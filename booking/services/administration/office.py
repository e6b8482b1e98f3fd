"""The office itself: its municipality, how it is reached, when it is open, and its own days off."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from booking.domain.errors import Invalid
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.gateways.guards import guarded, guarded_address
from booking.gateways.holidays import workdays
from booking.persistence.office_settings import Setting
from booking.services.choices import choices_made, keep_choices
from booking.services.desk import Desk

OFFICE = "office."
LONGEST = 200


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """As they are shown to people; `holidays` as MM-DD with commas, empty fields are not shown."""

    municipality: str = ""
    email: str = ""
    phone: str = ""
    hours: str = ""
    holidays: str = ""


def facts_in(found: Mapping[str, int | str], *, usual: OfficeFacts) -> OfficeFacts:
    """What is set, and otherwise what the installation says."""
    said = {name: str(found.get(f"{OFFICE}{name}", value)) for name, value in asdict(usual).items()}
    return OfficeFacts(**said)


def read_office(desk: Desk) -> OfficeFacts:
    """Open to everybody: it stands on pages that need no login."""
    return facts_in(desk.reference.settings, usual=OfficeFacts(municipality=desk.identity.municipality))


async def office_log(desk: Desk) -> list[Setting]:
    """Who set what, the newest first."""
    require_permission(desk.actor, "office:write")
    return await choices_made(desk, OFFICE)


async def set_office(desk: Desk, *, facts: OfficeFacts) -> OfficeFacts:
    """In force at once, in every process within five seconds. Raises Invalid by field."""
    require_permission(desk.actor, "office:write")
    checked = _checked(facts)
    await keep_choices(desk, OFFICE, asdict(checked), before=asdict(read_office(desk)))
    return checked


def _checked(facts: OfficeFacts) -> OfficeFacts:
    said = {name: guarded(" ".join(value.split()), field=name) for name, value in asdict(facts).items()}
    for name, value in said.items():
        if len(value) > LONGEST:
            raise Invalid(Text(f"Skriv højst {LONGEST} tegn.", f"Write at most {LONGEST} characters."), field=name)
    if not said["municipality"]:
        raise Invalid(Text("Skriv kommunens navn.", "Write the municipality's name."), field="municipality")
    if said["email"]:
        guarded_address(said["email"])
    said["holidays"] = ",".join(one.strip() for one in said["holidays"].split(",") if one.strip())
    try:
        workdays((2027,), local_days=said["holidays"].split(",") if said["holidays"] else ())
    except ValueError:
        raise Invalid(
            Text(
                "Skriv måned og dag for dage, som hvert år har: 5. juni er 06-05, 24. december 12-24.",
                "Write month and day of days that every year has: 5 June is 06-05, 24 December 12-24.",
            ),
            field="holidays",
        ) from None
    return OfficeFacts(**said)
