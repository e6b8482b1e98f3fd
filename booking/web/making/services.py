"""The service catalogue as its page shows it, and what the order form says of each mode."""

from booking.domain.bookings import Order
from booking.domain.catalogue import IN_PERSON_REASONS, LanguageService, Service
from booking.domain.catalogue.wording import MODE_ORDER, at_least, capital, listed, opening_in_a_line, opening_in_words
from booking.domain.costs.conditions import conditions
from booking.domain.costs.tariffs import Terms, in_force
from booking.domain.modes import MODES, Mode
from booking.domain.periods import local_date
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.services.bookings.offering import objections
from booking.services.catalogue import Coming, Offered, catalogue_on
from booking.services.costs import OWN_SCHEME
from booking.services.desk import Desk
from booking.web.views.hints import ServiceHint
from booking.web.views.orders import Option
from booking.web.views.services import ComingRow, LanguageRow, ModeCard, ServicePage, SupplierRow

EDIT = "/servicekatalog/ret"
AS_MODE = Text("Som tolkeformen", "As the mode")


def hints(desk: Desk) -> tuple[ServiceHint, ...]:
    """What each mode takes today, for the form."""
    catalogue, today = desk.reference.catalogue, local_date(desk.now)
    return tuple(_hint(catalogue.service(mode, day=today)) for mode in MODE_ORDER)


def _hint(one: Service) -> ServiceHint:
    return ServiceHint(
        mode=one.mode,
        offered=one.offered,
        opening=capital(opening_in_a_line(one.opening)),
        notice=at_least(one.lead_minutes),
        join=one.join,
        reasons=listed(IN_PERSON_REASONS[reason] for reason in one.reasons) if one.reasons else None,
    )


def warnings(desk: Desk, order: Order) -> tuple[Text, ...]:
    """What in the catalogue speaks against the order as typed."""
    return tuple(one.text for one in objections(desk, order))


def service_page(desk: Desk) -> ServicePage:
    """The catalogue today; the office also sees other suppliers' terms, and where everything is edited."""
    found, edits = catalogue_on(desk), may(desk.actor, "catalogue:write")
    tongue = desk.actor.tongue
    names = sorted(desk.reference.languages.values(), key=lambda one: one.name.in_(tongue).lower())
    return ServicePage(
        day=found.day,
        cards=tuple(_card(one, edits=edits) for one in found.services),
        languages=tuple(
            sorted((_language(desk, one, edits=edits) for one in found.languages), key=lambda row: row.name.in_(tongue))
        ),
        coming=tuple(_coming(desk, one, edits=edits) for one in found.coming),
        suppliers=_suppliers(desk) if edits else (),
        choices=tuple(Option(one.code, one.name) for one in names) if edits else (),
        may_book=may(desk.actor, "bookings:create"),
    )


def _card(one: Offered, *, edits: bool) -> ModeCard:
    service = one.service
    return ModeCard(
        mode=service.mode,
        offered=service.offered,
        opening=opening_in_words(service.opening),
        notice=capital(at_least(service.lead_minutes)),
        join=service.join,
        price=one.price,
        reasons=tuple(IN_PERSON_REASONS[reason] for reason in service.reasons),
        facts=conditions(one.terms) if one.terms is not None else (),
        edit=f"{EDIT}/ydelse/{service.mode.value}" if edits else "",
        edit_terms=f"{EDIT}/vilkaar/{OWN_SCHEME}.{service.mode.value}" if edits else "",
    )


def _language(desk: Desk, one: LanguageService, *, edits: bool) -> LanguageRow:
    return LanguageRow(
        name=desk.reference.language(one.language).name,
        modes=tuple(mode for mode in MODE_ORDER if mode in one.modes),
        notice=AS_MODE if one.lead_minutes is None else capital(at_least(one.lead_minutes)),
        edit=f"{EDIT}/sprog/{one.language}" if edits else "",
    )


def _coming(desk: Desk, one: Coming, *, edits: bool) -> ComingRow:
    version = one.version
    if isinstance(version, LanguageService):
        about, path = desk.reference.language(version.language).name, f"sprog/{version.language}"
    elif isinstance(version, Service):
        about, path = MODES[version.mode].name, f"ydelse/{version.mode.value}"
    else:
        name = MODES[version.mode].name
        about = Text(f"Vilkår for {name.da.lower()}", f"Terms for {name.en.lower()}")
        path = f"vilkaar/{version.scheme}.{version.mode.value}"
    href = f"{EDIT}/{path}?dag={version.valid_from.isoformat()}" if edits else ""
    return ComingRow(version.valid_from, about, one.changes, href)


def _suppliers(desk: Desk) -> tuple[SupplierRow, ...]:
    """The terms in force today of all schemes but the municipality's own."""
    today = local_date(desk.now)
    every = (one for one in desk.reference.tariffs.all_terms if one.scheme != OWN_SCHEME and in_force(one, today))
    rows = sorted(every, key=lambda one: (one.scheme, MODE_ORDER.index(one.mode)))
    return tuple(_supplier(desk, one) for one in rows)


def _supplier(desk: Desk, one: Terms) -> SupplierRow:
    facts = {fact.key: fact.value for fact in conditions(one)}
    name = desk.reference.scheme_names.scheme(one.scheme)
    return SupplierRow(name, Mode(one.mode), facts, f"{EDIT}/vilkaar/{one.scheme}.{one.mode.value}")
