"""An interpreter's day, the remote share of four months, and a mail."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from booking.domain.accounts import ROLE_NAMES
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views import feeds, jobs, reports
from booking.web.views.entrance import DemoLogin
from tests.web.gallery.frames import ARABIC, ID, NOW, TODAY, at

CALL = jobs.Job(
    "26-1010",
    at(10, 15),
    at(11),
    ARABIC,
    Mode.SKYPE,
    "PPR",
    "Jens Møller",
    "https://video.example.org/ppr",
    Text("Bekræftet", "Confirmed"),
    Text("om 33 min.", "in 33 min"),
)
DONE = jobs.Job(
    "26-1009",
    at(8),
    at(8, 30),
    ARABIC,
    Mode.PHONE,
    "Ydelse",
    "Ida Krogh",
    "24 61 00 01",
    Text("Bekræftet", "Confirmed"),
)
VISIT = jobs.Job(
    "26-1011",
    at(14, 45),
    at(15, 45),
    ARABIC,
    Mode.IN_PERSON,
    "Sundhedsplejen",
    "Birgitte Lund",
    "Skovvej 3",
    Text("Bekræftet", "Confirmed"),
)
JOBS = jobs.JobsPage(
    undelivered="amal@tolk.example.org",
    greeting=Text("Godmorgen, Amal", "Good morning, Amal"),
    today=TODAY,
    next=CALL,
    offers=(
        jobs.OfferCard(
            ID,
            at(13, 30),
            at(14, 30),
            ARABIC,
            Mode.IN_PERSON,
            "Jobcenter, Havnegade 12",
            56200,
            at(10, 30),
            Decimal("4.2"),
            12,
        ),
        jobs.OfferCard(ID, at(9, days=1), at(9, 45, days=1), ARABIC, Mode.PHONE, "Tandplejen", 31500, at(16)),
        jobs.OfferCard(
            ID, at(9), at(9, 30), ARABIC, Mode.PHONE, "PPR", 31500, at(9, 3), now=True, order_number="R-2026-000001"
        ),
    ),
    to_report=(
        jobs.HoursForm(DONE, "12.11.2026", "08.00", "08.30"),
        jobs.HoursForm(
            replace(VISIT, number="26-1008"),
            "12.11.2026",
            "14.45",
            "14.00",
            Text("Slut er før start.", "The end is before the start."),
        ),
    ),
    week=tuple(jobs.WeekDay(TODAY + timedelta(days=n), (3, 2, 2, 3, 1, 0, 0)[n + 3]) for n in range(-3, 4)),
    coming=(CALL, replace(VISIT, may_withdraw=True, late=True), replace(VISIT, number="26-1019", may_withdraw=True)),
    subscription=feeds.SubscriptionBox("", at(8), at(8, 30)),
)
SUBSCRIBED = feeds.SubscriptionPage(feeds.SubscriptionBox("Jobcentret", at(8), choice="both", invited=12))
MADE = feeds.SubscriptionPage(
    SUBSCRIBED.subscription,
    "https://tolk.example.org/f/sf_x/tolk.ics",
    "webcal://tolk.example.org/f/sf_x/tolk.ics",
)
NO_JOBS = jobs.JobsPage(
    Text("Godmorgen, Amal", "Good morning, Amal"),
    TODAY,
    None,
    (),
    (),
    JOBS.week,
    (),
    feeds.SubscriptionBox(),
    ready_until=at(14),
)

MONTHS = tuple(reports.ShareMonth(date(2018, n, 1), 210 - n, 20 + n, 15 + n) for n in range(1, 5))
SHARE = reports.RemoteSharePage(
    since=date(2018, 1, 1),
    until=date(2018, 4, 30),
    months=MONTHS,
    definition=Text(
        "Opgaver udført på telefon eller video, delt med alle udførte opgaver i perioden. "
        "Den udførte tolkeform tæller, ikke den bestilte.",
        "Jobs delivered by phone or video, divided by all jobs delivered in the period. "
        "The mode delivered counts, not the mode booked.",
    ),
    version="1",
    as_of=NOW,
    csv_href="/rapporter/fjerntolkning?format=csv",
    rows_href="/bestillinger?status=delivered",
)
DEMO = tuple(DemoLogin(name, f"{role.value}@example.org") for role, name in ROLE_NAMES.items())
BEHIND = reports.BehindPage(
    since=date(2026, 1, 1),
    until=TODAY,
    headings=(Text("Nummer", "Number"), Text("Dato", "Date"), Text("Udgift", "Cost")),
    figures=(False, False, True),
    rows=(("B-2026-000123", "12.11.2026", "1.178,66"), ("B-2026-000124", "12.11.2026", "–")),
    footnote=Text("Periode 01.01.2026–12.11.2026.", "Period 01.01.2026–12.11.2026."),
    csv_href="/rapporter/fjerntolkning/bestillinger.csv",
    next_href="/rapporter/fjerntolkning/bestillinger?efter=1",
)
