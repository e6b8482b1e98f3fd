"""The suppliers: listed, none yet, and one of them in its form."""

from booking.domain.texts import Text
from booking.web.views.orders import Option
from booking.web.views.suppliers import NAMES, Person, SupplierForm, SupplierList, SupplierRow

OWN = Text("Kommunens egen takst, bureau", "The municipality's own tariff, agency")
VAT = Text("25 %", "25 %")
ROWS = (
    SupplierRow("limbro", "Tolkebureauet Limbro", OWN, VAT, "R", "faktura@limbro.example.org", 1, 4, True),
    SupplierRow("oest", "Fjerntolk Øst", OWN, Text("Momsfri", "Exempt"), "OST", "", 2, 0, False),
)
LISTED = SupplierList(ROWS, 2, may_edit=True)
NOBODY = SupplierList((), 0, may_edit=False)


def form(*, is_new: bool, errors: dict[str, Text] | None = None) -> SupplierForm:
    typed = {"name": "Tolkebureauet Limbro", "code": "limbro", "scheme": "MUNI-DEMO|agency", "vat_registered": "1"}
    people = (Person("person_1", "Amina Warsame"), Person("person_2", "Yusuf Idris", "Fjerntolk Øst"))
    return SupplierForm(
        values=dict.fromkeys((*NAMES, "active", "person_1", "person_2"), "") | typed,
        tariffs=(Option("MUNI-DEMO|agency", OWN),),
        people=() if is_new else people,
        is_new=is_new,
        title="Tolkebureauet Limbro",
        errors=errors or {},
    )
