"""The suppliers: who sends invoices, by which tariff and with what VAT; entered once, closed when they are over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from booking.domain.errors import Invalid, NotFound
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.permissions import require_permission
from booking.domain.suppliers import Supplier, check_supplier
from booking.domain.texts import Text
from booking.gateways.guards import guarded
from booking.persistence.suppliers import read_suppliers
from booking.services.desk import Desk
from booking.services.stamps import check_stamp

EVERYBODY = 1_000_000


@dataclass(frozen=True, slots=True)
class SupplierDetails:
    """A supplier with the interpreters it sends, by name."""

    supplier: Supplier
    interpreters: tuple[Interpreter, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Every supplier with how many it sends, in the order they are asked; `unclaimed` agencies have no supplier."""

    suppliers: tuple[tuple[Supplier, int], ...]
    unclaimed: int


async def list_suppliers(desk: Desk) -> Listed:
    require_permission(desk.actor, "suppliers:read")
    counts = await desk.suppliers.counts()
    every = (await read_suppliers(desk.connection)).values()
    return Listed(tuple((one, counts.get(one.id, 0)) for one in every), counts.get(None, 0))


async def read_supplier(desk: Desk, *, code: str) -> SupplierDetails:
    """NotFound when there is no such supplier."""
    require_permission(desk.actor, "suppliers:read")
    return await _details(desk, _found((await read_suppliers(desk.connection)).values(), code))


async def agencies(desk: Desk) -> list[Interpreter]:
    """Everybody active who comes from an agency, by name."""
    every = await desk.interpreters.listed(limit=EVERYBODY)
    return [one for one in every if one.employment is Employment.AGENCY and one.active]


async def add_supplier(desk: Desk, *, supplier: Supplier, interpreters: Sequence[UUID] = ()) -> SupplierDetails:
    """Raises Invalid by field, Conflict for a code that is taken."""
    require_permission(desk.actor, "suppliers:write")
    entered = _entered(desk, supplier)
    await desk.suppliers.add(entered)
    await _give(desk, entered, interpreters)
    return await _details(desk, entered)


async def change_supplier(
    desk: Desk,
    *,
    code: str,
    changes: Mapping[str, Any],
    interpreters: Sequence[UUID] | None = None,
    stamp: str | None = None,
) -> SupplierDetails:
    """With the fields of `changes` different; what is settled keeps the VAT it was settled with.

    Raises Conflict (field "If-Match") when the supplier no longer has that stamp.
    """
    require_permission(desk.actor, "suppliers:write")
    before = _found((await desk.suppliers.locked()).values(), code)
    check_stamp(before, stamp, name=before.name, code=code)
    after = _entered(desk, replace(before, **changes))
    if after != before:
        await desk.suppliers.save(before, after)
    if interpreters is not None:
        await _give(desk, after, interpreters)
    return await _details(desk, after)


def tariffs_of(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Schemes and categories a supplier can bill by: those with terms, category by category where there are rates."""
    tariffs = desk.reference.tariffs
    schemes = sorted({one.scheme for one in tariffs.all_terms})
    priced = {(one.scheme, one.category) for one in tariffs.rates if one.component == "interpreting"}
    bare = [(scheme, "") for scheme in schemes if scheme not in {of for of, _ in priced}]
    return tuple(sorted([one for one in priced if one[0] in schemes] + bare))


async def _give(desk: Desk, supplier: Supplier, ids: Sequence[UUID]) -> None:
    known = {one.id for one in await agencies(desk)}
    if not set(ids) <= known:
        raise Invalid(
            Text("Vælg tolke fra bureauer.", "Choose interpreters who come from agencies."), field="interpreters"
        )
    await desk.suppliers.give(supplier, ids)
    desk.events.add("board")


def _found(every: Iterable[Supplier], code: str) -> Supplier:
    found = next((one for one in every if one.code == code), None)
    if found is None:
        said = Text(f"Leverandøren {code!r} findes ikke.", f"There is no supplier {code!r}.")
        raise NotFound(said, field="supplier", subject=code)
    return found


def _entered(desk: Desk, supplier: Supplier) -> Supplier:
    one = check_supplier(supplier)
    if (one.scheme, one.category) not in tariffs_of(desk):
        raise Invalid(Text("Vælg en takst fra listen.", "Choose a tariff from the list."), field="scheme")
    return replace(one, name=guarded(one.name, field="name"), contact=guarded(one.contact, field="contact"))


async def _details(desk: Desk, supplier: Supplier) -> SupplierDetails:
    theirs = await desk.interpreters.listed(ids=await desk.suppliers.of(supplier.id))
    return SupplierDetails(supplier, tuple(theirs))
