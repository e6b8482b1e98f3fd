"""Who may do what, and who may know of what."""

from uuid import UUID

import pytest

from booking.domain.accounts import ANONYMOUS, SYSTEM, Actor, Role
from booking.domain.errors import Denied, NotFound
from booking.domain.permissions import (
    PERMISSIONS,
    may,
    may_see,
    require_none,
    require_permission,
    require_visible,
    sees_all,
    why_not_attest,
)
from tests.builders import FAMILY, JOB_CENTRE, SALMA
from tests.domain.test_bookings import booking

BOOKING = booking()


def somebody(*roles: Role, units: frozenset[UUID] = frozenset(), interpreter: UUID | None = None) -> Actor:
    return Actor(UUID(int=9), "Bo", frozenset(roles), unit_ids=units, interpreter_id=interpreter)


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_a_permission_is_its_roles_and_the_systems(permission: str) -> None:
    having = {role for role in Role if may(somebody(role), permission)}

    assert having == PERMISSIONS[permission]
    assert may(SYSTEM, permission)
    assert not may(ANONYMOUS, permission)


def test_without_it_one_is_told_which_roles_have_it() -> None:
    require_permission(somebody(Role.COORDINATOR), "board:read")

    with pytest.raises(Denied, match="coordinator, administrator"):
        require_permission(somebody(Role.FINANCE), "board:read")


@pytest.mark.parametrize(
    ("actor", "sees"),
    [
        (SYSTEM, True),
        (ANONYMOUS, False),
        (somebody(Role.COORDINATOR), True),
        (somebody(Role.LEADER), True),
        (somebody(Role.LEADER, units=frozenset({FAMILY})), False),
        (somebody(Role.LEADER, units=frozenset({JOB_CENTRE})), True),
        (somebody(Role.REQUESTER, units=frozenset({JOB_CENTRE})), True),
        (somebody(Role.REQUESTER, units=frozenset({FAMILY})), False),
        (somebody(Role.INTERPRETER, interpreter=SALMA), True),
        (somebody(Role.INTERPRETER, interpreter=UUID(int=7)), False),
        (somebody(Role.INTERPRETER, units=frozenset({JOB_CENTRE})), False),
    ],
)
def test_a_booking_is_seen_by_its_unit_the_office_and_who_is_asked(actor: Actor, sees: bool) -> None:
    assert may_see(actor, BOOKING, interpreters=frozenset({SALMA})) is sees


def test_an_outsider_learns_not_even_that_it_is_there() -> None:
    with pytest.raises(NotFound):
        require_visible(somebody(Role.REQUESTER, units=frozenset({FAMILY})), BOOKING)
    require_visible(somebody(Role.ADMIN), BOOKING)


def test_a_leader_of_a_unit_does_not_see_all() -> None:
    assert sees_all(somebody(Role.LEADER))
    assert not sees_all(somebody(Role.LEADER, units=frozenset({FAMILY})))


def test_whoever_reported_a_delivery_is_not_the_one_to_attest_it() -> None:
    attester = somebody(Role.REQUESTER)
    reason = why_not_attest(attester, delivered_by=attester.account_id)

    assert why_not_attest(attester, delivered_by=UUID(int=1)) is None
    require_none(None, subject="B-1")
    with pytest.raises(Denied, match="cannot also attest"):
        require_none(reason, subject="B-1")
