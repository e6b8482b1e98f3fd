"""Plans: one that is thought over, one proposed with a day that moves, one that failed, one imagined, and the list."""

from dataclasses import replace
from uuid import UUID

from booking.domain.modes import Mode
from booking.domain.plans import LineState, PlanState
from booking.domain.texts import Text
from booking.web.views import plans
from booking.web.views.boards import slot
from booking.web.views.orders import Option
from tests.web.gallery.frames import ARABIC, ID, SOMALI, TIGRINYA, TODAY, Picture, at


def said(da: str, en: str = "") -> Text:
    return Text(da, en or da)


def bar(n: int, hour: int, look: str, words: Text, mode: Mode = Mode.PHONE) -> plans.Bar:
    place = slot(at(hour), at(hour + 1), TODAY)
    assert place is not None
    return plans.Bar(f"26-104{n}", "Jobcenter", mode, at(hour), at(hour + 1), place, look, words, n)


def line(n: int, what: Text, difference_ore: int, **others: object) -> plans.LineRow:
    row = plans.LineRow(
        n=n,
        number=f"26-104{n}",
        starts_at=at(8 + n),
        ends_at=at(9 + n),
        mode=(Mode.PHONE, Mode.IN_PERSON, Mode.SKYPE)[n % 3],
        language=(ARABIC, TIGRINYA, SOMALI)[n % 3],
        unit="Jobcenter",
        what=what,
        difference_ore=difference_ore,
        reasons=(
            said("Forventet pris 370 kr.", "Expected price DKK 370"),
            said("14 min. kørsel", "14 min by road"),
        ),
        state=LineState.PROPOSED,
    )
    return replace(row, **others)  # type: ignore[arg-type]


GOES, NEW = said("går til Dawit Berhane", "goes to Dawit Berhane"), said("ny", "new")
DAY = plans.DayBars(
    TODAY,
    (
        plans.Lane(said("Uden tolk", "Without interpreter"), (bar(1, 9, "from", GOES),), nobody=True),
        plans.Lane("Dawit Berhane", (bar(1, 9, "to", NEW), bar(0, 13, "stays", said("bliver", "stays")))),
        plans.Lane("Selam Tesfay", (bar(2, 10, "from", GOES, Mode.IN_PERSON),)),
    ),
    2,
)
FIGURES = (
    plans.Figure(said("Besat", "Filled"), (said("0 / 3"), said("2 / 3"))),
    plans.Figure(said("Pris", "Price"), (said("12.659,25 kr."), said("13.029,25 kr."))),
)
PROPOSED = plans.PlanPage(
    id=ID,
    title=said("Plan for 12/11", "Plan for 12/11"),
    headline=said(
        "2 af 3 opgaver besat; 370,00 kr. mere end i dag, hvor 0 er besat; højst 0,8 % fra det bedst mulige",
        "2 of 3 jobs filled; DKK 370.00 more than today, with 0 filled; at most 0.8 % from the best possible",
    ),
    asks=(said("Kun det, ingen er spurgt om", "Only what nobody has been asked about"),),
    state=PlanState.PROPOSED,
    state_name=said("Foreslået", "Proposed"),
    asked_at=at(8, 30),
    asked_by="Jette Holm",
    under_way=False,
    meter=None,
    stopping=False,
    ended=said("Stoppet, da tiden var gået.", "Stopped when the time was over."),
    said=None,
    checked=said("Hver regel er regnet efter.", "Every rule was gone over."),
    broken=(),
    columns=(said("I dag", "Today"), said("Planen", "The plan")),
    figures=FIGURES,
    days=(DAY,),
    lines=(
        line(1, said("Tildeles Dawit Berhane", "Goes to Dawit Berhane"), 0),
        line(2, said("Tilbydes Karim i stedet for Selam", "Is offered to Karim instead of Selam"), -12000),
        line(3, said("Tildeles Amal", "Goes to Amal"), 37000, state=LineState.STALE, said=said("Optaget", "Busy")),
        line(4, said("Tildeles Amal", "Goes to Amal"), 37000, state=LineState.APPLIED),
        line(5, said("Tildeles Amal", "Goes to Amal"), 37000, state=LineState.REJECTED),
    ),
    alone=(
        plans.AloneRow(
            number="26-1049",
            starts_at=at(14),
            ends_at=at(15),
            mode=Mode.IN_PERSON,
            language=TIGRINYA,
            unit="Jobcenter",
            facts=(said("Selam er optaget 13.30–14.30", "Selam is busy 13:30–14:30"),),
            ways=((said("En time senere", "An hour later"), 37000), (said("Spørg bureauet", "Ask the agency"), None)),
        ),
    ),
    can_be_applied=True,
    imagined=False,
)
THINKING = replace(
    PROPOSED,
    state=PlanState.SOLVING,
    under_way=True,
    meter=plans.Meter(40, said("Bedste plan indtil nu: 2 af 3.", "The best until now: 2 of 3.")),
    columns=(),
    days=(),
    lines=(),
    alone=(),
    can_be_applied=False,
)
FAILED = replace(
    THINKING,
    state=PlanState.FAILED,
    under_way=False,
    meter=None,
    said=said("Kontrollen fandt fejl.", "The checker found it wrong."),
    broken=(("travel", said("kan ikke nå frem", "cannot make it")),),
)
STOPPED = replace(FAILED, state=PlanState.STOPPED, said=None, broken=())
IMAGINED = replace(
    PROPOSED,
    columns=(said("I dag", "Today"), said("Planen", "The plan"), said("Tænkt", "Imagined")),
    figures=tuple(replace(one, values=(*one.values, one.values[-1])) for one in FIGURES),
    days=(),
    lines=(),
    alone=(),
    can_be_applied=False,
    imagined=True,
)
SOLVING = said("Regner", "Solving")
OPTIONS = (Option("tir", TIGRINYA), Option("som", SOMALI))
LIST = plans.PlansPage(
    rows=(
        plans.PlanRow(
            ID, PROPOSED.title, PROPOSED.headline, said("Foreslået", "Proposed"), "warn", at(8), "Jette Holm"
        ),
        plans.PlanRow(UUID(int=2), PROPOSED.title, SOLVING, SOLVING, "info", at(9), ""),
    ),
    languages=OPTIONS,
    interpreters=OPTIONS,
    drafts=(),
    may_move=(Option("open", said("Kun det, ingen er spurgt om", "Only what nobody has been asked about")),),
    today=TODAY,
    more="/planer?foer=x",
)
WRONG = replace(
    LIST,
    rows=(),
    more="",
    typed={"fra": "i går", "nye": "99"},
    errors={"fra": said("Skriv en dato.", "Write a date."), "extra_interpreters": said("Højst 10.", "10 at most.")},
)


def plan_pictures() -> tuple[Picture, ...]:
    shown = {
        "plan": PROPOSED,
        "plan-thinking": THINKING,
        "plan-stopping": replace(THINKING, stopping=True),
        "plan-failed": FAILED,
        "plan-stopped": STOPPED,
        "plan-empty": replace(PROPOSED, days=(), lines=(), alone=()),
        "plan-imagined": IMAGINED,
    }
    pages = tuple(Picture(name, "planer/plan.html", view, "tavle") for name, view in shown.items())
    return (
        *pages,
        Picture("plans", "planer/liste.html", LIST, "tavle"),
        Picture("plans-wrong", "planer/liste.html", WRONG, "tavle"),
    )
