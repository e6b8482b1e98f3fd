"""Complaints at every stage, the judging of a booking, and the figures of an office."""

from dataclasses import replace

from booking.domain.quality import ABOUT, RULINGS, STAGES, About, Figures, Ruling, Stage
from booking.domain.texts import Text
from booking.web.views.quality import ComplaintList, ComplaintPage, ComplaintRow, FiguresPage, FiguresRow, JudgePage
from tests.web.gallery.frames import TIGRINYA, TODAY, at

ROW = ComplaintRow(
    number="K-2026-0007",
    booking="B-2026-001042",
    starts_at=at(13, days=-7),
    about=ABOUT[About.LATE],
    stage=STAGES[Stage.HEARING],
    tag="info",
    interpreter="Selam Tesfay",
    made_at=at(9),
    answer_by=at(23, 59, days=14),
)
DECIDED = replace(ROW, number="K-2026-0003", stage=STAGES[Stage.DECIDED], tag="ok", answer_by=None)
LIST = ComplaintList((ROW, DECIDED), handles=True)
NONE = ComplaintList((), handles=False)
HEARING = ComplaintPage(
    row=ROW,
    text="Tolken kom 20 minutter for sent.\nBorgeren nåede ikke at få svar.",
    answer="",
    answered_at=None,
    ruling=None,
    decision="",
    decided_at=None,
    may_decide=True,
    only_withdrawal=True,
)
RECEIVED = replace(HEARING, row=replace(ROW, stage=STAGES[Stage.RECEIVED], answer_by=None), may_hear=True)
ASKED = replace(
    HEARING, may_decide=False, may_answer=True, typed=" ", errors={"answer": Text("Skriv, hvad der er sket.", "Write.")}
)
ANSWERED = replace(HEARING, answer="Bussen kørte ikke.", answered_at=at(10), only_withdrawal=False)
ENDED = replace(
    ANSWERED,
    row=DECIDED,
    ruling=RULINGS[Ruling.PARTLY],
    decision="Uden egen skyld.",
    decided_at=at(11),
    may_decide=False,
)
JUDGE = JudgePage(
    number="B-2026-001042",
    language=TIGRINYA,
    starts_at=at(13, days=-7),
    ends_at=at(14, days=-7),
    interpreter="Selam Tesfay",
    over=True,
    stars=4,
    may_rate=True,
    complaints=(ROW,),
    typed="<b>",
    about="late",
    errors={"text": Text("Skriv, hvad der er sket.", "Write what happened.")},
)
TOO_EARLY = replace(JUDGE, over=False, complaints=(), errors={})
MANY = Figures(
    offered=42, accepted=30, declined=6, lapsed=4, withdrew=2, delivered=61, late=3, rated=12, stars=55, minutes=4210
)
FIGURES = FiguresPage(
    since=TODAY.replace(month=1, day=1),
    until=TODAY,
    rows=(
        FiguresRow("Selam Tesfay", Text("Freelance", "Freelance"), MANY),
        FiguresRow("Tolkebureauet Limbro", Text("Bureau", "Agency"), Figures(offered=3, accepted=1, complaints=1)),
    ),
    total=MANY + Figures(offered=3, accepted=1, complaints=1),
)
NOTHING = replace(FIGURES, rows=(), since_typed="39.1", error=Text("Skriv en dato.", "Write a date."))
