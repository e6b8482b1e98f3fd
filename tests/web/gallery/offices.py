"""The units: as a tree, and one of them in its form."""

from booking.domain.texts import Text
from booking.web.views.orders import Option
from booking.web.views.units import UnitForm, UnitRow, UnitTree

TREE = UnitTree(
    (
        UnitRow("fjordby", "Fjordby Kommune", 0, "5799999000072", "601000", "Torvet 1, 9901 Fjordby", True, False),
        UnitRow("familie", "Familieafdelingen", 1, "5799999000072", "", "", False, True),
        UnitRow("nord", "Familiehuset Nord", 2, "", "601100", "", True, True),
    ),
    may_edit=True,
)
UNIT = UnitForm(
    values={
        "code": "nord",
        "name": "Familiehuset Nord",
        "parent": "familie",
        "ean": "5799999000072",
        "cost_centre": "601100",
        "address": "Engvej 2, 9902 Vesterby",
        "active": "1",
    },
    parents=(Option("familie", "Familieafdelingen"),),
    digits=6,
    is_new=False,
    stamp="0f3a",
    title="Familiehuset Nord",
    warnings=(Text("Postnummeret kendes ikke.", "The postcode is unknown."),),
)
UNIT_WRONG = UnitForm(
    values=dict.fromkeys(("code", "name", "parent", "ean", "cost_centre", "address", "active"), ""),
    parents=(),
    digits=6,
    is_new=True,
    errors=dict.fromkeys(("code", "name", "parent", "ean", "cost_centre", "address"), Text("Skriv det.", "Write it.")),
)
