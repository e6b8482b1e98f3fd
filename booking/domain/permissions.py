"""Who may do what: one table of roles, and object rules that answer with a reason."""

from booking.domain.accounts import ROLE_NAMES, Actor, Role
from booking.domain.bookings import Booking
from booking.domain.errors import Denied, NotFound
from booking.domain.texts import Text

R = Role
_OFFICE = {R.COORDINATOR, R.ADMIN}
_READERS = {R.REQUESTER, R.COORDINATOR, R.FINANCE, R.APPROVER, R.LEADER, R.ADMIN, R.AUDITOR}

PERMISSIONS: dict[str, frozenset[Role]] = {
    name: frozenset(roles)
    for name, roles in {
        "bookings:read": _READERS | {R.INTERPRETER},
        "bookings:history": _READERS,
        "bookings:create": _OFFICE | {R.REQUESTER},
        "bookings:export": _OFFICE | {R.FINANCE, R.LEADER, R.AUDITOR},
        "bookings:enter": _OFFICE,
        "bookings:change": _OFFICE | {R.REQUESTER},
        "bookings:cancel": _OFFICE | {R.REQUESTER},
        "bookings:assign": _OFFICE,
        "bookings:deliver": _OFFICE | {R.INTERPRETER},
        "bookings:no_show": _OFFICE | {R.INTERPRETER, R.REQUESTER},
        "bookings:wait": _OFFICE | {R.INTERPRETER},
        "bookings:abort": _OFFICE | {R.INTERPRETER, R.REQUESTER},
        "bookings:close": _OFFICE,
        "bookings:overrule": _OFFICE,
        "bookings:attest": {R.REQUESTER, R.ADMIN},
        "bookings:correct": _OFFICE,
        "disputes:answer": _OFFICE | {R.INTERPRETER},
        "disputes:decide": _OFFICE,
        "vouchers:read": _READERS | {R.INTERPRETER},
        "payroll:read": {R.FINANCE, R.ADMIN, R.AUDITOR},
        "payroll:write": {R.FINANCE, R.ADMIN},
        "refunds:read": {R.FINANCE, R.APPROVER, R.ADMIN, R.AUDITOR},
        "refunds:confirm": {R.REQUESTER, R.ADMIN, R.FINANCE},
        "refunds:decide": {R.FINANCE},
        "refunds:approve": {R.FINANCE, R.APPROVER},
        "rules:read": {R.FINANCE, R.APPROVER, R.LEADER, R.ADMIN, R.AUDITOR},
        "rules:write": {R.FINANCE, R.ADMIN},
        "cpr:enter": _OFFICE | {R.REQUESTER},
        "cpr:read": {R.FINANCE},
        "cpr:log": {R.AUDITOR, R.ADMIN},
        "bookings:costs": _READERS,
        "complaints:make": _OFFICE | {R.REQUESTER},
        "complaints:read": _OFFICE | {R.REQUESTER, R.INTERPRETER},
        "complaints:list": _OFFICE | {R.INTERPRETER},
        "complaints:answer": {R.INTERPRETER},
        "complaints:handle": _OFFICE,
        "ratings:give": {R.REQUESTER},
        "quality:read": _OFFICE | {R.LEADER, R.AUDITOR},
        "quality:own": _OFFICE | {R.LEADER, R.AUDITOR, R.INTERPRETER},
        "candidates:read": _OFFICE,
        "bookings:withdraw": {R.INTERPRETER},
        "offers:answer": {R.INTERPRETER},
        "offers:answer_for": _OFFICE,
        "offers:make": _OFFICE,
        "offering:read": _OFFICE | {R.LEADER, R.AUDITOR},
        "offering:write": _OFFICE,
        "offers:read": _OFFICE | {R.INTERPRETER},
        "quotes:make": _READERS,
        "catalogue:read": _READERS | {R.INTERPRETER},
        "catalogue:write": _OFFICE,
        "catalogue:override": _OFFICE,
        "units:read": _READERS,
        "units:write": {R.ADMIN},
        "suppliers:read": _OFFICE | {R.FINANCE, R.APPROVER, R.LEADER, R.AUDITOR},
        "suppliers:write": {R.FINANCE, R.ADMIN},
        "tariffs:read": _OFFICE | {R.FINANCE, R.APPROVER, R.LEADER, R.AUDITOR},
        "tariffs:write": {R.FINANCE, R.ADMIN},
        "interpreters:read": _OFFICE | {R.LEADER, R.FINANCE, R.AUDITOR},
        "interpreters:write": _OFFICE,
        "availability:read": _OFFICE | {R.INTERPRETER},
        "availability:write": _OFFICE | {R.INTERPRETER},
        "board:read": _OFFICE,
        "repairs:write": _OFFICE,
        "plans:read": _OFFICE,
        "plans:make": _OFFICE,
        "settings:read": _OFFICE | {R.LEADER, R.AUDITOR},
        "settings:write": {R.ADMIN},
        "alarms:write": _OFFICE,
        "invoices:read": {R.FINANCE, R.APPROVER, R.AUDITOR, R.ADMIN},
        "invoices:write": {R.FINANCE},
        "invoices:release": {R.FINANCE, R.APPROVER},
        "claims:read": {R.FINANCE, R.APPROVER, R.AUDITOR, R.ADMIN},
        "claims:make": {R.FINANCE},
        "claims:approve": {R.APPROVER},
        "claims:evidence": {R.FINANCE, R.AUDITOR},
        "economy:read": {R.FINANCE, R.APPROVER, R.AUDITOR, R.LEADER, R.ADMIN},
        "economy:write": {R.FINANCE},
        "preferences:own": frozenset(R),
        "preferences:office": _OFFICE,
        "messages:read": _OFFICE,
        "ledger:read": {R.FINANCE, R.APPROVER, R.AUDITOR, R.ADMIN},
        "advice:read": _OFFICE | {R.LEADER, R.AUDITOR},
        "advice:ask": _OFFICE | {R.LEADER},
        "advice:answer": _OFFICE | {R.REQUESTER},
        "overview:office": _OFFICE | {R.LEADER, R.AUDITOR},
        "reports:read": {R.COORDINATOR, R.FINANCE, R.APPROVER, R.LEADER, R.ADMIN, R.AUDITOR},
        "mail:read": _OFFICE,
        "mail:answer": _OFFICE,
        "tasks:read": _OFFICE,
        "tasks:settle": _OFFICE,
        "inbound:read": _OFFICE,
        "inbound:settle": _OFFICE,
        "users:read": {R.ADMIN},
        "users:write": {R.ADMIN},
        "tokens:write": {R.ADMIN},
        "office:write": {R.ADMIN},
        "log:read": {R.ADMIN, R.AUDITOR},
        "roles:read": {R.ADMIN, R.AUDITOR},
        "calendar:subscribe": {R.INTERPRETER, R.REQUESTER},
        "events:read": _OFFICE | {R.INTERPRETER, R.REQUESTER},
    }.items()
}

# These see the whole municipality; requesters see their unit and below, leaders too when they have one.
_SEES_ALL = frozenset({R.COORDINATOR, R.FINANCE, R.APPROVER, R.ADMIN, R.AUDITOR})


def may(actor: Actor, permission: str) -> bool:
    return actor.via == "system" or bool(actor.roles & PERMISSIONS[permission])


def require_permission(actor: Actor, permission: str) -> None:
    """Denied, with the roles that would do, when none of the actor's roles has the permission."""
    if not may(actor, permission):
        names = [name for role, name in ROLE_NAMES.items() if role in PERMISSIONS[permission]]
        da, en = ", ".join(name.da.lower() for name in names), ", ".join(name.en.lower() for name in names)
        raise Denied(
            Text(
                f"Det kræver en af rollerne: {da}.",
                f"This takes one of the roles: {en}.",
            ),
            subject=permission,
        )


def sees_all(actor: Actor) -> bool:
    if actor.via == "system" or actor.roles & _SEES_ALL:
        return True
    return Role.LEADER in actor.roles and not actor.unit_ids


def may_see(actor: Actor, booking: Booking, *, interpreters: frozenset[object] = frozenset()) -> bool:
    """Units and their subtree; `interpreters` are those who have or had the job or an offer of it."""
    if sees_all(actor):
        return True
    if actor.interpreter_id is not None and actor.interpreter_id in interpreters:
        return True
    return bool(actor.roles - {Role.INTERPRETER}) and booking.unit_id in actor.unit_ids


def require_visible(actor: Actor, booking: Booking, *, interpreters: frozenset[object] = frozenset()) -> None:
    """NotFound for an outsider: that the booking exists is nobody else's business."""
    if not may_see(actor, booking, interpreters=interpreters):
        raise unknown_booking(booking.number)


def unknown_booking(number: str) -> NotFound:
    return NotFound(
        Text(
            f"Der er ingen bestilling med nummeret {number}.",
            f"There is no booking with the number {number}.",
        ),
        subject=number,
    )


def why_not_attest(actor: Actor, *, delivered_by: object) -> Text | None:
    """The one who reported the delivery does not also attest it."""
    if actor.account_id is not None and actor.account_id == delivered_by:
        return Text(
            "Den, der har meldt opgaven udført, kan ikke også attestere den.",
            "Whoever reported the job delivered cannot also attest it.",
        )
    return None


def require_none(reason: Text | None, *, subject: str) -> None:
    """Denied with the reason, when there is one."""
    if reason is not None:
        raise Denied(reason, subject=subject)
