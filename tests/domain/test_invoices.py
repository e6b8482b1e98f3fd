"""Every line of an invoice agrees with what was delivered, or deviates in one named way worth so many øre."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.invoices import (
    BLOCKING,
    KINDS,
    Billed,
    Deviation,
    Document,
    DocumentLine,
    Job,
    Judged,
    agreed_ore,
    check_acceptable,
    check_approval,
    judge,
    letter,
    of_document,
)
from booking.domain.modes import Mode
from booking.domain.texts import Text

OURS, OTHERS = UUID(int=1), UUID(int=2)
DAY = date(2026, 3, 10)
VAT = Decimal(25)
JOB = Job(
    booking_id=UUID(int=7),
    number="B-2026-000007",
    order_number="R-2026-000007",
    supplier_id=OURS,
    held_on=DAY,
    mode=Mode.PHONE,
    booked_minutes=60,
    delivered_minutes=55,
    billed_minutes=60,
    attested=True,
    over=True,
    owed_ore=52000,
    vat_percent=VAT,
)
LINE = DocumentLine(
    n=1, reference="R-2026-000007", day=DAY, minutes=60, mode=Mode.PHONE, net_ore=52000, vat_percent=VAT
)


def document(*lines: DocumentLine, **different: Any) -> Document:
    net = sum(line.net_ore for line in lines)
    vat = net // 4
    made = Document(
        number="F-1",
        cvr="12345678",
        sender="Limbro",
        issued_on=date(2026, 3, 31),
        net_ore=net,
        vat_ore=vat,
        gross_ore=net + vat,
        lines=lines,
    )
    return replace(made, **different)


def judged(line: DocumentLine, job: Job | None, billed: tuple[Billed, ...] = (), *, credit: bool = False) -> Judged:
    jobs = {line.reference: job} if job is not None else {}
    known = {job.booking_id: billed} if job is not None else {}
    [one] = judge(document(line, credit=credit), jobs, supplier_id=OURS, vat=VAT, billed=known)
    return one


def test_a_line_that_asks_what_is_owed_agrees() -> None:
    assert judged(LINE, JOB) == Judged(LINE, JOB, None)
    assert judged(replace(LINE, day=None, minutes=None, mode=None), JOB).deviation is None


@pytest.mark.parametrize(
    ("line", "job", "kind", "ore"),
    [
        ({"reference": ""}, None, "unreferenced", 52000),
        ({}, None, "unknown", 52000),
        ({}, {"supplier_id": OTHERS}, "other_supplier", 52000),
        ({}, {"over": False, "attested": False, "owed_ore": None}, "not_attested", 52000),
        ({}, {"attested": False}, "not_attested", 52000),
        ({}, {"owed_ore": 0}, "not_owed", 52000),
        ({}, {"owed_ore": None}, "not_owed", 52000),
        ({"day": date(2026, 3, 11)}, {}, "day", 0),
        ({"minutes": 120, "net_ore": 104000}, {}, "minutes", 52000),
        ({"minutes": 120, "net_ore": 104000}, {"billed_minutes": None}, "price", 52000),
        ({"minutes": 120}, {}, None, 0),
        ({"mode": Mode.IN_PERSON, "net_ore": 60000}, {}, "mode", 8000),
        ({"mode": Mode.IN_PERSON}, {}, "mode", 0),
        ({"net_ore": 52001}, {}, "price", 1),
        ({"net_ore": 51000}, {}, "price", -1000),
        ({"vat_percent": Decimal(0)}, {}, "vat", -13000),
        ({"vat_percent": Decimal("25.00")}, {}, None, 0),
    ],
)
def test_what_differs_has_its_name_and_its_ore(
    line: dict[str, Any], job: dict[str, Any] | None, kind: str | None, ore: int
) -> None:
    found = judged(replace(LINE, **line), replace(JOB, **job) if job is not None else None).deviation

    assert (found.kind if found else None, found.ore if found else 0) == (kind, ore)


def test_what_is_asked_twice_is_a_duplicate_of_the_first() -> None:
    again = replace(LINE, n=2)
    first, second = judge(document(LINE, again), {LINE.reference: JOB}, supplier_id=OURS, vat=VAT, billed={})
    earlier = judged(LINE, JOB, (Billed("F-0", 52000),))
    taken_back = judged(LINE, JOB, (Billed("F-0", 52000), Billed("K-0", -52000)))

    assert first.deviation is None
    assert second.deviation is not None
    assert earlier.deviation is not None
    assert (second.deviation.kind, second.deviation.said.en) == ("duplicate", "B-2026-000007 is on invoice F-1 already")
    assert earlier.deviation.said.da == "B-2026-000007 er allerede på faktura F-0"
    assert taken_back.deviation is None


@pytest.mark.parametrize(
    ("asked", "credited", "ore"),
    [(52000, -52000, None), (60000, -8000, None), (60000, -7000, 1000), (0, -52000, -104000)],
)
def test_a_credit_note_brings_it_down_to_what_is_owed_or_to_nothing(asked: int, credited: int, ore: int | None) -> None:
    billed = (Billed("F-0", asked),) if asked else ()
    found = judged(replace(LINE, net_ore=credited), JOB, billed, credit=True).deviation

    assert (found.ore if found else None) == ore


def test_totals_must_add_up_and_vat_by_the_line_may_be_rounded() -> None:
    lines = (LINE, replace(LINE, n=2, net_ore=1001))

    assert of_document(document(*lines)) == ()
    assert of_document(document(*lines, vat_ore=13251, gross_ore=66252)) == ()
    assert [(one.kind, one.ore) for one in of_document(document(*lines, net_ore=54000))] == [
        ("sum", 999),
        ("sum", 66251 - 54000 - 13250),
    ]
    assert [one.ore for one in of_document(document(*lines, vat_ore=13300, gross_ore=66301))] == [50]


def test_what_blocks_cannot_be_accepted_and_the_rest_takes_a_reason() -> None:
    wrong = judged(replace(LINE, net_ore=60000), JOB)

    assert check_acceptable(wrong, "  aftalt \n med lederen ") == "aftalt med lederen"
    with pytest.raises(Invalid, match="Write why"):
        check_acceptable(wrong, "  ")
    with pytest.raises(Conflict, match="agrees already"):
        check_acceptable(judged(LINE, JOB), "fordi")
    with pytest.raises(Conflict, match="cannot be accepted"):
        check_acceptable(judged(LINE, None), "fordi")


def test_whoever_accepted_a_deviation_does_not_release_the_invoice() -> None:
    ada, bo = uuid4(), uuid4()
    left = Deviation(1, "price", 1, Text("x", "x"))

    check_approval([], accepted_by=[ada], approver=bo)
    check_approval([], accepted_by=[None], approver=None)
    with pytest.raises(Denied, match="Somebody else"):
        check_approval([], accepted_by=[ada], approver=ada)
    with pytest.raises(Conflict, match="1 deviation is not settled"):
        check_approval([left], accepted_by=[], approver=bo)
    with pytest.raises(Conflict, match="2 deviations are not settled"):
        check_approval([left, left], accepted_by=[], approver=bo)


def test_of_a_hundred_lines_with_seven_errors_exactly_the_seven_are_found() -> None:
    jobs = {
        f"R-2026-{n:06d}": replace(JOB, booking_id=UUID(int=n), number=f"B-2026-{n:06d}", owed_ore=50000 + 100 * n)
        for n in range(1, 101)
    }
    jobs["R-2026-000080"] = replace(jobs["R-2026-000080"], supplier_id=OTHERS)
    lines = [
        replace(LINE, n=n, reference=reference, net_ore=job.owed_ore or 0)
        for n, (reference, job) in enumerate(jobs.items(), 1)
    ]
    planted: dict[int, dict[str, Any]] = {
        7: {"net_ore": 50800},
        19: {"minutes": 120, "net_ore": 103800},
        33: {"reference": "R-2026-000032"},
        41: {"reference": "R-2025-999999"},
        58: {"day": date(2026, 3, 12)},
        66: {"vat_percent": Decimal(0)},
    }
    for n, wrong in planted.items():
        lines[n - 1] = replace(lines[n - 1], **wrong)

    found = judge(document(*lines), jobs, supplier_id=OURS, vat=VAT, billed={})

    assert {one.line.n: one.deviation.kind for one in found if one.deviation} == {
        7: "price",
        19: "minutes",
        33: "duplicate",
        41: "unknown",
        58: "day",
        66: "vat",
        80: "other_supplier",
    }
    assert agreed_ore(found) == sum(one.line.net_ore for one in found if one.deviation is None)


def test_the_letter_names_each_line_with_its_kroner_and_leaves_out_what_waits_for_us() -> None:
    lines = (
        replace(LINE, net_ore=60000),
        replace(LINE, n=2, reference="R-2026-000008"),
        replace(LINE, n=3, reference="", text="Kørsel"),
        replace(LINE, n=4, reference="R-2026-000009", net_ore=51000),
        replace(LINE, n=5, reference="R-2026-000010", day=date(2026, 3, 1)),
    )
    jobs = {
        LINE.reference: JOB,
        "R-2026-000008": replace(JOB, booking_id=UUID(int=8), attested=False),
        "R-2026-000009": replace(JOB, booking_id=UUID(int=9), number="B-2026-000009"),
        "R-2026-000010": replace(JOB, booking_id=UUID(int=10), number="B-2026-000010"),
    }
    made = document(*lines, net_ore=1)
    found = judge(made, jobs, supplier_id=OURS, vat=VAT, billed={})

    written = letter(made, found, of_document(made)[:1], municipality="Fjordby Kommune")

    assert written.da == (
        "Vi har gennemgået faktura F-1 af 31.03.2026. Den kan ikke frigives:\n\n"
        "- Linje 1 (R-2026-000007): 600,00 kr. på fakturaen, 520,00 kr. efter taksten. For meget: 80,00 kr.\n"
        "- Linje 3 (Kørsel): Linjen mangler et rekvisitions- eller bestillingsnummer. For meget: 520,00 kr.\n"
        "- Linje 4 (R-2026-000009): 510,00 kr. på fakturaen, 520,00 kr. efter taksten. For lidt: 10,00 kr.\n"
        "- Linje 5 (R-2026-000010): B-2026-000010 blev holdt den 10.03.2026. Beløbet er rigtigt.\n"
        "- Linjerne giver 2.670,00 kr., fakturaen siger 0,01 kr.\n\n"
        "Send venligst en kreditnota på 590,00 kr. uden moms, eller en ny faktura. "
        "Skriv rekvisitionsnummeret på hver linje.\n\n"
        "Med venlig hilsen\nTolkekontoret, Fjordby Kommune"
    )
    assert written.en.count("\n- ") == 5
    assert "R-2026-000008" not in written.en


def test_every_kind_has_its_words() -> None:
    assert set(KINDS) > BLOCKING
