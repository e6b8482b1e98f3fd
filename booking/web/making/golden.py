"""The golden cases as their pages show them: the list, and the form of one."""

from collections.abc import Mapping
from uuid import UUID

from booking.domain.catalogue.wording import MODE_ORDER
from booking.domain.costs.golden import EXPECTS, OUTCOMES, Case
from booking.domain.modes import MODES
from booking.domain.money import kroner, kroner_da
from booking.domain.periods import danish_clock
from booking.domain.permissions import may, require_permission
from booking.domain.texts import Text, Tongue
from booking.services import tariffs
from booking.services.desk import Desk
from booking.web import formats
from booking.web.making.tariff_drafts import case_line
from booking.web.making.tariffs import tariff_options
from booking.web.views.orders import Option
from booking.web.views.tariffs import CASE_NAMES, CaseForm, CaseList


async def case_list(desk: Desk) -> CaseList:
    rows = tuple(case_line(desk, one) for one in await tariffs.list_cases(desk))
    return CaseList(rows, may(desk.actor, "tariffs:write"))


async def case_form(
    desk: Desk,
    case_id: UUID | None,
    typed: Mapping[str, str] | None = None,
    *,
    errors: Mapping[str, Text] | None = None,
) -> CaseForm:
    """The case as it is, or as typed; None is a new one, NotFound where there is none."""
    require_permission(desk.actor, "tariffs:write")
    kept = await tariffs.read_case(desk, case_id=case_id) if case_id is not None else None
    given = dict(typed) if typed is not None else _fields(kept, desk.actor.tongue)
    return CaseForm(
        id=case_id,
        values=dict.fromkeys(CASE_NAMES, "") | given,
        tariffs=tariff_options(desk, journeys=False),
        modes=tuple(Option(mode.value, MODES[mode].name) for mode in MODE_ORDER),
        outcomes=tuple(Option(code, text) for code, text in OUTCOMES.items()),
        expects=tuple(Option(code, text) for code, text in EXPECTS.items()),
        errors=errors or {},
    )


def _fields(case: Case | None, tongue: Tongue) -> dict[str, str]:
    if case is None:
        return {"outcome": "delivered", "expects": "total"}
    money = kroner_da(case.expected) if tongue == "da" else kroner(case.expected)
    return {
        "name": case.name,
        "tariff": f"{case.scheme}|{case.category}",
        "mode": case.mode.value,
        "outcome": case.outcome,
        "day": formats.day(case.day, tongue),
        "starts": danish_clock(case.starts).in_(tongue),
        "booked_minutes": str(case.booked_minutes),
        "actual_minutes": str(case.actual_minutes or ""),
        "travel_minutes": str(case.travel_minutes or ""),
        "km": f"{case.km.normalize():f}".replace(".", "," if tongue == "da" else ".") if case.km else "",
        "notice_hours": "" if case.notice_hours is None else str(case.notice_hours),
        "expects": case.expects,
        "expected": str(case.expected) if case.expects == "minutes" else money,
        "source": case.source,
    }
