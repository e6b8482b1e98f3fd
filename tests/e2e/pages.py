"""Every page that can be looked at, who looks, and at which address; written by hand, so that no page is forgotten."""

from dataclasses import dataclass

from litestar.routes import HTTPRoute

from booking.app import create_app
from booking.domain.accounts import Role
from booking.services.setting_up import STEPS

R = Role
ONE = "/bestillinger/{number:str}"
CLAIM = "/refusionskrav/{number:str}"
DRAFT = "/takster/kladder/{draft_id:uuid}"
REPORT = "/rapporter/{slug:str}"


@dataclass(frozen=True, slots=True)
class Page:
    """`address` names its things in braces; one that is `wide` may scroll sideways on a phone."""

    route: str
    who: Role | None
    address: str = ""
    wide: bool = False

    def at(self, things: dict[str, str]) -> str:
        return (self.address or self.route).format_map(things)


PAGES: tuple[Page, ...] = (
    Page("/log-ind", None),
    Page("/bestil", R.REQUESTER),
    Page("/bestil", R.COORDINATOR),
    Page("/bestil", R.REQUESTER, "/bestil?gentag={settled}"),
    Page("/bestil/skabeloner", R.REQUESTER),
    Page("/nu", R.REQUESTER),
    Page("/bestillinger", R.REQUESTER),
    Page("/bestillinger", R.COORDINATOR, "/bestillinger?q=a"),
    Page(ONE, R.REQUESTER, "/bestillinger/{confirmed}"),
    Page(ONE, R.REQUESTER, "/bestillinger/{settled}"),
    Page(ONE, R.COORDINATOR, "/bestillinger/{unfilled}"),
    Page(ONE, R.COORDINATOR, "/bestillinger/{offered}"),
    Page(ONE, R.COORDINATOR, "/bestillinger/{delivered}"),
    Page(ONE, R.COORDINATOR, "/bestillinger/{cancelled}"),
    Page(ONE, R.COORDINATOR, "/bestillinger/{no_show}"),
    Page(ONE, R.FINANCE, "/bestillinger/{attested}"),
    Page(ONE, R.INTERPRETER, "/bestillinger/{job}"),
    Page(f"{ONE}/afbestil-flere", R.REQUESTER, "/bestillinger/{confirmed}/afbestil-flere"),
    Page(f"{ONE}/bilag", R.REQUESTER, "/bestillinger/{settled}/bilag"),
    Page(f"{ONE}/kandidater", R.COORDINATOR, "/bestillinger/{confirmed}/kandidater"),
    Page(f"{ONE}/kvalitet", R.REQUESTER, "/bestillinger/{settled}/kvalitet"),
    Page(f"{ONE}/refusion", R.FINANCE, "/bestillinger/{attested}/refusion"),
    Page(f"{ONE}/ret", R.REQUESTER, "/bestillinger/{confirmed}/ret"),
    Page("/serier/{series_id:uuid}", R.REQUESTER, "/serier/{series}"),
    Page("/attestation", R.REQUESTER),
    Page("/kalender", R.REQUESTER),
    Page("/kalender", R.INTERPRETER),
    Page("/klager", R.COORDINATOR),
    Page("/klager/{complaint:str}", R.COORDINATOR, "/klager/{complaint}"),
    Page("/kvalitet", R.COORDINATOR),
    Page("/mig", R.INTERPRETER),
    Page("/mig", R.REQUESTER),
    Page("/tavle", R.COORDINATOR, wide=True),
    Page("/tavle", R.COORDINATOR, "/tavle?vis={unfilled}", wide=True),
    Page("/tavle/uge", R.COORDINATOR, wide=True),
    Page("/planer", R.COORDINATOR),
    Page("/planer/{plan_id:uuid}", R.COORDINATOR, "/planer/{plan}"),
    Page("/planer/{plan_id:uuid}", R.COORDINATOR, "/planer/{waiting_plan}"),
    Page("/bestil/telefon", R.COORDINATOR, "/bestil/telefon?q=job"),
    Page("/indstillinger", R.COORDINATOR),
    Page("/tolke/ny", R.COORDINATOR),
    Page("/tolke/{interpreter_id:uuid}/ret", R.COORDINATOR, "/tolke/{interpreter}/ret"),
    Page("/opgaver", R.COORDINATOR),
    Page("/indgaaende", R.COORDINATOR),
    Page("/indgaaende/{mail_id:uuid}", R.COORDINATOR, "/indgaaende/{quarantined}"),
    Page("/reparation/{repair_id:uuid}", R.COORDINATOR, "/reparation/{repair}"),
    Page("/tolke", R.COORDINATOR),
    Page("/tolke/{interpreter_id:uuid}", R.COORDINATOR, "/tolke/{interpreter}"),
    Page("/post", R.COORDINATOR),
    Page("/post/sms", R.COORDINATOR),
    Page("/post/{file:str}", R.COORDINATOR, "/post/{mail}"),
    Page("/tilbudsregler", R.COORDINATOR),
    Page("/indstillinger/alarm", R.COORDINATOR),
    Page("/indstillinger/attestation", R.ADMIN),
    Page("/indstillinger/beskeder", R.COORDINATOR),
    Page("/indstillinger/erstatningssprog", R.COORDINATOR),
    Page("/indstillinger/vaegte", R.ADMIN),
    Page("/servicekatalog", R.REQUESTER),
    Page("/servicekatalog", R.COORDINATOR),
    Page("/servicekatalog/ret/sprog", R.COORDINATOR, "/servicekatalog/ret/sprog?sprog=apc"),
    Page("/servicekatalog/ret/{kind:str}/{subject:str}", R.COORDINATOR, "/servicekatalog/ret/ydelse/phone"),
    Page("/tolk", R.INTERPRETER),
    Page("/tolk/kalender", R.INTERPRETER),
    Page("/tolk/timer", R.INTERPRETER),
    Page("/tolk/raadighed", R.INTERPRETER),
    Page("/tolk/dagsseddel", R.INTERPRETER),
    Page("/tolk/svar", R.INTERPRETER),
    Page("/tolk/opgaver/{number:str}/tid", R.INTERPRETER, "/tolk/opgaver/{done}/tid"),
    Page("/cpr-opslag", R.AUDITOR),
    Page("/loen", R.FINANCE),
    Page("/refusion/uafklaret", R.FINANCE),
    Page("/refusion/uafklaret", R.FINANCE, "/refusion/uafklaret?mangler=measure"),
    Page("/refusion/regler", R.FINANCE),
    Page("/refusion/regler/{code:str}", R.FINANCE, "/refusion/regler/{rule}"),
    Page("/refusionskrav", R.FINANCE),
    Page(CLAIM, R.FINANCE, "/refusionskrav/{claim}"),
    Page(f"{CLAIM}/linjer", R.FINANCE, "/refusionskrav/{claim}/linjer"),
    Page(f"{CLAIM}/tilbageholdt", R.FINANCE, "/refusionskrav/{claim}/tilbageholdt"),
    Page("/oekonomi", R.FINANCE),
    Page("/oekonomi", R.LEADER),
    Page("/oekonomi/opsaetning", R.FINANCE),
    Page("/oekonomi/posteringer", R.FINANCE),
    Page("/oekonomi/raekker", R.FINANCE, "/oekonomi/raekker?tal=spent&aar=2026"),
    Page("/oekonomi/regnskabsbog", R.FINANCE),
    Page("/fakturaer", R.FINANCE),
    Page("/fakturaer/{invoice_id:uuid}", R.FINANCE, "/fakturaer/{invoice}"),
    Page("/leverandoerer", R.FINANCE),
    Page("/leverandoerer/ny", R.FINANCE),
    Page("/leverandoerer/{code:str}", R.FINANCE, "/leverandoerer/{supplier}"),
    Page("/takster", R.FINANCE),
    Page(DRAFT, R.FINANCE, "/takster/kladder/{draft}"),
    Page(f"{DRAFT}/vilkaar/{{subject:str}}", R.FINANCE, "/takster/kladder/{draft}/vilkaar/MUNI-DEMO.phone"),
    Page("/takster/proever", R.FINANCE),
    Page("/takster/proever/ny", R.FINANCE),
    Page("/takster/proever/{case_id:uuid}", R.FINANCE, "/takster/proever/{tariff_case}"),
    Page("/overblik/ledelse", R.LEADER),
    Page("/overblik/kontor", R.COORDINATOR),
    Page("/overblik/oekonomi", R.FINANCE),
    Page("/overblik/udvalg", R.LEADER),
    Page("/overblik/omlaegning", R.LEADER),
    Page("/rapporter", R.LEADER),
    Page(REPORT, R.LEADER, "/rapporter/fjerntolkning"),
    Page(REPORT, R.COORDINATOR, "/rapporter/antal?by=language&public=true&columns=all"),
    Page("/rapporter/gemte", R.LEADER),
    Page("/rapporter/gemte/{question_id:uuid}", R.LEADER, "/rapporter/gemte/{question}"),
    Page(f"{REPORT}/stikproeve", R.AUDITOR, "/rapporter/aarsopgoerelse/stikproeve?seed=a"),
    Page(f"{REPORT}/sammenlign", R.LEADER, "/rapporter/fjerntolkning/sammenlign"),
    Page("/rapporter/maal", R.ADMIN),
    Page(f"{REPORT}/bestillinger", R.LEADER, "/rapporter/fjerntolkning/bestillinger"),
    Page("/was", None),
    Page("/genveje", R.COORDINATOR),
    Page("/soeg", R.COORDINATOR, "/soeg?q=arabisk"),
    Page("/soeg", R.ADMIN, "/soeg?q=le"),
    Page("/soeg", R.REQUESTER, "/soeg?q=findes-ikke"),
    Page("/adgangskode/{token:str}", None, "/adgangskode/{link}"),
    Page("/administration", R.ADMIN),
    Page("/administration/roller", R.AUDITOR),
    Page("/administration/brugere/ny", R.ADMIN),
    Page("/administration/brugere/{account_id:uuid}", R.ADMIN, "/administration/brugere/{account}"),
    Page("/administration/noegler", R.ADMIN),
    Page("/administration/kontor", R.ADMIN),
    Page("/administration/log", R.ADMIN),
    Page("/administration/log", R.AUDITOR, "/administration/log?bestilling={settled}"),
    *(Page("/opstart/{step:str}", R.ADMIN, f"/opstart/{step}") for step in [*STEPS, "faerdig"]),
    Page("/enheder", R.ADMIN),
    Page("/enheder/ny", R.ADMIN),
    Page("/enheder/{code:str}", R.ADMIN, "/enheder/{unit}"),
)
# What is fetched and not looked at by itself: files, streams, fragments, and addresses that lead on.
FETCHED = frozenset(
    {
        "/",
        "/overblik",  # shows one's own of those below
        "/opstart",  # leads to the first step that is left
        "/nu/{number:str}",  # only while somebody waits on the phone
        "/nu/{number:str}/strom",
        "/tavle/strom",
        "/planer/{plan_id:uuid}/strom",
        "/tolk/strom",
        "/sw.js",
        "/app.webmanifest",
        f"{ONE}/aaben",
        "/post/{file:str}/html",
        "/post/{file:str}/raa",
        "/fakturaer/{invoice_id:uuid}/fil",
        "/oekonomi/posteringer/{number:str}",
        f"{CLAIM}/pakke/{{pack_id:uuid}}",
        "/f/{token:str}/tolk.ics",
    }
)
_ELSEWHERE = ("/api/", "/schema", "/static", "/health", "/metrics")


def routes_of_pages() -> set[str]:
    """Every address that a browser may be led to; sheets are files by their name."""
    return {
        route.path
        for route in create_app(None).routes
        if isinstance(route, HTTPRoute) and "GET" in route.methods and not route.path.startswith(_ELSEWHERE)
        if not route.path.endswith((".csv", ".xlsx", ".pdf"))
    }
