"""The order form: empty, filled in with its price, and wrong."""

from dataclasses import replace

from booking.domain.catalogue import CASE_TYPES, IN_PERSON_REASONS
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.orders import Option, OrderForm, OrderHelps, OrderInput, Quote, QuoteLine, RepeatCard, WayOut
from booking.web.views.slots import NO_SLOTS, LampBox, SlotBox, Slots
from booking.web.views.templates import TemplateList
from booking.web.views.wishes import WishInput, WishQuote
from tests.web.gallery.frames import ARABIC, ID, SOMALI, TIGRINYA, at

SLOTS = Slots(
    day=at(13, days=7).date(),
    boxes=tuple(SlotBox(at(8 + n, days=7), n, f"s{n}", chosen=n == 5) for n in range(7)),
    lamp="many",
    lamp_says=Text("Mange ledige", "Many free"),
    held_until=at(10, 42),
)
LAMPS = Slots(
    lamps=(
        LampBox(ARABIC, "many", Text("Mange ledige", "Many free"), 5, "language=apc"),
        LampBox(SOMALI, "few", Text("Få ledige", "Few free"), 1, "language=som"),
        LampBox(TIGRINYA, "none", Text("Ingen ledige", "Nobody free"), 0, "language=tir"),
    ),
    lamps_on=at(13, days=7).date(),
)


def order_form(
    values: OrderInput,
    *,
    errors: dict[str, Text] | None = None,
    quote: Quote | None = None,
    slots: Slots = NO_SLOTS,
    more_wishes: tuple[WishInput, ...] = (),
) -> OrderForm:
    return OrderForm(
        values=values,
        languages=(Option("apc", ARABIC), Option("som", SOMALI), Option("tir", TIGRINYA)),
        units=(Option("jobcenter", "Jobcenter"), Option("sundhed", "Sundhedsplejen")),
        case_types=tuple(Option(case.code, case.name) for case in CASE_TYPES.values()),
        measures=(Option("PROGRAM", Text("Selvforsørgelses- og hjemrejseprogram", "Self-support programme")),),
        reasons=tuple(Option(code, name) for code, name in IN_PERSON_REASONS.items()),
        errors=errors or {},
        quote=quote,
        slots=slots,
        more_wishes=more_wishes,
    )


QUOTE = Quote(
    starts_at=at(13, days=7),
    ends_at=at(14, days=7),
    mode=Mode.SKYPE,
    language=TIGRINYA,
    lines=(QuoteLine(Text("Tolkning, 1 time", "Interpreting, 1 hour"), 47250),),
    total_ore=47250,
    refund_ore=23625,
    refund_reason=Text("50 % efter integrationslovens § 45.", "50% under section 45 of the Integration Act."),
    free_until=at(13, days=6),
    free_until_why=Text("24 timer før start.", "24 hours before the start."),
    free_interpreters=5,
    advice=Text("Vælg to tolke.", "Choose two interpreters."),
    wishes=(
        WishQuote(2, Mode.PHONE, at(13, days=7), at(14, days=7), 47250, 23625, 3, interpreters=2),
        WishQuote(3, error=Text("Skriv et klokkeslæt.", "Write a time.")),
    ),
)
WISHES = (WishInput(mode="phone", reach="99 31 00 00"), WishInput(date="20.11", start="9", minutes="90"))
NOBODY_FREE = replace(
    QUOTE,
    free_interpreters=0,
    ways=(
        WayOut(
            Text("30 minutter senere: 2 ledige", "30 minutes later: 2 free"),
            "slot",
            "2026-11-19T12:30:00+00:00",
            detail=Text("først Amal Haddad, 450,00 kr.", "Amal Haddad first, DKK 450.00"),
        ),
        WayOut(Text("Telefontolkning: 3 ledige", "Telephone: 3 free"), "mode", "phone"),
        WayOut(Text("Lad tolkekontoret finde en", "Let the office find somebody")),
    ),
)
TYPED = OrderInput(
    language="tir",
    date="tor. 19.11.2026",
    start="13.00",
    unit="sundhed",
    case_type="integration_case",
    contact="Birgitte Lund, 24 61 00 00",
    citizen_ref="26-04417",
    key="k1",
)
WRONG = OrderInput(mode="in_person", date="31.2", start="25", minutes="other", other_minutes="0", language="tir")
TEMPLATES = TemplateList(
    (Option("t1", "Ugentlig samtale"), Option("t2", "Hjemmebesøg <b>")),
    "t2",
    Text("Navnet er brugt.", "The name is used."),
)
HELPS = OrderHelps(
    requesters=(Option("mette@example.org", "Mette Holm, Jobcenter"),),
    templates=(Option("t1", "Ugentlig samtale"),),
    known=Text("Sagen er kendt fra B-2026-000001.", "The case is known from B-2026-000001."),
    people=(Option("p1", "Selam Tesfay"),),
    ways=(WayOut(Text("Bestil som video i stedet", "Book by video instead"), "mode", "skype"),),
)
ENTERED = replace(
    order_form(TYPED, errors={"in_person_reason": Text("Fremmøde kræver en begrundelse.", "A reason.")}), helps=HELPS
)
ERRORS = {
    "in_person_reason": Text("Fremmøde kræver en begrundelse.", "In person needs a reason."),
    "date": Text("Skriv en dato, for eksempel 19.11.", "Write a date, for example 19.11."),
    "start": Text("Skriv et klokkeslæt.", "Write a time."),
    "address": Text("Skriv adressen.", "Write the address."),
    "gender": Text("Et krav kræver et køn.", "A requirement needs a gender."),
}
AGAIN = replace(
    order_form(OrderInput(key="k")),
    helps=OrderHelps(
        repeats=(
            RepeatCard("B-2026-000123", "26-04417", TIGRINYA, Mode.SKYPE, 60, at(13), "Selam Tesfay"),
            RepeatCard("B-2026-000124", "<i>25</i>", SOMALI, Mode.PHONE, 30, at(14), ""),
        )
    ),
)
KNOWN = replace(
    order_form(replace(TYPED, preferred=str(ID), measure="OFFER_23B"), quote=QUOTE),
    helps=OrderHelps(known=Text("Sagen er kendt.", "The case is known."), people=(Option(str(ID), "Selam Tesfay"),)),
)
