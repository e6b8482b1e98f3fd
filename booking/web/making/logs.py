"""The log of everything in words: what was done to what, and the fields that a reader knows."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from booking.domain.accounts import ROLE_NAMES, Role
from booking.domain.bookings import STATUSES, Status
from booking.domain.interpreters import EMPLOYMENTS, Employment
from booking.domain.languages import Language
from booking.domain.modes import MODES, Mode
from booking.domain.texts import Text, Tongue
from booking.persistence.administration import Logged
from booking.web import formats
from booking.web.making.histories import ACTIONS, FIELDS, OUTCOMES
from booking.web.views.administration import EntryRow

_SHOWN, _LONGEST = 12, 120
_DONE: dict[str, Text] = ACTIONS | {
    "settled": Text("Afregnet", "Settled"),
    "claimed": Text("Med i refusionskrav", "In a refund claim"),
    "mode changed": Text("Tolkeform ændret", "Mode changed"),
    "changed": Text("Ændret", "Changed"),
    "removed": Text("Fjernet", "Removed"),
    "ended": Text("Ophørt", "Ended"),
    "published": Text("Offentliggjort", "Published"),
    "received": Text("Modtaget", "Received"),
    "interpreters": Text("Tolke tilføjet", "Interpreters added"),
    "budget set": Text("Budget sat", "Budget set"),
    "account changed": Text("Bruger ændret", "User changed"),
    "link sent": Text("Link til adgangskode sendt", "Link to a password sent"),
    "claim drafted": Text("Krav lavet som udkast", "Claim drafted"),
    "claim counted": Text("Krav talt op igen", "Claim counted again"),
    "claim approved": Text("Krav godkendt", "Claim approved"),
    "claim submitted": Text("Krav indsendt", "Claim submitted"),
    "claim sent back": Text("Krav sendt tilbage", "Claim sent back"),
    "claim discarded": Text("Krav kasseret", "Claim discarded"),
    "complaint answered": Text("Klage besvaret", "Complaint answered"),
    "complaint decided": Text("Klage afgjort", "Complaint decided"),
    "complaint heard": Text("Hørt om klagen", "Heard about the complaint"),
    "illness prolonged": Text("Sygdom forlænget", "Illness prolonged"),
    "illness over": Text("Sygdom slut", "Illness over"),
    "reported well": Text("Raskmeldt", "Reported well"),
    "plan applied": Text("Plan gennemført", "Plan applied"),
    "plan stopped": Text("Plan stoppet", "Plan stopped"),
    "proposal": Text("Andre tider foreslået", "Other times proposed"),
    "calendar feed made": Text("Kalenderadresse lavet", "Calendar address made"),
    "calendar feed ended": Text("Kalenderadresse lukket", "Calendar address ended"),
    "password chosen": Text("Adgangskode valgt", "Password chosen"),
    "sessions ended": Text("Logget ud alle steder", "Logged out everywhere"),
    "evidence asked for": Text("Bilagspakke bestilt", "Evidence asked for"),
    "imported": Text("Indlæst fra regneark", "Imported from a sheet"),
    "reported ill": Text("Sygemeldt", "Reported ill"),
    "line accepted": Text("Fakturalinje godkendt", "Invoice line accepted"),
    "plan asked for": Text("Plan bestilt", "Plan asked for"),
    "date taken back": Text("Dato taget tilbage", "Date taken back"),
    "made": Text("Oprettet", "Made"),
    "tariff": Text("Takst ændret", "Tariff changed"),
    "question saved": Text("Spørgsmål gemt", "Question saved"),
    "totals accepted": Text("Fakturaens sum godkendt", "The invoice's total accepted"),
    "complaint made": Text("Klage modtaget", "Complaint received"),
    "log taken": Text("Loggen hentet", "The log taken"),
    "dropped": Text("Slettet", "Deleted"),
    "exported": Text("Eksporteret", "Exported"),
    "named": Text("Navngivet", "Named"),
    "plan put aside": Text("Plan lagt væk", "Plan put aside"),
    "refund rule published": Text("Refusionsregel udgivet", "Refund rule published"),
}
_KINDS: dict[str, Text] = {
    "account": Text("bruger", "user"),
    "advice": Text("omlægning", "remote advice"),
    "assignment": Text("tildeling", "assignment"),
    "booking": Text("bestilling", "booking"),
    "budget": Text("budget", "budget"),
    "catalogue": Text("servicekatalog", "catalogue"),
    "citizen_number": Text("CPR-nummer", "CPR number"),
    "claim": Text("refusionskrav", "refund claim"),
    "complaint": Text("klage", "complaint"),
    "conflict": Text("inhabilitet", "conflict of interest"),
    "delivery": Text("udførelse", "delivery"),
    "dispute": Text("indsigelse", "dispute"),
    "document": Text("dokument", "document"),
    "import": Text("indlæsning", "import"),
    "interpreter": Text("tolk", "interpreter"),
    "invoice": Text("faktura", "invoice"),
    "language": Text("sprog", "language"),
    "offer": Text("tilbud", "offer"),
    "paid time": Text("betalt tid", "paid time"),
    "plan": Text("plan", "plan"),
    "plan line": Text("linje i en plan", "line of a plan"),
    "posting export": Text("eksport af posteringer", "export of postings"),
    "refund": Text("refusion", "refund"),
    "refund_overrule": Text("fravigelse", "overruling"),
    "refund_rule": Text("refusionsregel", "refund rule"),
    "remote target": Text("mål for fjerntolkning", "target of remote interpreting"),
    "repair": Text("sygdom", "illness"),
    "saved question": Text("gemt spørgsmål", "saved question"),
    "series": Text("forløb", "series"),
    "service": Text("ydelse", "service"),
    "settlement": Text("afregning", "settlement"),
    "supplier": Text("leverandør", "supplier"),
    "tariff": Text("takst", "tariff"),
    "tariff case": Text("prøve", "case"),
    "tariff draft": Text("takstkladde", "draft of tariffs"),
    "task": Text("opgave", "task"),
    "terms": Text("vilkår", "terms"),
    "unit": Text("enhed", "unit"),
    "withdrawal": Text("frasigelse", "withdrawal"),
}
_NAMES: dict[str, Text] = FIELDS | {
    "status": Text("Status", "Status"),
    "name": Text("Navn", "Name"),
    "email": Text("Mail", "Email"),
    "roles": Text("Roller", "Roles"),
    "active": Text("Aktiv", "Active"),
    "code": Text("Kode", "Code"),
    "ean": Text("EAN-nummer", "EAN number"),
    "cost_centre": Text("Omkostningssted", "Cost centre"),
    "employment": Text("Ansættelse", "Employment"),
    "modes": Text("Tolkeformer", "Modes"),
    "max_trip": Text("Længste rejse, minutter", "Longest journey, minutes"),
    "daily_limit": Text("Højst pr. dag, minutter", "At most a day, minutes"),
    "weekly_limit": Text("Højst pr. uge, minutter", "At most a week, minutes"),
    "cvr": Text("CVR-nummer", "CVR number"),
    "invoice_email": Text("Mail til fakturaer", "Email for invoices"),
    "number": Text("Nummer", "Number"),
    "year": Text("År", "Year"),
    "case_ref": Text("Sagsnummer", "Case number"),
    "held_on": Text("Dag", "Day"),
    "expires_on": Text("Udløber", "Expires"),
    "answer_by": Text("Svar senest", "Answer by"),
    "amount_ore": Text("Beløb", "Amount"),
    "net_ore": Text("Netto", "Net"),
    "vat_ore": Text("Moms", "VAT"),
    "cost_ore": Text("Pris", "Price"),
    "refund_ore": Text("Refusion", "Refund"),
    "eligible_ore": Text("Kan hjemtages af", "Eligible"),
    "in_person_ore": Text("Ved fremmøde", "In person"),
    "remote_ore": Text("På afstand", "Remote"),
    "percent": Text("Procent", "Percent"),
    "trip_minutes": Text("Rejse, minutter", "Journey, minutes"),
    "trip_km": Text("Rejse, km", "Journey, km"),
    "rule_code": Text("Regel", "Rule"),
    "reason_da": Text("Begrundelse", "Reason"),
    "rank": Text("Plads i rækken", "Place in the queue"),
}


_VIA = {
    "web": Text("på siden", "on a page"),
    "system": Text("af sig selv", "by itself"),
    "mail": Text("i en mail", "by email"),
}


def entry_row(one: Logged, tongue: Tongue, languages: Mapping[str, Language]) -> EntryRow:
    """What it says in words; what has none is only for programs and is in the sheet."""
    entry = one.entry
    done, kind = _DONE.get(entry.action), _KINDS.get(entry.subject_kind)
    return EntryRow(
        entry.at,
        entry.actor_name,
        _VIA[entry.via].in_(tongue) if entry.via in _VIA else entry.via,
        one.number,
        kind.in_(tongue) if kind else entry.subject_kind,
        done.in_(tongue) if done else entry.action,
        tuple(_changes(one, tongue, languages))[:_SHOWN],
    )


def _changes(one: Logged, tongue: Tongue, languages: Mapping[str, Language]) -> Iterator[tuple[str, str, str]]:
    spoken = {code: language.name for code, language in languages.items()}
    for name, pair in one.entry.changes.items():
        if name in _NAMES:
            names = spoken if name == "language" else _CODES.get(name, {})
            before, after = (_said(name, value, names, tongue) for value in pair)
            yield _NAMES[name].in_(tongue), before, after


def _said(name: str, value: object, names: Mapping[str, Text], tongue: Tongue) -> str:
    """As a reader knows it: yes and no, days and times, kroner, and the names of what is kept as codes."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return Text("ja" if value else "nej", "yes" if value else "no").in_(tongue)
    if name.endswith("_ore") and isinstance(value, int):
        return formats.kroner(value, tongue)
    said = str(value)
    if names:
        return ", ".join(names[code].in_(tongue) if code in names else code for code in said.split(", "))
    return _timed(said, tongue)[:_LONGEST]


def _timed(said: str, tongue: Tongue) -> str:
    if len(said) < len("2026-01-01") or not said[:4].isdigit():
        return said
    try:
        if len(said) == len("2026-01-01"):
            return f"{date.fromisoformat(said):%d.%m.%Y}"
        return formats.moment(datetime.fromisoformat(said), tongue)
    except ValueError:
        return said


_MODES: dict[str, Text] = {mode.value: MODES[mode].name for mode in Mode}
_CODES: dict[str, dict[str, Text]] = {
    "status": {status.value: STATUSES[status] for status in Status} | {"active": Text("gælder", "in force")},
    "roles": {role.value: ROLE_NAMES[role] for role in Role},
    "employment": {one.value: EMPLOYMENTS[one] for one in Employment},
    "outcome": OUTCOMES,
    "mode": _MODES,
    "modes": _MODES,
}
