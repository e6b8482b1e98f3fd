"""The page "Tilbudsregler": how offers are made, in words and as figures that the office changes."""

from decimal import Decimal, InvalidOperation

from litestar import Response, get, post

from booking.domain.errors import Invalid
from booking.domain.offering import How, OfferPolicy, Step
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services.policies import set_policy
from booking.web.entries import time_in
from booking.web.guards import Asked
from booking.web.making.policies import policy_page, typed_page
from booking.web.visits import Visit, visiting

HERE = "/tilbudsregler"
PAGE = "tilbud/regler.html"
LONGEST_PHONE = 40


@get(HERE)
async def policy(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(PAGE, policy_page(visit.desk))


@post(HERE)
async def change_policy(request: Asked) -> Response[str]:
    """A new version from today on; what cannot be kept comes back as typed."""
    try:
        async with visiting(request) as visit:
            require_permission(visit.desk.actor, "offering:write")
            await set_policy(visit.desk, policy=_policy_in(visit))
            return visit.moved(HERE, told="policy_changed")
    except Invalid as error:
        async with visiting(request) as visit:
            view = typed_page(visit.desk, visit.fields, error)
            return await visit.show(PAGE, view, status=422, path=HERE)


def _policy_in(visit: Visit) -> OfferPolicy:
    typed = visit.fields
    rows = [one for one in (_step_in(visit, at) for at in range(typed_rows(visit))) if one is not None]
    return OfferPolicy(
        steps=tuple(sorted(rows, key=lambda one: -one.lead_minutes)),
        several=_number(typed.get("several", ""), "several"),
        opens=time_in(typed.get("opens", ""), field="opens"),
        closes=time_in(typed.get("closes", ""), field="closes"),
        late_hours=_number(typed.get("late_hours", ""), "late_hours"),
        now_minutes=_number(typed.get("now_minutes", ""), "now_minutes"),
        bridge_phone=typed.get("bridge_phone", "").strip()[:LONGEST_PHONE],
    )


def typed_rows(visit: Visit) -> int:
    return sum(name.startswith("lead-") for name in visit.fields)


def _step_in(visit: Visit, at: int) -> Step | None:
    """A line of the table; one whose lead is empty is left out."""
    typed = visit.fields
    if not typed.get(f"lead-{at}", "").strip():
        return None
    how = typed.get(f"how-{at}", "")
    if how not in list(How):
        raise Invalid(Text("Vælg, hvem der spørges.", "Choose who is asked."), field="steps")
    minutes = _minutes(typed[f"lead-{at}"])
    return Step(minutes, How(how), _number(typed.get(f"thinking-{at}", ""), "steps"))


def _minutes(typed: str) -> int:
    """Hours as people write them, "4" or "0,5"."""
    try:
        hours = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation as error:
        raise _no_number("steps") from error
    if not hours.is_finite() or not 0 <= hours <= 8760:
        raise _no_number("steps")
    return int(hours * 60)


def _number(typed: str, field: str) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        raise _no_number(field)
    return int(text)


def _no_number(field: str) -> Invalid:
    return Invalid(Text("Skriv et helt tal, f.eks. 4.", "Write a whole number, such as 4."), field=field)
