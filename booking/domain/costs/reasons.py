"""Why a price is what it is, block by block and in sentences."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from booking.domain.costs.tariffs import Terms
from booking.domain.costs.works import TOOK_PLACE, Work, minutes_of
from booking.domain.money import kroner, kroner_da
from booking.domain.periods import WEEKDAYS, Period, danish_clock, danish_moment, local, local_date
from booking.domain.texts import Text
from booking.domain.workdays import Workdays

NOTHING = Text("", "")
_NAMED = {60: Text("timen", "the hour"), 30: Text("halvtimen", "the half hour"), 15: Text("kvarteret", "the quarter")}
_BLOCK = Text("tiden", "the time")
_TIMES = {Decimal(1): Text("normal takst", "the normal rate"), Decimal(2): Text("dobbelt takst", "double rate")}
_BASIS = {
    "actual": Text("Der betales for den faktiske tid.", "The actual time is paid for."),
    "booked": Text("Der betales for den bestilte tid.", "The booked time is paid for."),
    "max_booked_actual": Text(
        "Der betales for den længste af den bestilte og den faktiske tid.",
        "The longer of the booked and the actual time is paid for.",
    ),
}


def sentences(said: Sequence[Text]) -> Text:
    """One sentence a line; nothing where there is none."""
    kept = [one for one in said if one != NOTHING]
    return Text("\n".join(one.da for one in kept), "\n".join(one.en for one in kept))


def hours(span: Period, terms: Terms, workdays: Workdays, *, step: int) -> Text:
    """Why the block has its factor: "fordi timen begynder før kl. 08.00"; nothing where it is plainly normal."""
    at, block = local(span.starts_at), _NAMED.get(step, _BLOCK)
    from_, to = danish_clock(terms.normal_from), danish_clock(terms.normal_to)
    normal = terms.normal_from <= at.time() < terms.normal_to
    if not workdays.is_workday(at.date()) and (normal or terms.holiday_factor >= terms.offhours_factor):
        return _no_workday(at.date(), workdays)
    if not normal and at.time() < terms.normal_from:
        return Text(f"fordi {block.da} begynder før kl. {from_.da}", f"because {block.en} begins before {from_.en}")
    if not normal:
        return Text(
            f"fordi {block.da} begynder kl. {to.da} eller senere", f"because {block.en} begins at {to.en} or later"
        )
    ends = local(span.ends_at)
    if ends.date() != at.date() or ends.time() > terms.normal_to:
        return Text(f"fordi {block.da} begynder før kl. {to.da}", f"because {block.en} begins before {to.en}")
    return NOTHING


def _no_workday(day: date, workdays: Workdays) -> Text:
    name = workdays.holiday(day)
    if name is not None:
        return Text(f"fordi det er {name.da}", f"because it is {name.en}")
    weekday = WEEKDAYS[day.weekday()]
    return Text(f"fordi det er {weekday.da}", f"because it is {weekday.en}")


def run(span: Period, factor: Decimal, why: Text) -> Text:
    """A run of blocks: "07.30–08.30: dobbelt takst, fordi timen begynder før kl. 08.00."."""
    when, times = _span(span), times_of(factor)
    if why == NOTHING:
        return Text(f"{when.da}: {times.da}.", f"{when.en}: {times.en}.")
    return Text(f"{when.da}: {times.da}, {why.da}.", f"{when.en}: {times.en}, {why.en}.")


def times_of(factor: Decimal) -> Text:
    plain = f"{factor.normalize():f}"
    return _TIMES.get(factor) or Text(f"taksten × {plain.replace('.', ',')}", f"the rate × {plain}")


def urgent(factor: Decimal, terms: Terms) -> Text:
    if factor == 1:
        return NOTHING
    times = times_of(factor)
    return Text(
        f"Hastetillæg: {times.da}, fordi opgaven er bestilt under {terms.urgent_hours} timer før.",
        f"Urgent surcharge: {times.en}, because it was ordered under {terms.urgent_hours} hours before.",
    )


def counted(work: Work, terms: Terms, time: tuple[Period, ...], *, minutes: int, billed: int) -> tuple[Text, ...]:
    """From the time there was to the minutes billed; `minutes` is what the terms make of it, `billed` counted up."""
    if work.outcome not in TOOK_PLACE:
        return (_exit(billed),)
    passed = minutes_of(time)
    said = []
    if work.actual is not None and work.actual.minutes != work.booked.minutes and work.outcome == "delivered":
        basis = _BASIS[terms.bill_basis]
        lasted = Text(
            f"Bestilt til {work.booked.minutes} minutter, varede {work.actual.minutes}. {basis.da}",
            f"Booked for {work.booked.minutes} minutes, lasted {work.actual.minutes}. {basis.en}",
        )
        said.append(lasted)
    said += [_waited(work), _breaks(work)]
    if passed < minutes:
        said.append(Text(f"Mindst {minutes} minutter betales.", f"At least {minutes} minutes are paid."))
    elif billed > minutes:
        said.append(Text(f"{passed} minutter regnes op til {billed}.", f"{passed} minutes are counted up to {billed}."))
    return tuple(said)


def _exit(billed: int) -> Text:
    return Text(f"Efter vilkårene betales {billed} minutter.", f"By the terms {billed} minutes are paid.")


def _waited(work: Work) -> Text:
    n = work.waited_minutes
    return Text(f"{n} minutters ventetid er talt med.", f"{n} minutes of waiting are counted in.") if n else NOTHING


def _breaks(work: Work) -> Text:
    n = minutes_of(work.breaks)
    return Text(f"{n} minutters pause er trukket fra.", f"{n} minutes of break are taken off.") if n else NOTHING


def travel(work: Work, terms: Terms) -> Text:
    """Why travel time is owed."""
    if terms.travel_min_km is None:
        return Text("Rejsetid betales for alle afstande.", "Travel time is paid for any distance.")
    km, least = plain(work.km), terms.travel_min_km
    return Text(
        f"Rejsetid betales, fordi {km.da} km er over {least} km. Den fordobles aldrig.",
        f"Travel time is paid, because {km.en} km is over {least} km. It is never doubled.",
    )


def no_travel(work: Work, terms: Terms) -> Text:
    """Why travel time is not owed for a distance at or under the threshold."""
    if terms.travel_min_km is None or work.travel_minutes == 0 or work.km > terms.travel_min_km:
        return NOTHING
    km, least = plain(work.km), terms.travel_min_km
    return Text(
        f"Rejsetid betales ikke, fordi {km.da} km ikke er over {least} km.",
        f"Travel time is not paid, because {km.en} km is not over {least} km.",
    )


def transport(rate_ore: int, day: date) -> Text:
    return Text(
        f"Kilometertaksten {day:%d.%m.%Y} er {kroner_da(rate_ore)} kr.",
        f"The rate per kilometre on {day:%d.%m.%Y} is DKK {kroner(rate_ore)}.",
    )


def plain(number: Decimal) -> Text:
    figure = f"{number:f}"
    figure = figure.rstrip("0").rstrip(".") if "." in figure else figure
    return Text(figure.replace(".", ","), figure)


def _span(span: Period) -> Text:
    if local_date(span.starts_at) != local_date(span.ends_at):
        start, end = danish_moment(span.starts_at), danish_moment(span.ends_at)
        return Text(f"{start.da[:1].upper()}{start.da[1:]} – {end.da}", f"{start.en} – {end.en}")
    start, end = (danish_clock(local(at).time()) for at in (span.starts_at, span.ends_at))
    return Text(f"{start.da}–{end.da}", f"{start.en}–{end.en}")
