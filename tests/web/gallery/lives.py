"""Bookings at every station of their lives."""

from booking.domain.bookings import Status
from booking.domain.catalogue import CASE_TYPES, IN_PERSON_REASONS
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views import bookings
from booking.web.views.orders import QuoteLine, WayOut
from booking.web.views.steps import steps
from booking.web.views.told import ToldRow
from booking.web.views.wishes import WishRow
from tests.web.gallery.frames import ARABIC, ID, SOMALI, TIGRINYA, at

LIFE = (
    (Status.UNFILLED, Mode.IN_PERSON, SOMALI, "", 9),
    (Status.OFFERED, Mode.SKYPE, TIGRINYA, "", 10),
    (Status.CONFIRMED, Mode.PHONE, ARABIC, "Amal Haddad", 11),
    (Status.DELIVERED, Mode.IN_PERSON, ARABIC, "Karim Mansour", 12),
    (Status.ATTESTED, Mode.SKYPE, TIGRINYA, "Selam Tesfay", 13),
    (Status.CANCELLED, Mode.PHONE, SOMALI, "Hodan Warsame", 14),
    (Status.NO_SHOW, Mode.SKYPE, TIGRINYA, "Selam Tesfay", 15),
)
ROWS = tuple(
    bookings.BookingRow(
        f"26-10{hour}", at(hour), at(hour + 1), language, mode, status, "Sundhedsplejen", who, "26-04417"
    )
    for status, mode, language, who, hour in LIFE
)

INVITATIONS = tuple(
    bookings.InvitationRow(at(8, minute), to, "REQUEST", seq, Text("Sendt", "Sent"), ID)
    for minute, to, seq in ((5, "amal@example.org", 0), (5, "requester@example.org", 0), (20, "amal@example.org", 1))
)
REMINDER = Text("Påmindelse om en opgave", "Reminder of a job")
TOLD = (
    ToldRow(at(9), REMINDER, "Amal Haddad", Text("Mail", "Email"), Text("Sendt", "Sent")),
    ToldRow(
        at(9), REMINDER, "22 33 44 55", Text("SMS", "SMS"),
        Text("Ikke sendt", "Not sent"), reason=Text("flyttet", "moved"), texted=True,
    ),
)  # fmt: skip
CONFIRMED = bookings.BookingPage(
    row=ROWS[2],
    version=3,
    steps=steps(Status.CONFIRMED, {Status.REQUESTED: at(8), Status.OFFERED: at(8), Status.CONFIRMED: at(8, 5)}),
    requester="Birgitte Lund",
    contact="Birgitte Lund, 24 61 00 00",
    place="24 61 00 00",
    case_type=CASE_TYPES["integration_case"].name,
    measure=Text("Selvforsørgelses- og hjemrejseprogram", "Self-support programme"),
    note="Ring to minutter før.",
    reason=None,
    interpreter_note=Text("Ansat, kategori 1", "Salaried, category 1"),
    deadline=Text("24 timer før torsdag 12/11 kl. 11.00", "24 hours before Thursday 12/11 11:00"),
    deadline_passed=True,
    forecast=(QuoteLine(Text("Tolkning, 1 time", "Interpreting, 1 hour"), 37072),),
    total_ore=37072,
    refund=bookings.RefundBox(
        False,
        0,
        0,
        Text("Personkredsen er ikke oplyst.", "The person group is not given."),
        missing=(Text("Om borgeren er i integrationsperioden", "Whether the citizen is in the integration period"),),
    ),
    history=(
        bookings.HistoryRow(at(8, 5), "Amal Haddad", Text("Tilbud accepteret", "Offer accepted")),
        bookings.HistoryRow(
            at(8, 20),
            "Jette Holm",
            Text("Ændret", "Changed"),
            (
                bookings.Change(Text("Start", "Start"), "10.30", "11.00"),
                bookings.Change(Text("Kontakt", "Contact"), "", "Birgitte Lund"),
            ),
        ),
    ),
    told=TOLD,
    invitations=INVITATIONS,
    offers=(bookings.OfferRow("Amal Haddad", Text("Accepteret", "Accepted"), at(8), at(9), at(8, 5)),),
    cancel=bookings.CancelBox(
        37072, at(11, days=-1), Text("Fristen var onsdag kl. 11.00.", "The deadline was Wednesday 11:00.")
    ),
    deliver=bookings.DeliverBox(
        "12.11.2026", "11.00", "12.00", Mode.PHONE, Text("Slut er før start.", "The end is before the start.")
    ),
    may_report_no_show=True,
    may_repeat=True,
    may_change=True,
)
DELIVERED = bookings.BookingPage(
    row=ROWS[3],
    version=5,
    steps=steps(Status.DELIVERED, {Status.REQUESTED: at(8), Status.CONFIRMED: at(8, 5), Status.DELIVERED: at(13)}),
    requester="Birgitte Lund",
    contact="Birgitte Lund, 24 61 00 00",
    place="Skovvej 3, lokale 2, 9990 Fjordby",
    case_type=CASE_TYPES["family"].name,
    measure=None,
    note="",
    reason=IN_PERSON_REASONS["child"],
    delivered_mode=Mode.IN_PERSON,
    actual=(at(12), at(13, 5)),
    lines=(
        bookings.PriceLineRow(
            Text("Tolkning, påbegyndte timer", "Interpreting, started hours"), "2", 37072, "1,0", 74144
        ),
        bookings.PriceLineRow(Text("Kørsel", "Travel"), "8,4 km", 380, "1,0", 3192),
    ),
    total_ore=77336,
    refund=bookings.RefundBox(
        True,
        50,
        38668,
        Text("Borgeren er i integrationsperioden.", "The citizen is in the integration period."),
        "INT-50",
        "2024-01",
        "Integrationsloven § 45, stk. 2",
    ),
    may_attest=True,
)
NOBODY = bookings.BookingPage(
    row=ROWS[0],
    version=1,
    steps=steps(Status.UNFILLED, {Status.REQUESTED: at(8), Status.UNFILLED: at(8, 1)}),
    requester="Birgitte Lund",
    contact="Birgitte Lund",
    place="Skovvej 3",
    case_type=CASE_TYPES["other"].name,
    measure=None,
    note="",
    reason=IN_PERSON_REASONS["other"],
    why_nobody=(Text("4 er optaget på tidspunktet", "4 are busy at the time"),),
    ways=(
        WayOut(Text("Telefontolkning: 3 ledige", "Telephone: 3 free"), "mode", "phone", "/bestillinger/1/ret?vej=mode"),
        WayOut(Text("Lad tolkekontoret finde en", "Let the office find somebody")),
    ),
    wishes=(
        WishRow(1, Mode.SKYPE, at(9), at(10), Text("Ingen kunne", "Nobody could"), False, 47250, 23625),
        WishRow(2, Mode.PHONE, at(13), at(14), Text("Prøves nu", "Being tried"), True, 47250, None, 3),
    ),
    may_change=True,
    cancel=bookings.CancelBox(0, None, Text("Ingen tolk er bestilt endnu.", "No interpreter is booked yet.")),
    attest_refused=Text("Opgaven er ikke udført endnu.", "The job is not delivered yet."),
)
