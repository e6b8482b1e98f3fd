"""Pages about refund decisions: the unsure, one booking's refund, overruling by two, the rules and their versions."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any, cast

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from booking.domain.errors import Conflict, Invalid
from booking.domain.refunds.decision import RefundPolicy
from booking.domain.refunds.rules import CapType, RefundRule
from booking.domain.texts import Text
from booking.services import refunds
from booking.services.desk import Desk
from booking.web.booking_pages import answers_in
from booking.web.entries import day_in, number_in
from booking.web.guards import Asked, office_of
from booking.web.making.refunds import refund_page, unsure_list
from booking.web.making.rules import CAP_TYPES, NEW, rule_form, rules_page
from booking.web.visits import Visit, visiting

LIST, RULES, ONE = "/refusion/uafklaret", "/refusion/regler", "/bestillinger/{number:str}/refusion"
LIST_PAGE, RULES_PAGE, FORM_PAGE = "refusion/uafklaret.html", "refusion/regler.html", "refusion/regel.html"
ONE_PAGE = "refusion/side.html"
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,30}")
PAST = date(2000, 1, 1)


@get(LIST)
async def unsure(
    request: Asked, enhed: FromQuery[str] = "", mangler: FromQuery[str] = "", side: FromQuery[str] = ""
) -> Response[str]:
    page = int(side) if side.isascii() and side.isdigit() and len(side) < 7 else 1
    async with visiting(request) as visit:
        view = await unsure_list(visit.desk, unit=enhed, lacking=mangler, page=page)
        return await visit.show(LIST_PAGE, view, place="refusion")


@get(ONE)
async def show(request: Asked, number: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(ONE_PAGE, await refund_page(visit.desk, number), place="refusion")


@post(f"{ONE}/svar")
async def answer(request: Asked, number: FromPath[str]) -> Response[str]:
    """The questions, or a judgement: whichever form was sent."""

    async def act(visit: Visit) -> None:
        typed = visit.fields
        judged = typed.get("judged")
        await refunds.answer(
            visit.desk,
            number=number,
            answers=answers_in(visit) if "case_type" in typed else None,
            judged=judged if judged in ("eligible", "not_eligible") else None,  # type: ignore[arg-type]
            because=typed.get("because", ""),
        )

    return await _step(request, number, act, "refund_answered")


@post(f"{ONE}/fravig")
async def ask(request: Asked, number: FromPath[str]) -> Response[str]:
    async def act(visit: Visit) -> None:
        rule, reason = visit.fields.get("rule", ""), visit.fields.get("reason", "")
        await refunds.ask_overrule(visit.desk, number=number, rule_code=rule, reason=reason)

    return await _step(request, number, act, "overrule_asked")


@post(f"{ONE}/fravig/afgoer")
async def decide(request: Asked, number: FromPath[str]) -> Response[str]:
    async def act(visit: Visit) -> None:
        approves = visit.fields.get("decision") == "approve"
        step = refunds.approve if approves else refunds.refuse
        await step(visit.desk, number=number, note=visit.fields.get("note", "")[:500])

    return await _step(request, number, act, "overrule_ended")


@post(f"{ONE}/fravig/tilbage")
async def withdraw(request: Asked, number: FromPath[str]) -> Response[str]:
    async def act(visit: Visit) -> None:
        await refunds.withdraw_overrule(visit.desk, number=number)

    return await _step(request, number, act, "overrule_ended")


async def _step(request: Asked, number: str, act: Callable[[Visit], Awaitable[None]], told: str) -> Response[str]:
    """On with the decision; what was typed comes back with what is wrong."""
    path = f"/bestillinger/{number}/refusion"
    try:
        async with visiting(request, once=True) as visit:
            await act(visit)
            return visit.moved(path, told=told, number=number)
    except Invalid as error:
        async with visiting(request) as visit:
            errors = {error.field or "reason": error.message}
            view = await refund_page(visit.desk, number, typed=visit.fields, errors=errors)
            return await visit.show(ONE_PAGE, view, place="refusion", status=422, path=path)


@get(RULES)
async def rules(request: Asked) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(RULES_PAGE, await rules_page(visit.desk), place="refusion")


@get(f"{RULES}/{{code:str}}")
async def version_form(request: Asked, code: FromPath[str]) -> Response[str]:
    async with visiting(request) as visit:
        return await visit.show(FORM_PAGE, await rule_form(visit.desk, code), place="refusion")


@post(f"{RULES}/{{code:str}}")
async def publish(request: Asked, code: FromPath[str]) -> Response[str]:
    try:
        async with visiting(request, once=True) as visit:
            await rule_form(visit.desk, code)
            rule = _rule_in(visit, _first(visit) if code == NEW else _newest(visit.desk, code))
            new = await refunds.publish(visit.desk, rule=rule, note=visit.fields.get("note", ""))
            response = visit.moved(RULES, told="rule_published", number=f"{new.code} v{new.version}")
    except (Invalid, Conflict) as error:
        async with visiting(request) as visit:
            errors = {error.field or "valid_from": error.message}
            view = await rule_form(visit.desk, code, typed=visit.fields, errors=errors)
            return await visit.show(FORM_PAGE, view, place="refusion", status=422, path=f"{RULES}/{code}")
    office_of(request).forget_reference()
    return response


def _first(visit: Visit) -> RefundRule:
    """The ground of a rule that nobody knows yet; Invalid for a code that is no code or is another rule's."""
    code, cap = visit.fields.get("code", "").strip().upper(), visit.fields.get("cap_type", "")
    if not _CODE.fullmatch(code):
        said = Text("Skriv 2-31 tegn: A-Z, tal og bindestreg.", "Write 2 to 31 signs: A-Z, digits and hyphens.")
        raise Invalid(said, field="code")
    if any(one.code == code for one in visit.desk.reference.refund_rules):
        said = Text(f"{code} findes. Lav en ny version af den.", f"{code} exists. Make a new version of it.")
        raise Invalid(said, field="code")
    if cap not in {one.code for one in CAP_TYPES}:
        raise Invalid(Text("Vælg et loft.", "Choose a cap."), field="cap_type")
    if not visit.fields.get("name_da", "").strip():
        raise Invalid(Text("Skriv reglens navn.", "Write the rule's name."), field="name_da")
    none: tuple[str, ...] = ()
    return RefundRule(
        code=code,
        version=1,
        legal_ref="",
        name=Text("", ""),
        percent=0,
        person_groups=none,
        measures=none,
        components=none,
        cap_type=cast(CapType, cap),
        cap_note="",
        valid_from=PAST,
        valid_to=None,
        account_hint="",
        excludes=none,
        evidence="",
    )


def _rule_in(visit: Visit, newest: RefundRule) -> RefundRule:
    """The rule as it was written, on the ground of its newest version; raises Invalid."""
    typed = visit.fields
    until = typed.get("valid_to", "").strip()
    return replace(
        newest,
        valid_from=day_in(typed.get("valid_from", ""), PAST, field="valid_from"),
        valid_to=day_in(until, PAST, field="valid_to") if until else None,
        percent=int(number_in(typed.get("percent", ""), field="percent")),
        name=Text(typed.get("name_da", "")[:200], typed.get("name_en", "")[:200] or typed.get("name_da", "")[:200]),
        legal_ref=typed.get("legal_ref", "")[:200],
        measures=_ticked(typed, "m-"),
        person_groups=_ticked(typed, "g-"),
        components=_ticked(typed, "c-"),
        cap_note=typed.get("cap_note", "")[:200],
        account_hint=typed.get("account_hint", "")[:200],
        evidence=typed.get("evidence", ""),
    )


def _newest(desk: Desk, code: str) -> RefundRule:
    return max((one for one in desk.reference.refund_rules if one.code == code), key=lambda one: one.version)


def _ticked(typed: object, prefix: str) -> tuple[str, ...]:
    return tuple(name.removeprefix(prefix) for name in typed if name.startswith(prefix))  # type: ignore[attr-defined]


@post("/refusion/valg")
async def set_policy(request: Asked) -> Response[str]:
    """What the exits give, and where a measure is expected."""
    async with visiting(request) as visit:
        typed = visit.fields
        names = ("cancelled_late", "citizen_no_show", "interpreter_no_show", "aborted")
        chosen: dict[str, Any] = {name: typed.get(name, "") for name in names}
        policy = RefundPolicy(**chosen, measure_expected=frozenset(_ticked(typed, "e-")))
        await refunds.set_policy(visit.desk, policy=policy)
        response = visit.moved(RULES, told="policy_set")
    office_of(request).forget_reference()
    return response
