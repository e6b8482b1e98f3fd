"""How a price line explains itself."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from booking.domain.costs.tariffs import Rate, Terms, Unit
from booking.domain.deadlines import Deadline
from booking.domain.money import kroner, kroner_da
from booking.domain.periods import Period, danish_clock, danish_moment, local, local_date
from booking.domain.texts import Text

LEADS: Mapping[str, Text] = {
    "delivered": Text("Tolkning", "Interpreting"),
    "aborted": Text("Afbrudt tolkning", "Interpreting broken off"),
    "cancelled_late": Text("Sen afbestilling af", "Late cancellation of"),
    "moved_late": Text("Flyttet efter fristen fra", "Moved after the deadline from"),
    "no_show": Text("Udeblivelse", "No-show"),
}
ONE: Mapping[Unit, Text] = {
    "started_hour": Text("påbegyndt time", "started hour"),
    "started_30min": Text("påbegyndt halv time", "started half hour"),
    "hour": Text("time", "hour"),
    "km": Text("km", "km"),
}
MANY: Mapping[Unit, Text] = {
    "started_hour": Text("påbegyndte timer", "started hours"),
    "started_30min": Text("påbegyndte halve timer", "started half hours"),
    "hour": Text("timer", "hours"),
    "km": Text("km", "km"),
}
DRIVEN = Text("Kørsel", "Transport")
NO_REASON = Text("", "")


def lead(outcome: str, span: Period) -> Text:
    """What is billed and when: "Tolkning tirsdag 19/3 kl. 10.00–12.00"."""
    what, when = LEADS[outcome], _span(span)
    return Text(f"{what.da} {when.da}", f"{what.en} {when.en}")


def cancelled_late(received_at: datetime, until: Deadline) -> Text:
    """Why a late cancellation is owed: when it was received, and what it was measured against."""
    at, free = danish_moment(received_at), until.derivation
    return Text(
        f"Afbestilt {at.da}, fristen var {free.da}.",
        f"Cancelled {at.en}, the deadline was {free.en}.",
    )


def travelled(minutes: int) -> Text:
    return Text(f"Rejsetid {minutes} minutter", f"Travel time {minutes} minutes")


def line(lead: Text, rate: Rate, quantity: Decimal, factor: Decimal, reasons: Text) -> Text:
    """The whole line: "…, 2 påbegyndte timer à 370,72 kr. × 2 (uden for hverdage kl. 08.00–17.00)"."""
    figure, unit = written(quantity), (ONE if quantity == 1 else MANY)[rate.unit]
    da = f"{lead.da}, {figure.da} {unit.da} à {kroner_da(rate.amount_ore)} kr."
    en = f"{lead.en}, {figure.en} {unit.en} at DKK {kroner(rate.amount_ore)}"
    if factor == 1:
        return Text(da, en)
    times = written(factor)
    return Text(f"{da} × {times.da} ({reasons.da})", f"{en} × {times.en} ({reasons.en})")


def reasons(terms: Terms, *, off_hours: bool, urgent: bool) -> Text:
    """Why the factor is not one; nothing when it is."""
    from_, to = danish_clock(terms.normal_from), danish_clock(terms.normal_to)
    found = []
    if off_hours:
        found.append(Text(f"uden for hverdage kl. {from_.da}–{to.da}", f"outside working days {from_.en}–{to.en}"))
    if urgent:
        found.append(
            Text(f"bestilt under {terms.urgent_hours} timer før", f"ordered under {terms.urgent_hours} hours before")
        )
    return Text(", ".join(one.da for one in found), ", ".join(one.en for one in found))


def _span(span: Period) -> Text:
    start, end = danish_moment(span.starts_at), danish_moment(span.ends_at)
    if local_date(span.starts_at) != local_date(span.ends_at):
        return Text(f"{start.da} – {end.da}", f"{start.en} – {end.en}")
    clock = danish_clock(local(span.ends_at).time())
    return Text(f"{start.da}–{clock.da}", f"{start.en}–{clock.en}")


def written(number: Decimal) -> Text:
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return Text(plain.replace(".", ","), plain)
