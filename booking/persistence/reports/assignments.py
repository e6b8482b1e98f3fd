"""R01: how many interpretings were delivered."""

from sqlalchemy import func

from booking.domain.reports import Column, Report
from booking.domain.texts import Text
from booking.persistence.reports.delivered import BY, DELIVERED, LISTED, delivered
from booking.persistence.reports.sources import Source

SOURCE = Source(
    report=Report(
        key="assignments",
        id="R01",
        slug="antal",
        chapter="office",
        title=Text("Antal tolkninger", "Assignments"),
        purpose=Text(
            "Hvor meget der tolkes, for hvem og på hvilket sprog.", "How much, for whom and in what language."
        ),
        definition=Text(
            "Udførte tolkninger med bestilt start i perioden (dansk tid). Hver gang i en række og hver gruppesamtale "
            "tæller én gang; afbestilte, udeblevne og ubemandede tæller ikke med.",
            "Interpretings delivered, with their booked start in the period (Danish time). Each occurrence of a series "
            "and each group session counts once; cancelled, no-show and unfilled bookings do not count.",
        ),
        version=1,
        columns=(Column("delivered", Text("Udførte", "Delivered")),),
        headline="delivered",
        by=BY,
        drawn="delivered",
    ),
    basis=delivered,
    rolled=DELIVERED,
    sums={"delivered": lambda jobs: func.sum(jobs.c.n)},
    listed=LISTED,
)
