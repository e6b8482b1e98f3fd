"""Somebody who clicks at random: follows links, fills in forms with whatever, and sends them."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random
from urllib.parse import urljoin, urlsplit

import httpx

# What people type, and what they should not: each field gets one of these, or what stood there.
TYPED = (
    "", "a", "1", "0", "-1", "9", "930", "25", "12.30", "tor", "+7", "i morgen", "32.13.2026", "19.6.2026", "1.234,50",
    "99 31 00 00", "01014000-0000", "ikke@en", "mette@example.org", "<b>'\"\\%00", "æøå 中文 🙂", "x" * 4000, "9" * 30,
    "2026-06-19", "B-2026-000001", "https://video.example.org/rum/7", "\r\nTo: a@b.example",
)  # fmt: skip
NOT_CLICKED = re.compile(r"/log-ud|/sprog|^mailto:|^tel:|/static/|/strom")


@dataclass
class Form:
    """A form as a browser without scripts would send it: each field's choices, the first being what stands there."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    sealed: dict[str, str] = field(default_factory=dict)


class Reader(HTMLParser):
    """Collects the links and forms of a page."""

    def __init__(self, at: str) -> None:
        super().__init__(convert_charrefs=True)
        self.at = at
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in has:
            self.links.append(urljoin(self.at, has["href"]))
        elif tag == "form":
            self._form = Form(urljoin(self.at, has.get("action", "")), has.get("method", "get"))
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(self._form, tag, has)

    def _field(self, form: Form, tag: str, has: dict[str, str]) -> None:
        name, value = has.get("name", ""), has.get("value", "")
        if tag == "select":
            self._select = name
            form.fields.setdefault(name, [])
        elif tag == "option" and self._select:
            form.fields[self._select].insert(0 if "selected" in has else len(form.fields[self._select]), value)
        elif name and has.get("type") == "hidden":
            form.sealed[name] = value
        elif (name and has.get("type") in ("radio", "checkbox", "submit")) or (name and tag == "button"):
            form.fields.setdefault(name, []).append(value or "on")
        elif name and tag in ("input", "textarea"):
            form.fields[name] = [value, *TYPED]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""


@dataclass
class Wanderer:
    """One person's browser and dice; `trail` is what they did, newest last."""

    http: httpx.AsyncClient
    dice: Random
    home: str
    trail: list[str] = field(default_factory=list)

    async def wander(self, clicks: int) -> list[str]:
        """The trail to each answer of 500 and above."""
        at, broken = self.home, list[str]()
        answer = await self.http.get(at)
        for _ in range(clicks):
            answer = await self._click(answer, at)
            at = answer.url.raw_path.decode("ascii")
            if answer.status_code >= 500:
                broken.append(f"{answer.status_code} after {' → '.join(self.trail[-3:])}")
                answer = await self.http.get(self.home)
        return broken

    async def _click(self, answer: httpx.Response, at: str) -> httpx.Response:
        """A link or a form of the page, or home from where there is none."""
        reader = Reader(at)
        if answer.headers.get("content-type", "").startswith("text/html"):
            reader.feed(answer.text)
        links = [one for one in reader.links if not urlsplit(one).netloc and not NOT_CLICKED.search(one)]
        forms = [one for one in reader.forms if not NOT_CLICKED.search(one.action)]
        if forms and (not links or self.dice.random() < 0.5):
            return await self._send(self.dice.choice(forms))
        return await self._follow(self.dice.choice(links) if links else self.home)

    async def _follow(self, path: str) -> httpx.Response:
        self.trail.append(path)
        return await self.http.get(path)

    async def _send(self, form: Form) -> httpx.Response:
        typed = dict(form.sealed)
        for name, choices in form.fields.items():
            if choices and self.dice.random() < 0.9:
                typed[name] = choices[0] if self.dice.random() < 0.6 else self.dice.choice(choices)
        self.trail.append(f"{form.method} {form.action} { ({k: v[:60] for k, v in typed.items() if k != 'csrf'}) }")
        if form.method.lower() == "post":
            return await self.http.post(form.action, data=typed)
        return await self.http.get(form.action, params=typed)
