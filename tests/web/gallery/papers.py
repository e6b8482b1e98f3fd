"""An interpreter's day, and a mail."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from booking.domain.accounts import ROLE_NAMES
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views import feeds, jobs
from booking.web.views.entrance import DemoLogin
from tests.web.gallery.frames import ARABIC, ID, TODAY, at

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

DEMO = tuple(DemoLogin(name, f"{role.value}@example.org") for role, name in ROLE_NAMES.items())
