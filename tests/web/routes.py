"""The table of pages: what each takes, and on what; the API's own table is tests/api/routes.py."""

from tests.api.routes import Guarded, Public

ONE = "/bestillinger/{number:str}"
OFFER = "/tolk/tilbud/{offer_id:uuid}"
SHARE = "/rapporter/fjerntolkning"

PAGES: dict[tuple[str, str], Guarded | Public] = {
    ("GET", "/log-ind"): Public(),
    ("POST", "/log-ind"): Public(frozenset({403})),
    ("POST", "/log-ud"): Public(frozenset({303})),
    ("POST", "/sprog"): Public(frozenset({303})),
    ("GET", "/"): Guarded("catalogue:read"),
    ("GET", "/bestil"): Guarded("bookings:create"),
    ("POST", "/bestil"): Guarded("bookings:create"),
    ("POST", "/bestil/pris"): Guarded("bookings:create"),
    ("POST", "/bestil/udfyld"): Guarded("bookings:create"),
    ("GET", "/bestil/skabeloner"): Guarded("bookings:create"),
    ("POST", "/bestil/skabeloner"): Guarded("bookings:create"),
    ("POST", "/bestil/skabeloner/{template_id:uuid}/omdoeb"): Guarded("bookings:create", "template"),
    ("POST", "/bestil/skabeloner/{template_id:uuid}/slet"): Guarded("bookings:create", "template"),
    ("GET", "/bestillinger"): Guarded("bookings:read"),
    ("GET", "/bestillinger.csv"): Guarded("bookings:export"),
    ("GET", ONE): Guarded("bookings:read", "booking"),
    ("POST", f"{ONE}/afbestil"): Guarded("bookings:cancel", "booking"),
    ("POST", f"{ONE}/attester"): Guarded("bookings:attest", "booking"),
    ("POST", f"{ONE}/udfoert"): Guarded("bookings:deliver", "booking"),
    ("POST", f"{ONE}/udeblivelse"): Guarded("bookings:no_show", "booking"),
    ("GET", f"{ONE}/ret"): Guarded("bookings:change", "booking"),
    ("POST", f"{ONE}/ret"): Guarded("bookings:change", "booking"),
    ("POST", f"{ONE}/ret/virkning"): Guarded("bookings:change", "booking"),
    ("POST", f"{ONE}/tildel"): Guarded("bookings:assign", "booking"),
    ("GET", "/tavle"): Guarded("board:read"),
    ("GET", "/tavle/strom"): Guarded("board:read"),
    ("GET", "/tolk"): Guarded("offers:answer"),
    ("POST", f"{OFFER}/afvis"): Guarded("offers:answer", "offer"),
    ("POST", f"{OFFER}/accepter"): Guarded("offers:answer", "offer"),
    ("POST", "/tolk/opgaver/{number:str}/udfoert"): Guarded("offers:answer", "booking"),
    ("GET", "/kalender"): Guarded("calendar:subscribe"),
    ("POST", "/kalender"): Guarded("calendar:subscribe"),
    ("POST", "/kalender/stop"): Guarded("calendar:subscribe"),
    ("GET", SHARE): Guarded("reports:read"),
    ("GET", f"{SHARE}.csv"): Guarded("reports:read"),
    ("GET", f"{SHARE}/bestillinger"): Guarded("reports:read"),
    ("GET", f"{SHARE}/bestillinger.csv"): Guarded("reports:read"),
    ("GET", "/post"): Guarded("mail:read"),
    ("GET", "/post/{file:str}"): Guarded("mail:read", "mail"),
    ("GET", "/post/{file:str}/raa"): Guarded("mail:read", "mail"),
}
