"""The tariffs: what holds, a draft at work and one published, terms in a draft, and the golden cases."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from booking.domain.catalogue import Fact
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.making.version_fields import NAMES as TERMS_NAMES
from booking.web.making.versions import BILLED, DEADLINES, KINDS_OF_DEADLINE
from booking.web.views.orders import Option
from booking.web.views.services import EditForm
from booking.web.views.tariffs import (
    CASE_NAMES,
    NAMES,
    CaseForm,
    CaseLine,
    CaseList,
    DraftLine,
    DraftPage,
    DraftRate,
    DraftTerms,
    GroupLine,
    PreviewBox,
    RateLine,
    SchemePanel,
    TariffPage,
)

ONE = UUID(int=1)
NEW_YEAR = date(2027, 1, 1)
MADE = datetime(2026, 11, 12, 9, tzinfo=UTC)
OWN = Text("Kommunens egen takst, egne tolke", "The municipality's own tariff, own interpreters")
HOURLY = Text("360,00 kr. pr. time", "DKK 360.00 per hour")
INTERPRETING = Text("Tolkning", "Interpreting")
MINIMUM = Fact("min_minutes", Text("Mindstetid", "Minimum"), Text("30 minutter", "30 minutes"))
NOTHING = Fact("min_minutes", Text("Mindstetid", "Minimum"), Text("", ""))
MISSING = Text("Kørsel: takst mangler fra 1. januar 2027.", "Driving: the rate is missing from 1 January 2027.")
WRONG = {"amount": Text("Skriv et beløb.", "Write an amount.")}

ROWS = (
    RateLine(
        category=Text("Egne tolke", "Own"),
        component=INTERPRETING,
        price=HOURLY,
        until=date(2026, 12, 31),
        coming=((NEW_YEAR, HOURLY),),
        past=((date(2018, 1, 1), date(2021, 12, 31), HOURLY),),
    ),
    RateLine(category=Text("Bureau", "Agency"), component=INTERPRETING, price=None, until=None, missing=NEW_YEAR),
    RateLine(category=Text("Andre", "Others"), component=INTERPRETING, price=HOURLY, until=None, missing=NEW_YEAR),
    RateLine(category=Text("Alle", "All"), component=INTERPRETING, price=HOURLY, until=None),
)
TARIFFS = TariffPage(
    day=date(2026, 11, 12),
    schemes=(
        SchemePanel("MUNI", Text("Egen takst", "Own tariff"), True, ROWS, ((Mode.PHONE, (MINIMUM,)),)),
        SchemePanel("A2D", Text("Bureauaftalen", "The agency agreement"), False, (), ()),
    ),
    endings=(MISSING,),
    drafts=(DraftLine(ONE, "Takster 2027", NEW_YEAR, 2, MADE), DraftLine(UUID(int=2), "Tom", None, 0, MADE)),
    published=(DraftLine(UUID(int=3), "Takster 2026", NEW_YEAR, 1, MADE, MADE, "Byrådet har besluttet det."),),
    cases=13,
    failing=1,
    may_edit=True,
    values=dict.fromkeys(("name", "scheme", "category", "scheme_name"), ""),
)
READ = replace(TARIFFS, endings=(), drafts=(), published=(), failing=0, may_edit=False)
REFUSED = replace(
    TARIFFS, refused=(Text("række 2, kolonne »Beløb«: kan ikke læses.", "row 2, column “Beløb”: cannot be read."),)
)
NAMELESS = replace(TARIFFS, errors={"name": Text("Skriv et navn.", "Write a name.")})
CASE = CaseLine(
    id=ONE,
    name="To timer",
    tariff=OWN,
    mode=Mode.IN_PERSON,
    day=date(2024, 3, 19),
    expects=Text("Prisen i alt", "The total price"),
    expected=Text("741,44 kr.", "DKK 741.44"),
    found=Text("741,45 kr.", "DKK 741.45"),
    holds=False,
    source="Statens takst",
)
GROUP = GroupLine(tariff=OWN, mode=Mode.PHONE, unit="Jobcenter", count=4, before_ore=720_00, after_ore=760_00)
PREVIEW = PreviewBox(
    first=date(2026, 7, 1),
    last=date(2026, 9, 30),
    priced=447,
    unaffected=400,
    unpriced=2,
    before_ore=184_714_63,
    after_ore=180_000_00,
    groups=(GROUP,) * 12,
    largest=(("B-2026-000123", 360_00, 380_00),),
    cases=(CASE, replace(CASE, id=UUID(int=2), holds=True, source="")),
    endings=(MISSING,),
)
DRAFT = DraftPage(
    id=ONE,
    name="Takster 2027",
    rates=(
        DraftRate(
            tariff=OWN,
            component=INTERPRETING,
            before=HOURLY,
            after=HOURLY,
            valid_from=NEW_YEAR,
            valid_to=date(2027, 12, 31),
            keys={"tariff": "MUNI|own", "component": "interpreting", "valid_from": "2027-01-01"},
        ),
    ),
    terms=(
        DraftTerms(
            subject="MUNI.phone", tariff=OWN, mode=Mode.PHONE, valid_from=NEW_YEAR, changes=((NOTHING, MINIMUM),)
        ),
    ),
    preview=PREVIEW,
    published_at=None,
    reason="",
    failed=(),
    may_edit=True,
    tariffs=(Option("MUNI|own", OWN),),
    components=(Option("interpreting", INTERPRETING),),
    units=(Option("hour", Text("pr. time", "per hour")),),
    subjects=(Option("MUNI.phone", OWN),),
    values=dict.fromkeys(NAMES, ""),
)
EMPTY = replace(DRAFT, rates=(), terms=(), preview=None, errors=WRONG)
QUIET = replace(DRAFT, preview=replace(PREVIEW, priced=0, cases=(replace(CASE, holds=True),), endings=(), groups=()))
PUBLISHED = replace(
    DRAFT, preview=None, may_edit=False, published_at=MADE, reason="Byrådet har besluttet det.", failed=("To timer",)
)
TERMS = EditForm(
    part="servicekatalog/_vilkaar.html",
    title=OWN,
    href=f"/takster/kladder/{ONE}/vilkaar/MUNI.phone",
    values=dict.fromkeys((*TERMS_NAMES, "cancel_kind"), ""),
    names=TERMS_NAMES,
    touches=DEADLINES,
    errors={"min_minutes": Text("Skriv et helt tal.", "Write a whole number.")},
    deadlines=KINDS_OF_DEADLINE,
    bills=BILLED,
)
CASES = CaseList((CASE, replace(CASE, id=UUID(int=2), holds=True, source="")), may_edit=True)
NO_CASES = CaseList((), may_edit=False)
CASE_FORM = CaseForm(
    id=ONE,
    values=dict.fromkeys(CASE_NAMES, "") | {"name": "To timer"},
    tariffs=(Option("MUNI|own", OWN),),
    modes=(Option("phone", Text("Telefon", "Phone")),),
    outcomes=(Option("delivered", Text("Udført", "Delivered")),),
    expects=(Option("total", Text("Prisen i alt", "The total price")),),
)
NEW_CASE = replace(CASE_FORM, id=None, errors={"day": Text("Skriv en dato.", "Write a date.")})
PICTURES = (
    ("tariffs", "takster/side.html", TARIFFS),
    ("tariffs-read", "takster/side.html", READ),
    ("tariffs-refused", "takster/side.html", REFUSED),
    ("tariffs-nameless", "takster/side.html", NAMELESS),
    ("tariff-draft", "takster/kladde.html", DRAFT),
    ("tariff-draft-empty", "takster/kladde.html", EMPTY),
    ("tariff-draft-quiet", "takster/kladde.html", QUIET),
    ("tariff-draft-published", "takster/kladde.html", PUBLISHED),
    ("tariff-terms", "takster/vilkaar.html", TERMS),
    ("golden-cases", "takster/proever.html", CASES),
    ("golden-cases-none", "takster/proever.html", NO_CASES),
    ("golden-case", "takster/proeve.html", CASE_FORM),
    ("golden-case-new", "takster/proeve.html", NEW_CASE),
)
