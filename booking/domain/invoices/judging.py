"""Three-way match: booked, delivered, invoiced; each line agrees, or deviates in one named way worth so many øre."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from booking.domain.invoices.documents import Document, DocumentLine
from booking.domain.invoices.facts import Billed, Deviation, DeviationKind, Job, Judged
from booking.domain.money import kroner_da, kroner_en
from booking.domain.suppliers import vat_of
from booking.domain.texts import Text


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
        f"After the credit note DKK {kroner_en(left)} is asked for {job.number}; DKK {kroner_en(owed)} is owed",
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
            f"DKK {kroner_en(line.net_ore)} on the invoice, DKK {kroner_en(owed)} by the tariff",
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
        f"{asked}% VAT on the invoice, {ours}% by the agreement",
    )
    return _of(line, "vat", vat_of(line.net_ore, line.vat_percent) - vat_of(line.net_ore, vat), said)


def _of(line: DocumentLine, kind: DeviationKind, ore: int, said: Text) -> Deviation:
    return Deviation(line.n, kind, ore, said)
