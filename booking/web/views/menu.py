"""How the menu is folded: its groups, and the keys that lead to its entries."""

from booking.domain.texts import Text

KEYS: dict[str, str] = {
    "bestil": "n",
    "tavle": "g t",
    "bestillinger": "g b",
    "opgaver": "g o",
    "tolke": "g i",
    "attestation": "g a",
    "kalender": "g k",
    "overblik": "g v",
    "rapporter": "g r",
    "oekonomi": "g e",
    "administration": "g d",
}
# Where the menu has more than fits beside each other; what stands nowhere here comes last.
GROUPS: tuple[tuple[Text, frozenset[str]], ...] = (
    (
        Text("Hver dag", "Daily"),
        frozenset({"bestil", "nu", "tavle", "planer", "opgaver", "bestillinger", "attestation"}),
    ),
    (Text("Tolke", "Interpreters"), frozenset({"tolk", "tolke", "kalender", "servicekatalog", "kvalitet", "klager"})),
    (
        Text("Penge", "Money"),
        frozenset({"refusion", "refusionskrav", "loen", "takster", "leverandoerer", "fakturaer", "oekonomi"}),
    ),
    (Text("Tal", "Figures"), frozenset({"overblik", "rapporter", "fjerntolkning", "cpr-opslag"})),
)
OTHERS = Text("Opsætning", "Set-up")
