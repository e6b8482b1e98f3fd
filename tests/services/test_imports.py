"""The office's spreadsheets taken in: all of a file, or everything that is wrong with it, by row and column."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.bookings import Booking, Status
from booking.domain.interpreters import Employment, Hours, Skill
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.persistence.scope import Scope
from booking.resources import Resources
from booking.services.bookings import read
from booking.services.imports import IMPORTS, ImportRefused
from booking.services.imports.bookings import COLUMNS as BOOKING_COLUMNS
from booking.services.imports.columns import Column
from booking.services.imports.interpreters import COLUMNS as INTERPRETER_COLUMNS
from tests.builders import Cast

PEOPLE = (
    "Navn;E-mail;Ansættelse;Sprog;Køn;Født;Former;Postnummer;Arbejdstid;Timer pr. dag;Timer pr. uge;Rejsetid\n"
    "Hodan Farah;hodan.farah@tolk.example.org;Freelance;somali 3, swh;kvinde;19/1-1991;telefon, video;9901;"
    "hverdage 9-15, lør 9-13.30;7,4;20;45\n"
    'Tolkebureauet Limbro;post@limbro.example.org;bureau;"Arabisk - levantinsk, kmr 2";;;;;døgn;;;\n'
)
HEADER = (
    "Ekstern reference;Enhed;Rekvirent;Sprog;Tolkeform;Dato;Start;Slut;Minutter;Sagstype;Foranstaltning;Sagsnummer;"
    "Bemærkning;Tolk;Udført form;Faktisk start;Faktiske minutter;Rejsetid;Km"
)
# Held on 19 March 2024, on the phone though booked in person, ten minutes late and 80 minutes long.
HELD = (
    "A-1;jobcenter;requester@example.org;dari;fremmøde;19-03-2024;10.00;11.00;;Integrationsydelse;OFFER_23B;24-11;"
    '"Ring til 150385-1234\nførst";farid@tolk.example.org;telefon;10.10;80;;'
)
AHEAD = "A-2;jobcenter;requester@example.org;apc;Telefon;12-03-2026;10:00;;45;Kontanthjælp;;26-12;;;;;;;"


def sheet(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join((header, *rows, "")).encode("utf-8-sig")


async def take_in(office: Resources, what: str, content: bytes) -> int:
    async with office.desk(SYSTEM) as desk:
        return await IMPORTS[what](desk, content, progress=lambda _text: None)


async def refused(office: Resources, what: str, content: bytes) -> list[str]:
    with pytest.raises(ImportRefused) as refusal:
        await take_in(office, what, content)
    return [str(fault) for fault in refusal.value.errors]


async def all_bookings(office: Resources) -> list[Booking]:
    async with office.desk(SYSTEM) as desk:
        return await desk.bookings.listed(Scope(everything=True), limit=1000)


async def test_interpreters_come_in_with_languages_hours_and_limits(office: Resources) -> None:
    assert await take_in(office, "interpreters", PEOPLE.encode("cp1252")) == 2
    async with office.desk(SYSTEM) as desk:
        found = {one.email: one for one in await desk.interpreters.listed()}
    hodan, agency = found["hodan.farah@tolk.example.org"], found["post@limbro.example.org"]
    assert (hodan.name, hodan.employment, hodan.gender) == ("Hodan Farah", Employment.FREELANCE, "female")
    assert (hodan.born, hodan.modes) == (date(1991, 1, 19), frozenset({Mode.PHONE, Mode.SKYPE}))
    assert hodan.skills == (Skill("som", 3, date(2018, 1, 1)), Skill("swh", 1, date(2018, 1, 1)))
    assert hodan.hours[-1] == Hours(6, time(9), time(13, 30))
    assert (hodan.daily_limit, hodan.weekly_limit, hodan.max_trip) == (444, 1200, 45)
    assert (hodan.lat, hodan.lon, hodan.home_place) == (57.05, 9.92, "9901 Fjordby")
    assert (agency.category, agency.hours) == ("agency", tuple(Hours(day, time(0), time(0)) for day in range(1, 8)))
    assert {skill.language for skill in agency.skills} == {"apc", "kmr"}


PERSON = "Navn;E-mail;Ansættelse;Sprog;Født;Postnummer;Arbejdstid\nIda Bo;ida@tolk.example.org;freelance;som;;;\n"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("freelance", "konsulent", "row 2, column “Ansættelse”: “konsulent” cannot be read, "
         "expected one of: ansat, freelance, bureau …."),
        (";som;", ";klingon;", "row 2, column “Sprog”: “klingon” cannot be read, "
         "expected a language such as Dari or its code prs."),
        (";som;", ";som 9;", "row 2, column “Sprog”: “som 9” cannot be read, expected one of: 1, 2, 3, 4."),
        ("som;;", "som;31-02-1990;", "row 2, column “Født”: “31-02-1990” cannot be read, "
         "expected a date such as 19-03-2024."),
        ("som;;", "som;01-02-2015;", "row 2, column “Født”: An interpreter must be 18 or older "
         "(law 469/2025). Correct the date of birth, or add the interpreter on the 18th birthday."),
        ("som;;;", "som;;4711;", "row 2, column “Postnummer”: the office does not know 4711."),
        ("som;;;", "som;;;ofte", "row 2, column “Arbejdstid”: “ofte” cannot be read, "
         "expected hours such as man-fre 8-16, lør 9-13."),
        ("Ida Bo", "", "row 2, column “Navn”: the cell must not be empty."),
        ("ida@tolk.example.org", "ida", "row 2, column “E-mail”: “ida” cannot be read, "
         "expected an address such as name@company.com."),
        ("ida@tolk", "farid@tolk", "row 2, column “E-mail”: Farid Nazari in the register has it."),
        ("Født", "Alder", "row 1, column “Alder”: is unknown. The columns are: navn, e-mail, ansættelse, sprog, "
         "telefon, køn, født, former, takst, kategori, postnummer, arbejdstid, timer pr. dag, timer pr. uge, "
         "rejsetid, bureaurang, gyldig fra."),
        ("Født", "Navn", "row 1, column “Navn”: is there twice."),
        (";Sprog;Født", ";;Født", "row 1: the column “sprog” is missing."),
    ],
)  # fmt: skip
async def test_what_is_wrong_with_an_interpreter_is_named_by_row_and_column(
    office: Resources, before: str, after: str, said: str
) -> None:
    assert before in PERSON
    assert await refused(office, "interpreters", PERSON.replace(before, after, 1).encode()) == [said]


async def test_a_file_with_one_wrong_row_adds_nothing(office: Resources) -> None:
    before = PEOPLE.encode() + b"Ida Bo;hodan.farah@tolk.example.org;freelance;som;;;;;;;;\n"
    assert await refused(office, "interpreters", before) == ["row 4, column “E-mail”: the same as in row 2."]
    async with office.desk(SYSTEM) as desk:
        assert "hodan.farah@tolk.example.org" not in {one.email for one in await desk.interpreters.listed()}


async def test_fifty_faults_are_listed_and_the_rest_is_counted(office: Resources) -> None:
    rows = "".join(f"P {n};p{n}@tolk.example.org;freelance;ingen\n" for n in range(53))
    said = await refused(office, "interpreters", f"Navn;E-mail;Ansættelse;Sprog\n{rows}".encode())
    assert (len(said), said[49][:6], said[50]) == (51, "row 51", "… and 3 more errors.")


async def test_what_was_delivered_is_attested_priced_and_decided(office: Resources, cast: Cast) -> None:
    assert await take_in(office, "bookings", sheet(HELD)) == 1
    [booking] = await all_bookings(office)
    async with office.desk(cast.requester) as desk:
        found = await read(desk, booking.number)
        entries = await desk.histories.of(booking.id)
    delivery, settlement, refund = found.delivery, found.settlement, found.refund
    assert (booking.status, booking.mode, booking.note) == (
        Status.ATTESTED,
        Mode.IN_PERSON,
        "Ring til ••••••-••••\nførst",
    )
    assert delivery is not None
    assert (delivery.mode, delivery.starts_at, delivery.ends_at) == (
        Mode.PHONE,
        datetime(2024, 3, 19, 9, 10, tzinfo=UTC),
        datetime(2024, 3, 19, 10, 30, tzinfo=UTC),
    )
    assert settlement is not None
    # 80 minutes by phone are six quarters of an hour at 360 kr.
    assert [(line.quantity, line.rate_ore) for line in settlement.lines] == [(Decimal("1.50"), 36000)]
    assert (settlement.net_ore, settlement.held_on) == (54000, date(2024, 3, 19))
    assert refund is not None
    assert (refund.rule_code, refund.percent, refund.refund_ore) == ("INL45-PROG", 50, 27000)
    assert [entry.action for entry in entries] == [
        "requested", "imported", "assigned", "confirmed", "delivery", "delivered", "attested", "priced",
        "refund decided",
    ]  # fmt: skip


async def test_what_lies_ahead_is_ordered_and_somebody_is_looked_for(office: Resources, cast: Cast) -> None:
    assert await take_in(office, "bookings", sheet(AHEAD)) == 1
    [booking] = await all_bookings(office)
    async with office.desk(SYSTEM) as desk:
        due = await desk.outbox.due()
    assert (booking.status, booking.requester_id) == (Status.REQUESTED, cast.requester.account_id)
    assert (booking.starts_at, booking.period.minutes) == (datetime(2026, 3, 12, 9, tzinfo=UTC), 45)
    assert [kind for kind, _ in due] == ["match"]


@pytest.mark.parametrize("row", [HELD, AHEAD])
async def test_a_row_does_not_come_in_twice(office: Resources, row: str) -> None:
    assert await refused(office, "bookings", sheet(row, "", row.replace("10.00;11.00", "13.00;14.00"))) == [
        "row 4, column “Ekstern reference”: the same as in row 2."
    ]
    await take_in(office, "bookings", sheet(row))
    [booking] = await all_bookings(office)
    said = f"row 2, column “Ekstern reference”: is there already as {booking.number}."
    assert said in await refused(office, "bookings", sheet(row))


async def test_without_a_reference_unit_start_language_and_case_tell_rows_apart(office: Resources) -> None:
    other = AHEAD.replace("A-2;", ";")
    await take_in(office, "bookings", sheet(AHEAD))
    [booking] = await all_bookings(office)
    assert await refused(office, "bookings", sheet(other)) == [
        f"row 2, column “Start”: is there already as {booking.number}."
    ]
    assert await take_in(office, "bookings", sheet(other.replace("26-12", "26-13"))) == 1


@pytest.mark.parametrize(
    ("row", "before", "after", "said"),
    [
        (HELD, "jobcenter", "job", "row 2, column “Enhed”: There is no unit 'job'. The codes are at /api/v1/units."),
        (HELD, "requester@", "nobody@", "row 2, column “Rekvirent”: the address has no account. "
         "Add it first with sprogtolk add-user."),
        (HELD, "farid@tolk", "nobody@tolk", "row 2, column “Tolk”: the address is not in the register. "
         "Import the interpreters first."),
        (HELD, "farid@tolk.example.org", "", "row 2, column “Tolk”: who interpreted? "
         "Write the interpreter's email."),
        (HELD, "19-03-2024", "19-03-24", "row 2, column “Dato”: “19-03-24” cannot be read, "
         "expected a date such as 19-03-2024."),
        (HELD, "10.00;11.00", "10.00;", "row 2, column “Slut”: give the end or the minutes."),
        (HELD, "10.00;11.00", "10.00;23.00", "row 2, column “Slut”: A booking lasts between 5 minutes and 12 hours. "
         "Split longer jobs."),
        (HELD, "19-03-2024;10.00", "31-03-2024;02.30", "row 2, column “Start”: There is no 02:30 on Sunday 31 March: "
         "the clocks go forward from 02:00 to 03:00. Choose a time before 02:00 or from 03:00."),
        (HELD, "19-03-2024", "19-03-2017", "row 2, column “Dato”: There is no set of terms for telephone in MUNI-DEMO "
         "on 19.03.2017. Add a row that covers the day."),
        (HELD, "24-11", "150385-1234", "row 2, column “Sagsnummer”: write the case number, not a CPR number."),
        (HELD, "A-1", "150385-1234", "row 2, column “Ekstern reference”: write the case number, not a CPR number."),
        (HELD, "19-03-2024;10.00;11.00", "10-03-2026;7.30;8.30", "row 2: the job has not ended yet."),
        (HELD, "OFFER_23B", "HOSPITAL", "row 2, column “Foranstaltning”: Interpreting at hospitals and doctors is "
         "ordered and paid by the region (Health Act § 50). Ask the place of treatment to book the interpreter."),
        (HELD, "10.10;80;;", "10.10;80;;1.234", "row 2, column “Km”: “1.234” cannot be read, "
         "expected a number such as 12,5."),
        (AHEAD, "26-12;;;", "26-12;;farid@tolk.example.org;", "row 2, column “Tolk”: the start lies ahead: "
         "nothing may be here."),
        (AHEAD, "apc;Telefon", "apc;fremmøde", "row 2: In person needs a reason. "
         "Choose one, or book by phone or video."),
        (AHEAD, "jobcenter", "familie", "row 2, column “Enhed”: "
         "You can only book for your own unit and the units below it."),
        (AHEAD, "26-12", "26-12;;;;;;;;;mere", "row 2: “mere” is in a column without a header."),
    ],
)  # fmt: skip
async def test_what_is_wrong_with_a_booking_is_named_by_row_and_column(
    office: Resources, row: str, before: str, after: str, said: str
) -> None:
    assert before in row
    assert await refused(office, "bookings", sheet(row.replace(before, after, 1))) == [said]
    assert await all_bookings(office) == []


async def test_an_interpreter_is_not_at_two_places(office: Resources) -> None:
    other = HELD.replace("A-1", "A-3").replace("10.00;11.00", "10.30;11.30")
    later = other.replace("10.30;11.30", "11.00;12.00")
    assert await refused(office, "bookings", sheet(HELD, other)) == [
        "row 3, column “Tolk”: the interpreter had the job in row 2 at that time."
    ]
    assert await take_in(office, "bookings", sheet(HELD, later)) == 2
    number = (await all_bookings(office))[0].number
    assert await refused(office, "bookings", sheet(other.replace("A-3", "A-4").replace("11.30", "11.00"))) == [
        f"row 2, column “Tolk”: the interpreter had {number} at that time."
    ]


async def test_a_fault_is_told_in_both_tongues(office: Resources) -> None:
    with pytest.raises(ImportRefused) as refusal:
        await take_in(office, "bookings", sheet(HELD.replace("19-03-2024", "i går")))
    [fault] = refusal.value.errors
    assert fault.text == Text(
        "række 2, kolonne »Dato«: »i går« kan ikke læses, ventede en dato som 19-03-2024.",
        "row 2, column “Dato”: “i går” cannot be read, expected a date such as 19-03-2024.",
    )


async def test_a_long_file_says_how_far_it_is(office: Resources) -> None:
    heard: list[str] = []
    rows = [HELD.replace("A-1", f"A-{n}").replace("19-03-2024", f"{n % 28 + 1}-{n // 28 % 12 + 1}-{2019 + n // 336}")
            for n in range(1000)]  # fmt: skip
    async with office.desk(SYSTEM) as desk:
        taken = await IMPORTS["bookings"](desk, sheet(*rows), progress=lambda text: heard.append(text.en))
    assert (taken, heard) == (1000, ["1000 of 1000 rows read", "1000 bookings settled"])


def examples() -> list[bytes]:
    """The sheets that docs/imports.md shows, without the margin."""
    blocks = (Path(__file__).parents[2] / "docs" / "imports.md").read_text(encoding="utf-8").split("\n\n")
    lines = [block.splitlines() for block in blocks if block.startswith("    ") and ";" in block]
    return ["\n".join(line.strip() for line in block).encode() for block in lines]


async def test_the_examples_of_the_manual_come_in(office: Resources) -> None:
    people, bookings = examples()
    assert await take_in(office, "interpreters", people) == 2
    assert await take_in(office, "bookings", bookings) == 2


@pytest.mark.parametrize("column", [*INTERPRETER_COLUMNS, *BOOKING_COLUMNS], ids=lambda column: column.key)
def test_every_column_is_in_the_manual(column: Column) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "imports.md").read_text(encoding="utf-8")
    assert column.header in manual
