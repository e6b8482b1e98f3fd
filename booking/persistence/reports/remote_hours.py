"""R03: the share of the hours of interpreting that are done by phone and video."""

from booking.domain.reports import Column, Report
from booking.domain.texts import Text
from booking.persistence.reports.delivered import BY, DELIVERED, LISTED, delivered
from booking.persistence.reports.remote_share import PARTS, SUMS, figures
from booking.persistence.reports.sources import Source

SOURCE = Source(
    report=Report(
        key="remote-share-by-hours",
        id="R03",
        slug="fjerntolkning-timer",
        chapter="remote",
        title=Text("Fjerntolkningsandel af timer", "Remote share by hours"),
        purpose=Text("Hvor stor en del af tolketimerne der er fjerntolket.", "How much of the hours is remote."),
        definition=Text(
            "Timer tolket på telefon eller video i forhold til alle tolkede timer, af de tolkninger, der tæller i R02. "
            "Timerne er de fakturerede, hvor opgaven er afregnet, ellers de udførte.",
            "Hours interpreted by phone or video as a share of all hours interpreted, of the jobs that count in R02. "
            "The hours are those billed where the job is priced, else those it lasted.",
        ),
        version=1,
        columns=(
            Column("hours", Text("Timer", "Hours"), "hours"),
            Column("remote_hours", Text("Fjerntolkede timer", "Remote hours"), "hours"),
            Column("share_by_hours", Text("Andel af timer", "Share of hours"), "share"),
            Column("delivered", Text("Udførte", "Delivered")),
        ),
        headline="share_by_hours",
        by=BY,
        targeted=True,
        drawn="share_by_hours",
    ),
    basis=delivered,
    rolled=DELIVERED,
    sums=SUMS,
    figures=figures,
    parts=PARTS,
    listed=LISTED,
)
