"""Three-way match: booked, delivered, invoiced; each line agrees, or deviates in one named way worth so many øre."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.invoices.documents import Document, DocumentLine
from booking.domain.modes import Mode
from booking.domain.money import kroner, kroner_da
from booking.domain.suppliers import vat_of
from booking.domain.texts import Text

DeviationKind = Literal[
    "unreferenced",
    "unknown",
    "other_supplier",
    "duplicate",
    "not_owed",
    "not_attested",
    "day",
    "minutes",
    "mode",
    "price",
    "vat",
    "credit",
    "sum",
]

# What nobody can accept: the order is not the supplier's, is paid for, owes nothing, or is not known to have happened.
BLOCKING: frozenset[DeviationKind] = frozenset(
    {"unreferenced", "unknown", "other_supplier", "duplicate", "not_owed", "not_attested", "credit"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What we know of one booking: what was booked, what took place, and what is owed for it, net in øre.

    `owed_ore` is None where nothing is settled; `billed_minutes` are the interpreting minutes that the price counts.
    """

    booking_id: UUID
    number: str
    order_number: str
    supplier_id: UUID | None
    held_on: date
    mode: Mode
    booked_minutes: int
    delivered_minutes: int | None
    billed_minutes: int | None
    attested: bool
    over: bool
    owed_ore: int | None
    vat_percent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Billed:
    """What another document has asked for the same booking."""

    document: str
    net_ore: int


@dataclass(frozen=True, slots=True)
class Deviation:
    """How a line, or the document as a whole (`n` 0), differs; `ore` is what it asks too much, net (VAT for `vat`)."""

    n: int
    kind: DeviationKind
    ore: int
    said: Text


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with its booking, where one was found, and its deviation, where there is one."""

    line: DocumentLine
    job: Job | None
    deviation: Deviation | None


def judge(
    document: Document,
    jobs: Mapping[str, Job],
    *,
    supplier_id: UUID,
    vat: Decimal,
    billed: Mapping[UUID, Sequence[Billed]],
) -> tuple[Judged, ...]:
    """Each line against its booking; `jobs` by every reference in the document, `billed` by booking.

    A line that repeats an earlier one of the same document is a duplicate of it.
    """
    here: dict[UUID, list[Billed]] = {}
    found = []
    for line in document.lines:
        job = jobs.get(line.reference)
        before: list[Billed] = []
        if job is not None:
            mine = here.setdefault(job.booking_id, [])
            before = [*billed.get(job.booking_id, ()), *mine]
            mine.append(Billed(document.number, line.net_ore))
        found.append(Judged(line, job, _deviation(line, job, supplier_id, vat, before, credit=document.credit)))
    return tuple(found)


def _deviation(
    line: DocumentLine, job: Job | None, supplier_id: UUID, vat: Decimal, before: Sequence[Billed], *, credit: bool
) -> Deviation | None:
    if job is None:
        return _unknown(line)
    if job.supplier_id != supplier_id:
        return _of(
            line,
            "other_supplier",
            line.net_ore,
            Text(f"{job.number} er ikke leverandørens opgave", f"{job.number} is not the supplier's job"),
        )
    if credit:
        return _credit(line, job, before)
    if sum(one.net_ore for one in before) > 0:
        told = before[0].document
        return _of(
            line,
            "duplicate",
            line.net_ore,
            Text(f"{job.number} er allerede på faktura {told}", f"{job.number} is on invoice {told} already"),
        )
    return _unfinished(line, job) or _wrong(line, job) or _taxed(line, vat)


def _unknown(line: DocumentLine) -> Deviation:
    if not line.reference:
        return _of(
            line,
            "unreferenced",
            line.net_ore,
            Text(
                "Linjen mangler et rekvisitions- eller bestillingsnummer",
                "The line has no order number or booking number",
            ),
        )
    return _of(
        line, "unknown", line.net_ore, Text(f"{line.reference} findes ikke hos os", f"{line.reference} is not ours")
    )


def _credit(line: DocumentLine, job: Job, before: Sequence[Billed]) -> Deviation | None:
    """A credit note brings what was asked down to what is owed, or to nothing."""
    left, owed = sum(one.net_ore for one in before) + line.net_ore, job.owed_ore or 0
    if before and left in (0, owed):
        return None
    said = Text(
        f"Efter kreditnotaen er {kroner_da(left)} kr. opkrævet for {job.number}; der skyldes {kroner_da(owed)} kr.",
        f"After the credit note DKK {kroner(left)} is asked for {job.number}; DKK {kroner(owed)} is owed",
    )
    return _of(line, "credit", left - owed, said)


def _unfinished(line: DocumentLine, job: Job) -> Deviation | None:
    if not job.over:
        said = Text(f"{job.number} er ikke udført endnu", f"{job.number} has not taken place yet")
        return _of(line, "not_attested", line.net_ore, said)
    if not job.attested:
        said = Text(f"{job.number} er ikke attesteret endnu", f"{job.number} is not attested yet")
        return _of(line, "not_attested", line.net_ore, said)
    if not job.owed_ore:
        said = Text(f"Der skyldes ikke noget for {job.number}", f"Nothing is owed for {job.number}")
        return _of(line, "not_owed", line.net_ore, said)
    return None


def _wrong(line: DocumentLine, job: Job) -> Deviation | None:
    """What differs, and first what explains the money."""
    owed = job.owed_ore or 0
    more = line.net_ore - owed
    if line.day is not None and line.day != job.held_on:
        on = Text(f"{job.held_on:%d.%m.%Y}", f"{job.held_on.isoformat()}")
        said = Text(f"{job.number} blev holdt den {on.da}", f"{job.number} was held on {on.en}")
        return _of(line, "day", more, said)
    if more and _more_minutes(line, job):
        said = Text(
            f"{line.minutes} min. på fakturaen, {job.billed_minutes} min. efter bilaget og taksten",
            f"{line.minutes} min. on the invoice, {job.billed_minutes} min. by the voucher and the tariff",
        )
        return _of(line, "minutes", more, said)
    if line.mode is not None and line.mode is not job.mode:
        said = Text(f"{job.number} blev udført i en anden form", f"{job.number} was delivered in another mode")
        return _of(line, "mode", more, said)
    if more:
        said = Text(
            f"{kroner_da(line.net_ore)} kr. på fakturaen, {kroner_da(owed)} kr. efter taksten",
            f"DKK {kroner(line.net_ore)} on the invoice, DKK {kroner(owed)} by the tariff",
        )
        return _of(line, "price", more, said)
    return None


def _more_minutes(line: DocumentLine, job: Job) -> bool:
    return line.minutes is not None and job.billed_minutes is not None and line.minutes != job.billed_minutes


def _taxed(line: DocumentLine, vat: Decimal) -> Deviation | None:
    if line.vat_percent == vat:
        return None
    asked, ours = f"{line.vat_percent.normalize():f}", f"{vat.normalize():f}"
    said = Text(
        f"{asked.replace('.', ',')} % moms på fakturaen, {ours.replace('.', ',')} % efter aftalen",
        f"{asked} % VAT on the invoice, {ours} % by the agreement",
    )
    return _of(line, "vat", vat_of(line.net_ore, line.vat_percent) - vat_of(line.net_ore, vat), said)


def _of(line: DocumentLine, kind: DeviationKind, ore: int, said: Text) -> Deviation:
    return Deviation(line.n, kind, ore, said)


def of_document(document: Document) -> tuple[Deviation, ...]:
    """What is wrong with the totals: they must add up, VAT to half an øre a line, since some round each line."""
    lines = sum(line.net_ore for line in document.lines)
    vat = sum(vat_of(line.net_ore, line.vat_percent) for line in document.lines)
    found = []
    if document.net_ore != lines:
        said = Text(
            f"Linjerne giver {kroner_da(lines)} kr., fakturaen siger {kroner_da(document.net_ore)} kr.",
            f"The lines add up to DKK {kroner(lines)}, the invoice says DKK {kroner(document.net_ore)}",
        )
        found.append(Deviation(0, "sum", document.net_ore - lines, said))
    if abs(document.vat_ore - vat) * 2 > len(document.lines) + 1:
        said = Text(
            f"Momsen er {kroner_da(document.vat_ore)} kr. på fakturaen, linjernes er {kroner_da(vat)} kr.",
            f"The VAT is DKK {kroner(document.vat_ore)} on the invoice, that of its lines is DKK {kroner(vat)}",
        )
        found.append(Deviation(0, "sum", document.vat_ore - vat, said))
    if document.gross_ore != document.net_ore + document.vat_ore:
        total = document.net_ore + document.vat_ore
        said = Text(
            f"Beløb og moms giver {kroner_da(total)} kr., at betale er {kroner_da(document.gross_ore)} kr.",
            f"Net and VAT add up to DKK {kroner(total)}, to be paid is DKK {kroner(document.gross_ore)}",
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
