"""The pages' workshop: Jinja in two tongues, strict about what is missing, with hashed addresses for assets."""

import hashlib
from dataclasses import fields
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from booking.domain.modes import MODES
from booking.domain.texts import Text, Tongue
from booking.web import formats
from booking.web.folding import FoldingEnvironment
from booking.web.views.chrome import Chrome

HERE = Path(__file__).parent
STATIC, TEMPLATES = HERE / "static", HERE / "templates"

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)

_FORMATS = (
    "day", "day_long", "day_title", "day_short", "days", "weekday", "month", "month_short", "week", "clock", "hours",
    "span", "stretch", "moment", "spoken", "number", "kroner", "percent", "duration", "worked",
)  # fmt: skip


def render(template: str, view: object, chrome: Chrome) -> str:
    """A page as text: every field of `view` (a dataclass) is a variable, and `chrome` is what surrounds it."""
    shown = {field.name: getattr(view, field.name) for field in fields(view)}  # type: ignore[arg-type]
    return environment(chrome.tongue).get_template(template).render(view=view, chrome=chrome, **shown)


def asset(name: str) -> str:
    """The address of a static file, with the hash of its content: it may be kept for a year."""
    return f"/static/{name}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


@cache
def environment(tongue: Tongue) -> Environment:
    """The templates in one tongue: `t(dansk, english)`, the formats as filters, and nothing undefined."""
    env = FoldingEnvironment(
        {"t": partial(_told, tongue), "asset": asset, "icon": _icon},
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # looking at the file's time at each include costs more than many an include
    )
    env.globals.update(tongue=tongue, MODES=MODES)
    env.filters.update({name: _bound(name, tongue) for name in _FORMATS})
    env.filters["say"] = partial(_said, tongue)
    env.filters["within"] = partial(_within, tongue)
    env.filters["iso"] = _iso
    return env


def _told(tongue: Tongue, da: str, en: str, **values: object) -> str:
    chosen = en if tongue == "en" else da
    return chosen.format(**values) if values else chosen


def _said(tongue: Tongue, text: Text | str) -> str:
    return text.in_(tongue) if isinstance(text, Text) else text


def _within(tongue: Tongue, text: Text | str) -> str:
    """A name as it stands inside a sentence: Danish writes "arabisk" small, English writes "Arabic" large."""
    said = _said(tongue, text)
    return said if tongue == "en" else said[:1].lower() + said[1:]


def _bound(name: str, tongue: Tongue) -> Any:
    return partial(_format, getattr(formats, name), tongue)


def _format(shape: Any, tongue: Tongue, value: Any, *more: Any) -> str:
    if not more:
        return str(shape(value, tongue))
    ends = [part for part in more if isinstance(part, date)]
    rest = [part for part in more if not isinstance(part, date)]
    return str(shape(value, *ends, tongue, *rest))


def _iso(value: date | datetime) -> str:
    return value.isoformat()


@cache
def _icon(name: str) -> Markup:
    """A decorative icon from the sprite; the words beside it carry the meaning."""
    return Markup('<svg class="i" aria-hidden="true"><use href="{}#i-{}"/></svg>').format(asset("icons.svg"), name)
