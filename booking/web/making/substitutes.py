"""The page of substitute languages, made of what the services say."""

from collections.abc import Mapping

from booking.domain.languages import Substitute
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.persistence.office_settings import Setting
from booking.services import substitutes
from booking.services.desk import Desk
from booking.services.substitutes import Standing
from booking.web.views.orders import Option
from booking.web.views.settings import LogRow
from booking.web.views.substitutes import SubstituteRow, SubstitutesPage

FIELDS = ("wanted", "spoken", "how", "note")
HOW = {
    substitutes.CONSENT: Text("når rekvirenten siger ja", "when the requester agrees"),
    substitutes.AS_ONE: Text("uden at spørge", "without asking"),
    substitutes.NO: Text("fjernet", "removed"),
}


async def substitutes_page(
    desk: Desk,
    typed: Mapping[str, str] | None = None,
    *,
    meaning: Text | None = None,
    errors: Mapping[str, Text] | None = None,
) -> SubstitutesPage:
    """What was typed comes back as typed."""
    languages, tongue = desk.reference.languages, desk.actor.tongue
    by_name = sorted(languages.values(), key=lambda one: one.name.in_(tongue))
    return SubstitutesPage(
        rows=tuple(_row(desk, one) for one in await substitutes.read_substitutes(desk)),
        languages=tuple(Option(one.code, one.name) for one in by_name),
        values={name: (typed or {}).get(name, "") for name in FIELDS},
        log=tuple(_logged(desk, one) for one in await substitutes.substitutes_log(desk)),
        may_write=may(desk.actor, "catalogue:write"),
        meaning=meaning,
        errors=errors or {},
    )


def substitute_in(typed: Mapping[str, str]) -> Substitute:
    consent = typed.get("how", "") != substitutes.AS_ONE
    return Substitute(typed.get("wanted", ""), typed.get("spoken", ""), consent, typed.get("note", ""))


def _row(desk: Desk, found: Standing) -> SubstituteRow:
    one = found.substitute
    wanted, spoken = (desk.reference.languages[code].name for code in (one.wanted, one.spoken))
    return SubstituteRow(
        one.wanted, one.spoken, wanted, spoken, one.consent_needed, one.note, found.says, found.without
    )


def _logged(desk: Desk, one: Setting) -> LogRow:
    wanted, spoken, *note = one.key.split(".")
    names = [desk.reference.languages[code].name for code in (wanted, spoken)]
    what = Text(f"{names[1].da} for {names[0].da[:1].lower()}{names[0].da[1:]}", f"{names[1].en} for {names[0].en}")
    if note:
        return LogRow(one.set_at, one.set_by_name, Text(f"{what.da}, note", f"{what.en}, note"), str(one.value))
    said = HOW[str(one.value)].in_(desk.actor.tongue)
    return LogRow(one.set_at, one.set_by_name, what, said)
