"""Terms in words: minimum, step, hours, factors, deadlines and exits, as people read and compare them."""

from decimal import Decimal

from booking.domain.catalogue.wording import Fact
from booking.domain.costs.tariffs import BillBasis, Rate, Terms
from booking.domain.costs.wording import ONE, written
from booking.domain.deadlines import DeadlineRule
from booking.domain.money import kroner, kroner_da
from booking.domain.periods import WEEKDAYS, danish_clock
from booking.domain.texts import Text

BASES: dict[BillBasis, Text] = {
    "actual": Text("Den faktiske tid", "The actual time"),
    "booked": Text("Den bestilte tid", "The booked time"),
    "max_booked_actual": Text(
        "Den længste af den bestilte og den faktiske tid", "The longer of the booked and the actual time"
    ),
}
BILLS: dict[str, Text] = {
    "none": Text("Ingenting", "Nothing"),
    "booked": Text("Hele den bestilte tid", "All of the booked time"),
    "booked_plus_transport": Text("Den bestilte tid og kørslen", "The booked time and the transport"),
}
NO_DEADLINE = Text("Ingen frist: en afbestilling koster altid", "No deadline: a cancellation always costs")
LATE_COSTS = Text("Sen afbestilling koster", "Late cancellation costs")
_SAME_CLOCK = Text("før, på samme klokkeslæt", "before, at the same time of day")
_AHEAD: dict[str, tuple[Text, Text]] = {
    "hours_before": (
        Text("time før start", "hour before the start"),
        Text("timer før start", "hours before the start"),
    ),
    "minutes_before": (
        Text("minut før start", "minute before the start"),
        Text("minutter før start", "minutes before the start"),
    ),
    "workdays_before": (
        Text(f"arbejdsdag {_SAME_CLOCK.da}", f"working day {_SAME_CLOCK.en}"),
        Text(f"arbejdsdage {_SAME_CLOCK.da}", f"working days {_SAME_CLOCK.en}"),
    ),
}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def conditions(terms: Terms) -> tuple[Fact, ...]:
    """What terms say, in the order they are read; each fact is called by the field it is made of."""
    return (
        Fact("min_minutes", Text("Mindstetid", "Minimum"), _minutes(terms.min_minutes)),
        Fact("step_minutes", Text("Regnes op i", "Rounded up to"), _minutes(terms.step_minutes)),
        Fact("bill_basis", Text("Der betales for", "Paid for"), BASES[terms.bill_basis]),
        Fact("normal_hours", Text("Normal tid", "Normal hours"), _normal_hours(terms)),
        Fact("offhours_factor", Text("Uden for normal tid", "Outside normal hours"), factor(terms.offhours_factor)),
        Fact("holiday_factor", Text("Weekend og helligdage", "Weekends and holidays"), factor(terms.holiday_factor)),
        Fact("urgent", Text("Hastetillæg", "Urgent surcharge"), _urgent(terms)),
        Fact("cancel_free", Text("Gratis afbestilling", "Free cancellation"), _cancel_free(terms.cancel_free)),
        Fact(
            "late_cancel_bills",
            Text("Sen afbestilling koster", "Late cancellation costs"),
            billed(terms.late_cancel_bills),
        ),
        Fact("noshow_bills", Text("Udeblivelse koster", "No-show costs"), billed(terms.noshow_bills)),
        Fact("wait_minutes", Text("Tolken venter", "The interpreter waits"), _waits(terms.wait_minutes)),
        Fact("travel_min_km", Text("Rejsetid betales", "Travel time is paid"), _travel(terms.travel_min_km)),
    )


def rule_in_words(rule: DeadlineRule) -> Text:
    """A deadline's rule before it is about any booking: "indtil 24 timer før start"."""
    value = rule.value
    if rule.kind == "clock_day_before":
        return Text(f"indtil kl. {value.replace(':', '.')} dagen før", f"until {value} the day before")
    if rule.kind == "weekday_week_before":
        day, _, clock = value.partition(" ")
        name = WEEKDAYS[_DAYS.index(day)]
        return Text(
            f"indtil {name.da} kl. {clock.replace(':', '.')} i ugen før", f"until {name.en} {clock} the week before"
        )
    one, many = _AHEAD[rule.kind]
    said = one if value == "1" else many
    return Text(f"indtil {value} {said.da}", f"until {value} {said.en}")


def rate_in_words(rate: Rate) -> Text:
    """What it costs: "421,20 kr. pr. påbegyndt time"."""
    unit = ONE[rate.unit]
    return Text(f"{kroner_da(rate.amount_ore)} kr. pr. {unit.da}", f"DKK {kroner(rate.amount_ore)} per {unit.en}")


def billed(bills: str) -> Text:
    """What a late cancellation or a no-show bills, in words."""
    return BILLS.get(bills) or _minutes(int(bills.removesuffix("min")))


def factor(times: Decimal) -> Text:
    said = written(times)
    return Text("Samme takst", "The same rate") if times == 1 else Text(f"Taksten × {said.da}", f"The rate × {said.en}")


def _minutes(n: int) -> Text:
    if n == 0:
        return Text("Ingen", "None")
    return Text(f"{n} {'minut' if n == 1 else 'minutter'}", f"{n} {'minute' if n == 1 else 'minutes'}")


def _normal_hours(terms: Terms) -> Text:
    from_, to = danish_clock(terms.normal_from), danish_clock(terms.normal_to)
    return Text(f"Hverdage kl. {from_.da}–{to.da}", f"Working days {from_.en}–{to.en}")


def _urgent(terms: Terms) -> Text:
    if terms.urgent_hours is None or terms.urgent_factor == 1:
        return Text("Intet", "None")
    said, hours = factor(terms.urgent_factor), terms.urgent_hours
    return Text(f"{said.da}, bestilt under {hours} timer før", f"{said.en}, ordered under {hours} hours before")


def _cancel_free(rule: DeadlineRule | None) -> Text:
    if rule is None:
        return NO_DEADLINE
    said = rule_in_words(rule)
    return Text(said.da[:1].upper() + said.da[1:], said.en[:1].upper() + said.en[1:])


def _waits(minutes: int | None) -> Text:
    return Text("Ikke aftalt", "Not agreed") if minutes is None else _minutes(minutes)


def _travel(km: int | None) -> Text:
    if km is None:
        return Text("For alle afstande", "For any distance")
    return Text(f"Når der er over {km} km", f"When it is over {km} km")
