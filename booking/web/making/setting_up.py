"""What each step of the set-up shows: what is there already, and why it is asked for."""

from collections.abc import Mapping
from itertools import groupby

from booking.domain.texts import Text
from booking.services.administration import read_office
from booking.services.desk import Desk
from booking.services.setting_up import HEADING, STEPS, progress
from booking.web.making.administration import NOTHING, written_facts
from booking.web.views.setting_up import SchemeRow, StepPage, StepRow

WHY: dict[str, Text] = {
    "kontor": Text(
        "Borgere og ansatte ser, hvem de kan ringe til. Lukkedage tæller ikke med, når frister regnes ud.",
        "Citizens and staff see whom to call. Days off do not count when deadlines are calculated.",
    ),
    "enheder": Text(
        "Enheder bestiller og betaler. Én er nok til at begynde med; du kan tilføje flere og rette dem når som helst.",
        "Units book and pay. One is enough to begin with; you can add more and change them at any time.",
    ),
    "tolke": Text(
        "Uden tolke kan ingen opgave bemandes. Skriv dem, du bruger mest, eller indsæt listen fra jeres regneark.",
        "Without interpreters no job can be staffed. Write those you use most, or paste your spreadsheet.",
    ),
    "takster": Text(
        "Prisen på en bestilling regnes ud fra taksten på den dag, der tolkes. Statens takster følger med.",
        "The price of a booking follows the tariff of the day it is held. The State's tariffs are included.",
    ),
    "frister": Text(
        "Varsel afgør, hvornår man kan afbestille gratis. Reglerne for refusion følger loven.",
        "Notice decides until when cancelling is free. The rules for refunds follow the law.",
    ),
    "mail": Text(
        "Tolke og rekvirenter får kalenderinvitationer på mail. Prøv, at de når frem, før den første bestilling.",
        "Interpreters and requesters get calendar invitations by email. See that they arrive before the first booking.",
    ),
    "": Text("Alt er på plads. Lav den første bestilling.", "Everything is in place. Make the first booking."),
}


async def step_page(
    desk: Desk,
    step: str,
    typed: Mapping[str, str] | None = None,
    *,
    errors: Mapping[str, Text] = NOTHING,
    faults: tuple[Text, ...] = (),
) -> StepPage:
    stands = await progress(desk)
    facts = read_office(desk)
    known = written_facts(facts, desk.actor.tongue) | {"units": "", "people": "", "heading": HEADING}
    values = known | {name: value for name, value in (typed or {}).items() if name in known}
    return StepPage(
        step,
        tuple(StepRow(key, name, key in stands.done) for key, name in STEPS.items()),
        WHY[step],
        values,
        units=tuple(sorted(unit.name for unit in desk.reference.units.values())),
        people=tuple(one.name for one in await desk.interpreters.listed(limit=200)),
        schemes=_schemes(desk),
        rules=len(desk.reference.refund_rules),
        email=desk.actor.email,
        errors=errors,
        faults=faults,
    )


def _schemes(desk: Desk) -> tuple[SchemeRow, ...]:
    rates = sorted(desk.reference.tariffs.rates, key=lambda rate: rate.scheme)
    grouped = [(scheme, list(those)) for scheme, those in groupby(rates, key=lambda rate: rate.scheme)]
    named = desk.reference.scheme_names
    return tuple(
        SchemeRow(named.scheme(scheme), min(rate.valid_from for rate in those), len(those)) for scheme, those in grouped
    )
