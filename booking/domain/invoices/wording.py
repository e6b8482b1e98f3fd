"""What deviations are called, and the letter that tells a supplier of them."""

from collections.abc import Sequence

from booking.domain.invoices.documents import Document
from booking.domain.invoices.facts import Deviation, DeviationKind, Judged
from booking.domain.money import kroner_da, kroner_en
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
    rows = [*map(_row, wrong), *(Text(f"- {_ended(one.said.da)}", f"- {_ended(one.said.en)}") for one in totals)]
    owed = max(sum(one.deviation.ore for one in wrong if one.deviation and one.deviation.kind != "vat"), 0)
    da, en = "\n".join(row.da for row in rows), "\n".join(row.en for row in rows)
    number, on, of = document.number, document.issued_on, f", {municipality}" if municipality else ""
    return Text(
        f"Vi har gennemgået faktura {number} af {on:%d.%m.%Y}. Den kan ikke frigives:\n\n{da}\n\n"
        f"Send venligst en kreditnota på {kroner_da(owed)} kr. uden moms, eller en ny faktura. "
        f"Skriv rekvisitionsnummeret på hver linje.\n\nMed venlig hilsen\nTolkekontoret{of}",
        f"We have gone through invoice {number} of {on.isoformat()}. It cannot be released:\n\n{en}\n\n"
        f"Please send a credit note of DKK {kroner_en(owed)} net, or a new invoice. "
        f"Quote the order number on each line.\n\nKind regards\nThe interpreter office{of}",
    )


def _row(one: Judged) -> Text:
    assert one.deviation is not None
    name, said, much = one.line.reference or one.line.text or "–", one.deviation.said, _too_much(one.deviation)
    return Text(
        f"- Linje {one.line.n} ({name}): {_ended(said.da)} {much.da}",
        f"- Line {one.line.n} ({name}): {_ended(said.en)} {much.en}",
    )


def _ended(said: str) -> str:
    return said if said.endswith(".") else f"{said}."


def _too_much(deviation: Deviation) -> Text:
    ore = deviation.ore
    if ore > 0:
        return Text(f"For meget: {kroner_da(ore)} kr.", f"Too much: DKK {kroner_en(ore)}.")
    if ore < 0:
        return Text(f"For lidt: {kroner_da(-ore)} kr.", f"Too little: DKK {kroner_en(-ore)}.")
    return Text("Beløbet er rigtigt.", "The amount is right.")
