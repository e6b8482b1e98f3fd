"""The forms that publish the catalogue's versions: filled in from what holds, with what a change would mean."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from booking.domain.catalogue import IN_PERSON_REASONS
from booking.domain.catalogue.wording import MODE_ORDER
from booking.domain.costs.conditions import BASES, BILLS
from booking.domain.errors import Conflict, Invalid, NotFound
from booking.domain.modes import MODES, Mode
from booking.domain.periods import WEEKDAYS, local_date
from booking.domain.texts import Text
from booking.services import catalogue
from booking.services.catalogue import Preview
from booking.services.desk import Desk
from booking.web import formats
from booking.web.making.version_fields import NAMES, language_fields, service_fields, terms_fields
from booking.web.orders_in import Wrong
from booking.web.versions_in import language_in, service_in, terms_in
from booking.web.views.orders import Option
from booking.web.views.services import EditForm, Outlook

HERE = "/servicekatalog/ret"
SHOWN = 12
OUTSIDE = (
    Text("kommende bestilling ligger uden for det nye", "booking to come lies outside what is new"),
    Text("kommende bestillinger ligger uden for det nye", "bookings to come lie outside what is new"),
)
DEADLINES = (
    Text("kommende bestilling får en anden afbestillingsfrist", "booking to come gets another deadline"),
    Text("kommende bestillinger får en anden afbestillingsfrist", "bookings to come get another deadline"),
)
KINDS_OF_DEADLINE = (
    Option("hours_before", Text("timer før start (24)", "hours before the start (24)")),
    Option("clock_day_before", Text("klokkeslæt dagen før (14:00)", "time the day before (14:00)")),
    Option("workdays_before", Text("arbejdsdage før (2)", "working days before (2)")),
    Option("weekday_week_before", Text("dag og tid i ugen før (fri 12:00)", "day, week before (fri 12:00)")),
)
BILLED = (
    *(Option(code, name) for code, name in BILLS.items()),
    Option("minutes", Text("Et antal minutter", "Minutes")),
)
Typed = Mapping[str, str]
TICKS = (
    "offered",
    *(f"reason_{code}" for code in IN_PERSON_REASONS),
    *(f"mode_{mode.value}" for mode in Mode),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What there is a form for: how it is filled in, read, looked at and published; `subject` is its address.

    `touches` says of one booking, and of several, what becomes of them.
    """

    touches: tuple[Text, Text]
    title: Callable[[Desk, str], Text]
    filled: Callable[[Desk, str, date], dict[str, str]]
    read: Callable[[Desk, str, Typed], Any]
    preview: Callable[[Desk, Any], Awaitable[Preview]]
    publish: Callable[[Desk, Any], Awaitable[Preview]]


def kind_of(key: str) -> Kind:
    """NotFound for a form that there is not."""
    if key not in KINDS:
        raise nothing_here()
    return KINDS[key]


def blank(desk: Desk, key: str, subject: str, day: date | None) -> dict[str, str]:
    """The version that holds tomorrow, to begin then; one that is coming is opened on its own first day."""
    today = local_date(desk.now)
    first = day if day is not None and day > today else today + timedelta(days=1)
    filled = kind_of(key).filled(desk, subject, first)
    return filled | {"valid_from": formats.day(first, desk.actor.tongue)}


async def edit_form(
    desk: Desk, key: str, subject: str, typed: Typed, *, errors: Mapping[str, Text] | None = None
) -> EditForm:
    """The form as typed, with its outlook as far as it can be said."""
    kind = kind_of(key)
    outlook, error = (None, None) if errors else await _outlook(desk, kind, subject, typed)
    return EditForm(
        part=f"servicekatalog/_{key}.html",
        title=kind.title(desk, subject),
        href=f"{HERE}/{key}/{subject}",
        values=dict.fromkeys((*NAMES, *TICKS, "lead_unit", "cancel_kind"), "") | dict(typed),
        names=NAMES,
        touches=kind.touches,
        errors=errors or {},
        outlook=outlook,
        outlook_error=error,
        seen=mark_of(typed),
        reasons=_options(IN_PERSON_REASONS) if subject == Mode.IN_PERSON.value else (),
        bases=_options(BASES),
        deadlines=KINDS_OF_DEADLINE,
        bills=BILLED,
        days=tuple(enumerate(WEEKDAYS, 1)),
        modes=MODE_ORDER,
    )


def terms_form(
    desk: Desk, subject: str, typed: Typed, *, href: str, errors: Mapping[str, Text] | None = None
) -> EditForm:
    """The terms' form by itself, to be put into a draft; without an outlook, which the draft has."""
    return EditForm(
        part="servicekatalog/_vilkaar.html",
        title=_terms_title(desk, subject),
        href=href,
        values=dict.fromkeys((*NAMES, "cancel_kind"), "") | dict(typed),
        names=NAMES,
        touches=DEADLINES,
        errors=errors or {},
        bases=_options(BASES),
        deadlines=KINDS_OF_DEADLINE,
        bills=BILLED,
    )


def mark_of(typed: Typed) -> str:
    """Another one as soon as anything is typed differently."""
    kept = sorted((name, value) for name, value in typed.items() if name not in ("csrf", "seen") and value)
    return hashlib.sha256(repr(kept).encode()).hexdigest()[:16]


async def _outlook(desk: Desk, kind: Kind, subject: str, typed: Typed) -> tuple[Outlook | None, Text | None]:
    try:
        found = await kind.preview(desk, kind.read(desk, subject, typed))
    except Wrong as wrong:
        return None, next(iter(wrong.errors.values()))
    except (Invalid, Conflict) as refusal:
        return None, refusal.message
    if not found.changes:
        return None, None
    return Outlook(
        valid_from=found.valid_from,
        until=found.until,
        replaces=found.replaces,
        changes=found.changes,
        count=len(found.touched),
        touched=found.touched[:SHOWN],
    ), None


def nothing_here() -> NotFound:
    return NotFound(Text("Kataloget har ikke den side.", "The catalogue has no such page."), field="subject")


def _options(register: Mapping[Any, Text]) -> tuple[Option, ...]:
    return tuple(Option(code, name) for code, name in register.items())


def _mode(subject: str) -> Mode:
    if subject not in list(Mode):
        raise nothing_here()
    return Mode(subject)


def scheme_of(desk: Desk, subject: str) -> tuple[str, Mode]:
    """A scheme with terms for the mode: "MUNI-DEMO.phone"."""
    scheme, _, mode = subject.rpartition(".")
    known = {(one.scheme, one.mode.value) for one in desk.reference.tariffs.all_terms}
    if (scheme, mode) not in known:
        raise nothing_here()
    return scheme, Mode(mode)


def _language(desk: Desk, subject: str) -> Text:
    if subject not in desk.reference.languages:
        raise nothing_here()
    return desk.reference.languages[subject].name


def _terms_title(desk: Desk, subject: str) -> Text:
    scheme, mode = scheme_of(desk, subject)
    name, whose = MODES[mode].name, desk.reference.scheme_names.scheme(scheme)
    return Text(f"Vilkår for {name.da.lower()}: {whose.da}", f"Terms for {name.en.lower()}: {whose.en}")


def _terms_filled(desk: Desk, subject: str, day: date) -> dict[str, str]:
    scheme, mode = scheme_of(desk, subject)
    terms = catalogue.terms_on(desk, scheme, mode, day)
    return terms_fields(terms, desk.actor.tongue) if terms is not None else {}


KINDS: dict[str, Kind] = {
    "ydelse": Kind(
        touches=OUTSIDE,
        title=lambda desk, subject: MODES[_mode(subject)].name,
        filled=lambda desk, subject, day: service_fields(
            desk.reference.catalogue.service(_mode(subject), day=day), desk.actor.tongue
        ),
        read=lambda desk, subject, typed: service_in(typed, _mode(subject), desk),
        preview=catalogue.preview_service,
        publish=lambda desk, version: catalogue.publish_service(desk, service=version),
    ),
    "sprog": Kind(
        touches=OUTSIDE,
        title=_language,
        filled=lambda desk, subject, day: language_fields(desk.reference.catalogue.language(subject, day=day)),
        read=lambda desk, subject, typed: language_in(typed, subject, desk),
        preview=catalogue.preview_language,
        publish=lambda desk, version: catalogue.publish_language(desk, language=version),
    ),
    "vilkaar": Kind(
        touches=DEADLINES,
        title=_terms_title,
        filled=_terms_filled,
        read=lambda desk, subject, typed: terms_in(typed, *scheme_of(desk, subject), desk),
        preview=catalogue.preview_terms,
        publish=lambda desk, version: catalogue.publish_terms(desk, terms=version),
    ),
}
