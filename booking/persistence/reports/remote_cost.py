"""R04: the share of the cost of interpreting that goes to phone and video."""

from booking.domain.reports import Column, Report
from booking.domain.texts import Text
from booking.persistence.reports.delivered import BY, DELIVERED, LISTED, delivered
from booking.persistence.reports.remote_share import PARTS, SUMS, figures
from booking.persistence.reports.sources import Source

SOURCE = Source(
    report=Report(
        key="remote-share-by-cost",
        id="R04",
        slug="fjerntolkning-kroner",
        chapter="remote",
        title=Text("Fjerntolkningsandel af kroner", "Remote share by cost"),
        purpose=Text("Hvor stor en del af udgiften der går til fjerntolkning.", "How much of the cost goes to remote."),
        definition=Text(
            "Nettoudgift til tolkninger på telefon eller video i forhold til nettoudgiften til alle, af de tolkninger, "
            "der tæller i R02 og er afregnet.",
            "Net cost of interpreting by phone or video as a share of the net cost of all, of the jobs that count in "
            "R02 and are priced.",
        ),
        version=1,
        columns=(
            Column("cost", Text("Udgift", "Cost"), "kroner"),
            Column("remote_cost", Text("Udgift, fjerntolkede", "Cost, remote"), "kroner"),
            Column("share_by_cost", Text("Andel af udgift", "Share of cost"), "share"),
            Column("priced", Text("Afregnede", "Priced")),
        ),
        headline="share_by_cost",
        by=BY,
        targeted=True,
        drawn="share_by_cost",
    ),
    basis=delivered,
    rolled=DELIVERED,
    sums=SUMS,
    figures=figures,
    parts=PARTS,
    listed=LISTED,
)
