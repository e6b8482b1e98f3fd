"""What deviations are called, and the letter that tells a supplier of them."""

from collections.abc import Sequence

from booking.domain.invoices.documents import Document
from booking.domain.invoices.judging import Deviation, DeviationKind, Judged
from booking.domain.money import kroner, kroner_da
from booking.domain.texts import Text

KINDS: dict[DeviationKind, Text] = {
    "unreferenced": Text("Uden nummer", "No number"),
    "unknown": Text("Ukendt nummer", "Unknown number"),
    "other_supplier": Text("En andens opgave", "Somebody else's job"),
    "duplicate": Text("Faktureret før", "Invoiced before"),
    "not_owed": Text("Skyldes ikke", "Not owed"),
    "not_attested": Text("Afventer attestation", "Waits for attestation"),
    "day": Text("Forkert dato", "Wrong date"),
    "minutes": Text("Forkert tid", "Wrong minutes"),
    "mode": Text("Forkert form", "Wrong mode"),
    "price": Text("Forkert pris", "Wrong price"),
    "vat": Text("Forkert moms", "Wrong VAT"),
    "credit": Text("Kredit stemmer ikke", "Credit does not fit"),
    "sum": Text("Summen stemmer ikke", "The sum is wrong"),
}


def letter(document: Document, judged: Sequence[Judged], totals: Sequence[Deviation], *, municipality: str) -> Text:
    """What to write to the supplier: each deviation with its line and its kroner, and what is asked for.

    What only waits for our own attestation is not the supplier's to mend, and is left out.
    """
    wrong = [one for one in judged if one.deviation is not None and one.deviation.kind != "not_attested"]
    da, en = [], []
    for one in wrong:
        assert one.deviation is not None
        name = one.line.reference or one.line.text or "–"
        da.append(f"- Linje {one.line.n} ({name}): {_ended(one.deviation.said.da)} {_too_much(one.deviation).da}")
        en.append(f"- Line {one.line.n} ({name}): {_ended(one.deviation.said.en)} {_too_much(one.deviation).en}")
    da += [f"- {_ended(one.said.da)}" for one in totals]
    en += [f"- {_ended(one.said.en)}" for one in totals]
    owed = sum(one.deviation.ore for one in wrong if one.deviation is not None and one.deviation.kind != "vat")
    return Text(
        "\n".join(
            (
                f"Vi har gennemgået faktura {document.number} af {document.issued_on:%d.%m.%Y}. Den kan ikke frigives:",
                "",
                *da,
                "",
                f"Send venligst en kreditnota på {kroner_da(max(owed, 0))} kr. uden moms, eller en ny faktura. "
                "Skriv rekvisitionsnummeret på hver linje.",
                "",
                f"Med venlig hilsen\nTolkekontoret, {municipality}",
            )
        ),
        "\n".join(
            (
                f"We have gone through invoice {document.number} of {document.issued_on.isoformat()}. "
                "It cannot be released:",
                "",
                *en,
                "",
                f"Please send a credit note of DKK {kroner(max(owed, 0))} net, or a new invoice. "
                "Quote the order number on each line.",
                "",
                f"Kind regards\nThe interpreter office, {municipality}",
            )
        ),
    )


def _ended(said: str) -> str:
    return said if said.endswith(".") else f"{said}."


def _too_much(deviation: Deviation) -> Text:
    ore = deviation.ore
    if ore > 0:
        return Text(f"For meget: {kroner_da(ore)} kr.", f"Too much: DKK {kroner(ore)}.")
    if ore < 0:
        return Text(f"For lidt: {kroner_da(-ore)} kr.", f"Too little: DKK {kroner(-ore)}.")
    return Text("Beløbet er rigtigt.", "The amount is right.")
