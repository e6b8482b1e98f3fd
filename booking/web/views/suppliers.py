"""The suppliers' pages: the list, and the form of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from booking.domain.texts import Text
from booking.web.views.orders import Option


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """`vat` in words: "25 %" or "Momsfri"; `sends` is how many interpreters."""

    code: str
    name: str
    tariff: Text
    vat: Text
    order_prefix: str
    contact: str
    rank: int
    sends: int
    active: bool


@dataclass(frozen=True, slots=True)
class SupplierList:
    rows: tuple[SupplierRow, ...]
    unclaimed: int
    may_edit: bool


@dataclass(frozen=True, slots=True)
class Person:
    """An agency's interpreter to choose; `of` is the supplier they are with now, when that is another one."""

    key: str
    name: str
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierForm:
    """A supplier as typed; `stamp` marks what the form was made from and is empty for a new one."""

    values: Mapping[str, str]
    tariffs: tuple[Option, ...]
    people: tuple[Person, ...]
    is_new: bool
    stamp: str = ""
    title: str = ""
    errors: Mapping[str, Text] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, Text]:
        return NAMES


NAMES: dict[str, Text] = {
    "code": Text("Kode", "Code"),
    "name": Text("Navn", "Name"),
    "scheme": Text("Takst", "Tariff"),
    "cvr": Text("CVR-nummer", "CVR number"),
    "vat_percent": Text("Momsprocent", "VAT percent"),
    "order_prefix": Text("Rekvisitionsnumre begynder med", "Order numbers begin with"),
    "contact": Text("Kontakt om fakturaer", "Contact for invoices"),
    "invoice_email": Text("Mail til fakturaer", "Email for invoices"),
    "phone": Text("Telefon", "Phone"),
    "rank": Text("Rækkefølge", "Order of asking"),
    "interpreters": Text("Tolke", "Interpreters"),
}
