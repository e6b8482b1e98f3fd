"""The people of Fjordby who log in by role: one well-known address for each."""

from booking.domain.accounts import ROLE_NAMES, Role

CAST: dict[Role, tuple[str, str, str | None]] = {
    Role.REQUESTER: ("requester@example.org", "Mette Lindeskov", "integrationshuset"),
    Role.COORDINATOR: ("coordinator@example.org", "Hanne Birkmose", None),
    Role.INTERPRETER: ("interpreter@example.org", "Amal Haddad", None),
    Role.FINANCE: ("finance@example.org", "Torben Vestergren", None),
    Role.APPROVER: ("approver@example.org", "Kirsten Hedemark", None),
    Role.LEADER: ("leader@example.org", "Lone Aabrink", None),
    Role.ADMIN: ("admin@example.org", "Søren Klitgren", None),
    Role.AUDITOR: ("auditor@example.org", "Birthe Nordhave", None),
}
"""Role → address, name and the code of the unit."""

LOGINS: tuple[tuple[str, str], ...] = tuple((email, ROLE_NAMES[role].en) for role, (email, _, _) in CAST.items())
