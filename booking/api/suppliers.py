"""Suppliers over the API: list them, read one in full, add one, change one."""

from typing import Any

from litestar import Controller, Response, get, patch, post
from litestar.params import FromPath, JSONBody

from booking.api.changing import IfMatch, given, stamp_in
from booking.api.desks import Answer, Asked, desk_for, office_of, once, tongue_of
from booking.domain.permissions import require_permission
from booking.domain.suppliers import Supplier
from booking.domain.texts import Tongue
from booking.persistence.ids import new_id
from booking.services import suppliers
from booking.services.desk import Desk
from booking.services.stamps import stamp_of
from booking.services.suppliers import SupplierDetails
from schemas.suppliers import NewSupplier, SupplierChanges, SupplierOut

_SAME = ("code", "name", "scheme", "category", "cvr", "vat_registered", "order_prefix", "contact", "invoice_email")


class SuppliersController(Controller):
    path = "/suppliers"
    tags = ["Economy"]

    @get(summary="Suppliers in the order they are asked")
    async def listed(self, request: Asked) -> list[SupplierOut]:
        async with desk_for(request) as desk:
            found = await suppliers.list_suppliers(desk)
            tongue = tongue_of(request)
            return [supplier_out(desk, SupplierDetails(one, ()), tongue) for one, _ in found.suppliers]

    @get("/{code:str}", summary="A supplier in full")
    async def read(self, request: Asked, code: FromPath[str]) -> Response[SupplierOut]:
        """With the interpreters it sends."""
        async with desk_for(request) as desk:
            return _answer(desk, await suppliers.read_supplier(desk, code=code), tongue_of(request))

    @post(summary="Add a supplier")
    async def add(self, request: Asked, data: JSONBody[NewSupplier]) -> Response[SupplierOut]:
        """Its settlements carry its VAT from now on."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "suppliers:write")

            async def make() -> Answer:
                given = {name: getattr(data, name) for name in data.__struct_fields__ if name != "interpreters"}
                supplier = Supplier(id=new_id(), **given)
                made = await suppliers.add_supplier(desk, supplier=supplier, interpreters=data.interpreters)
                return Answer(supplier_out(desk, made, tongue_of(request)), etag=f'"{stamp_of(made.supplier)}"')

            answer = await once(request, desk, SupplierOut, make)
        office_of(request).forget_reference()
        return answer

    @patch("/{code:str}", summary="Change or close a supplier")
    async def change(
        self,
        request: Asked,
        code: FromPath[str],
        data: JSONBody[SupplierChanges],
        if_match: IfMatch = None,
    ) -> Response[SupplierOut]:
        """What is settled keeps the VAT it was settled with. With If-Match nothing of others is overwritten."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "suppliers:write")
            changes, interpreters = _changes(data)
            found = await suppliers.change_supplier(
                desk, code=code, changes=changes, interpreters=interpreters, stamp=stamp_in(if_match)
            )
            answer = _answer(desk, found, tongue_of(request))
        office_of(request).forget_reference()
        return answer


def _changes(data: SupplierChanges) -> tuple[dict[str, Any], Any]:
    changes = given(data)
    return changes, changes.pop("interpreters", None)


def _answer(desk: Desk, found: SupplierDetails, tongue: Tongue) -> Response[SupplierOut]:
    headers = {"ETag": f'"{stamp_of(found.supplier)}"'}
    return Response(supplier_out(desk, found, tongue), headers=headers)


def supplier_out(desk: Desk, found: SupplierDetails, tongue: Tongue) -> SupplierOut:
    one = found.supplier
    return SupplierOut(
        **{name: getattr(one, name) for name in (*_SAME, "phone", "rank", "active")},
        vat_percent=f"{one.vat_percent.normalize():f}",
        tariff=desk.reference.scheme_names.full(one.scheme, one.category).in_(tongue),
        interpreters=[person.id for person in found.interpreters],
    )
