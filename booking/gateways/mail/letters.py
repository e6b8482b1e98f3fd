"""What letters say: one template per kind for both forms, Danish and English side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from booking.domain.texts import Text
from booking.gateways.addresses import Recipient
from booking.gateways.guards import cleaned


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and the same content twice."""

    subject: str
    plain: str
    html: str


def _environment(form: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("booking.gateways", "templates/mail"),
        autoescape=form == "html",  # noqa: S701 - the plain form is not HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals.update(layout=f"letter.{form}", digest=f"digest.{form}")
    return environment


_FORMS = {form: _environment(form) for form in ("txt", "html")}
_TEMPLATES: dict[tuple[str, str], Template] = {
    (name.removesuffix(".jinja"), form): environment.get_template(name)
    for form, environment in _FORMS.items()
    for name in environment.list_templates(extensions=["jinja"])
}


def write(kind: str, recipient: Recipient, *, rows: Mapping[Text, Text], page: str, **facts: object) -> Letter:
    """The letter of a kind in the reader's tongue; `rows` are facts as label and value, `page` is its one link."""
    tongue = recipient.tongue
    context = {
        "t": partial(_choose, tongue == "en"),
        "tongue": tongue,
        "name": cleaned(recipient.name),
        "role": recipient.role,
        "rows": [(label.in_(tongue), cleaned(value.in_(tongue))) for label, value in rows.items()],
        "page": page,
        **facts,
    }
    plain = _TEMPLATES[kind, "txt"]
    subject = "".join(plain.blocks["subject"](plain.new_context(context)))
    return Letter(subject.strip(), plain.render(context), _TEMPLATES[kind, "html"].render(context))


def _choose(english: bool, danish: str, in_english: str) -> str:
    return in_english if english else danish
