"""The suppliers as their pages show them."""

from collections.abc import Mapping

from booking.domain.permissions import may, require_permission
from booking.domain.suppliers import Supplier
from booking.domain.texts import Text, Tongue
from booking.services import suppliers
from booking.services.desk import Desk
from booking.services.stamps import stamp_of
from booking.services.suppliers import SupplierDetails
from booking.web import formats
from booking.web.views.orders import Option
from booking.web.views.suppliers import NAMES, Person, SupplierForm, SupplierList, SupplierRow

EXEMPT = Text("Momsfri", "Exempt")


async def supplier_list(desk: Desk) -> SupplierList:
    """In the order they are asked."""
    found = await suppliers.list_suppliers(desk)
    rows = tuple(_row(desk, one, sends) for one, sends in found.suppliers)
    return SupplierList(rows, found.unclaimed, may(desk.actor, "suppliers:write"))


def _row(desk: Desk, one: Supplier, sends: int) -> SupplierRow:
    percent = formats.number(one.vat_percent, desk.actor.tongue, 0 if one.vat_percent % 1 == 0 else 2)
    return SupplierRow(
        code=one.code,
        name=one.name,
        tariff=desk.reference.scheme_names.full(one.scheme, one.category),
        vat=Text(f"{percent} %", f"{percent}%") if one.vat_registered else EXEMPT,
        order_prefix=one.order_prefix,
        contact=one.invoice_email or one.contact,
        rank=one.rank,
        sends=sends,
        active=one.active,
    )


async def supplier_form(
    desk: Desk,
    code: str | None,
    typed: Mapping[str, str] | None = None,
    *,
    errors: Mapping[str, Text] | None = None,
) -> SupplierForm:
    """The supplier as it is, or as typed; None is a new one, NotFound where there is none of that code."""
    require_permission(desk.actor, "suppliers:write")
    found = await suppliers.read_supplier(desk, code=code) if code is not None else None
    given = dict(typed) if typed is not None else _fields(found, desk.actor.tongue)
    if found is not None:
        given["code"] = found.supplier.code
    people = await _people(desk, found)
    blank = dict.fromkeys((*NAMES, "active", "vat_registered", *(one.key for one in people)), "")
    stamp = stamp_of(found.supplier) if found is not None else ""
    return SupplierForm(
        values=blank | given,
        tariffs=tuple(
            Option(f"{scheme}|{category}", desk.reference.scheme_names.full(scheme, category))
            for scheme, category in suppliers.tariffs_of(desk)
        ),
        people=people,
        is_new=found is None,
        stamp=stamp if typed is None else typed.get("stamp", ""),
        title=found.supplier.name if found is not None else "",
        errors=errors or {},
    )


async def _people(desk: Desk, found: SupplierDetails | None) -> tuple[Person, ...]:
    own, known = (found.supplier.id if found is not None else None), desk.reference.suppliers
    return tuple(
        Person(
            key=f"person_{one.id}",
            name=one.name,
            of=known[one.supplier_id].name if one.supplier_id and one.supplier_id != own else "",
        )
        for one in await suppliers.agencies(desk)
    )


def _fields(found: SupplierDetails | None, tongue: Tongue) -> dict[str, str]:
    if found is None:
        return {"vat_registered": "1", "vat_percent": "25", "order_prefix": "R", "rank": "1", "active": "1"}
    one = found.supplier
    same = ("code", "name", "cvr", "order_prefix", "contact", "invoice_email", "phone")
    return {
        **{name: getattr(one, name) for name in same},
        **{f"person_{person.id}": "1" for person in found.interpreters},
        "scheme": f"{one.scheme}|{one.category}",
        "vat_registered": "1" if one.vat_registered else "",
        "vat_percent": f"{one.vat_percent.normalize():f}".replace(".", "," if tongue == "da" else "."),
        "rank": str(one.rank),
        "active": "1" if one.active else "",
    }
