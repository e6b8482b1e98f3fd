"""What adds up, what can be paid all the same, and who may release it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.invoices.documents import Document
from booking.domain.invoices.facts import BLOCKING, Deviation, Judged
from booking.domain.money import kroner_da, kroner_en
from booking.domain.suppliers import vat_of
from booking.domain.texts import Text


def of_document(document: Document) -> tuple[Deviation, ...]:
    """What is wrong with the totals: they must add up, VAT to half an øre a line, since some round each line."""
    lines = sum(line.net_ore for line in document.lines)
    vat = sum(vat_of(line.net_ore, line.vat_percent) for line in document.lines)
    found = []
    if document.net_ore != lines:
        said = Text(
            f"Linjerne giver {kroner_da(lines)} kr., fakturaen siger {kroner_da(document.net_ore)} kr.",
            f"The lines add up to DKK {kroner_en(lines)}, the invoice says DKK {kroner_en(document.net_ore)}",
        )
        found.append(Deviation(0, "sum", document.net_ore - lines, said))
    if abs(document.vat_ore - vat) * 2 > len(document.lines) + 1:
        said = Text(
            f"Momsen er {kroner_da(document.vat_ore)} kr. på fakturaen, linjernes er {kroner_da(vat)} kr.",
            f"The VAT is DKK {kroner_en(document.vat_ore)} on the invoice, that of its lines is DKK {kroner_en(vat)}",
        )
        found.append(Deviation(0, "sum", document.vat_ore - vat, said))
    if document.gross_ore != document.net_ore + document.vat_ore:
        total = document.net_ore + document.vat_ore
        said = Text(
            f"Beløb og moms giver {kroner_da(total)} kr., at betale er {kroner_da(document.gross_ore)} kr.",
            f"Net and VAT add up to DKK {kroner_en(total)}, to be paid is DKK {kroner_en(document.gross_ore)}",
        )
        found.append(Deviation(0, "sum", document.gross_ore - total, said))
    return tuple(found)


def agreed_ore(judged: Iterable[Judged]) -> int:
    """What the lines that agree ask for, net."""
    return sum(one.line.net_ore for one in judged if one.deviation is None)


def check_acceptable(one: Judged, reason: str) -> str:
    """The reason without its blanks; Conflict where the deviation is none, or one that nobody can accept."""
    if one.deviation is None:
        raise Conflict(Text("Linjen stemmer allerede.", "The line agrees already."), subject=str(one.line.n))
    if one.deviation.kind in BLOCKING:
        raise Conflict(
            Text(
                f"{one.deviation.said.da}. Det kan ikke godkendes. Bed leverandøren om en kreditnota, eller vent.",
                f"{one.deviation.said.en}. It cannot be accepted. Ask the supplier for a credit note, or wait.",
            ),
            subject=str(one.line.n),
        )
    tidy = " ".join(reason.split())
    if not tidy:
        raise Invalid(Text("Skriv, hvorfor I betaler det.", "Write why you pay it."), field="reason")
    return tidy


def check_approval(
    open_deviations: Sequence[Deviation], *, accepted_by: Iterable[UUID | None], approver: UUID | None
) -> None:
    """Conflict while anything deviates that nobody has accepted; Denied for whoever accepted one of them."""
    if open_deviations:
        n = len(open_deviations)
        raise Conflict(
            Text(
                f"{n} {'afvigelse er' if n == 1 else 'afvigelser er'} ikke afgjort. Godkend dem med en grund, "
                "eller bed leverandøren om en kreditnota.",
                f"{n} {'deviation is' if n == 1 else 'deviations are'} not settled. Accept them with a reason, "
                "or ask the supplier for a credit note.",
            )
        )
    if approver is not None and approver in set(accepted_by):
        raise Denied(
            Text(
                "Du har selv godkendt en afvigelse på fakturaen. En anden skal frigive den.",
                "You have accepted a deviation of the invoice yourself. Somebody else must release it.",
            )
        )
