"""Every page of the gallery is whole: parseable, labelled, without inline code, and complete in both tongues."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError

from booking.domain.accounts import Role
from booking.domain.bookings import Status
from booking.domain.texts import Text, Tongue
from booking.local.assets import missing_assets
from booking.web.pages import STATIC, TEMPLATES, asset, environment, render
from booking.web.views.bookings import TAGS
from booking.web.views.chrome import PLACES, Chrome
from booking.web.views.entrance import LoginForm, error_page
from tests.web.gallery.frames import Picture, chrome
from tests.web.gallery.register import PICTURES

# What a phone keeps carries no seal of a session.
KEPT_ON_THE_PHONE = {"tolk/dagsseddel.html"}
# What is made by a route, and an icon that is nothing at all.
NO_FILES = {"/app.webmanifest", "data:,"}
VOID = {"meta", "link", "input", "br", "hr", "img", "path", "use", "polyline", "col"}


class Reader(HTMLParser):
    """Collects the tags of a page and complains about any that is closed in the wrong place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tuple(self.open))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tuple(self.open))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> is in the wrong place at {self.getpos()}"


@dataclass(frozen=True, slots=True)
class Page:
    html: str
    tags: list[tuple[str, dict[str, str | None]]]
    inside: list[tuple[str, ...]]

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


def read(html: str) -> Page:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return Page(html, reader.tags, reader.inside)


_READ: dict[tuple[str, Tongue], Page] = {}


@pytest.fixture
def page(picture: Picture, framed: Chrome) -> Page:
    """Rendered and read once, however many tests look at it."""
    key = picture.name, framed.tongue
    if key not in _READ:
        _READ[key] = read(render(picture.template, picture.view, framed))
    return _READ[key]


def test_a_page_has_nothing_inline(page: Page) -> None:
    forbidden = [
        (tag, name) for tag, attrs in page.tags for name in attrs if name == "style" or name.startswith(("on", "hx-on"))
    ]

    assert forbidden == []
    assert "style" not in [tag for tag, _ in page.tags]
    assert all(attrs.get("src") for attrs in page.all("script"))
    assert not re.search(r"""(?:href|action|src)=["']javascript:""", page.html)


def test_every_control_has_a_label(page: Page) -> None:
    labelled = {attrs["for"] for attrs in page.all("label") if "for" in attrs}
    bare = [
        attrs
        for (tag, attrs), around in zip(page.tags, page.inside, strict=True)
        if tag in {"input", "select", "textarea"}
        and attrs.get("type") != "hidden"
        and attrs.get("id") not in labelled
        and "label" not in around
    ]

    assert bare == []


def test_ids_are_unique_and_every_reference_leads_somewhere(page: Page) -> None:
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    wanted = {
        part
        for _, attrs in page.tags
        for name in ("for", "aria-labelledby", "aria-describedby")
        for part in (attrs.get(name) or "").split()
    } | {href[1:] for attrs in page.all("a") if (href := attrs.get("href") or "").startswith("#")}

    assert len(ids) == len(set(ids))
    assert wanted - set(ids) == set()


def test_every_file_it_loads_is_there(page: Page) -> None:
    if missing_assets():
        pytest.skip("the vendor files are not copied: python -m booking.local.assets")
    used = [attrs.get("src") or attrs.get("href") or "" for attrs in page.all("link", "script", "img", "use")]
    kept = [address for address in used if address.startswith("/static/")]
    files = [address.removeprefix("/static/").split("?")[0].split("#")[0] for address in kept]

    assert files
    assert set(used) - set(kept) <= NO_FILES
    assert [name for name in files if not (STATIC / name).is_file()] == []


def test_every_icon_is_in_the_sprite(page: Page) -> None:
    sprite = set(re.findall(r'id="(i-[a-z0-9-]+)"', (STATIC / "icons.svg").read_text()))
    used = {(attrs.get("href") or "").split("#")[-1] for attrs in page.all("use")}

    assert used - sprite == set()


def test_every_form_that_changes_something_carries_the_token(page: Page, picture: Picture) -> None:
    posts = page.html.count('method="post"')

    assert page.html.count('name="csrf" value="c5rf"') == posts
    assert (posts > 0) is (picture.template not in KEPT_ON_THE_PHONE)


def test_a_page_has_one_heading_one_main_and_its_language(page: Page, tongue: Tongue) -> None:
    assert (len(page.all("h1")), len(page.all("main"))) == (1, 1)
    assert page.all("html")[0]["lang"] == tongue
    assert "SprogTolk, Fjordby Kommune</title>" in page.html


def test_a_page_shouts_at_nobody_and_shows_no_leftovers(page: Page) -> None:
    words = re.sub(r"<[^>]*>", " ", page.html.removeprefix("<!doctype html>").split("<body", 1)[1])

    assert "!" not in words
    assert not re.search(r"\bNone\b(?! yet)|\bText\(|\{\{|\{%|Undefined", words)


@pytest.mark.parametrize("name", [shown.name for shown in PICTURES])
def test_the_two_tongues_have_the_same_bones(name: str) -> None:
    shown = next(shown for shown in PICTURES if shown.name == name)
    danish, english = (
        [tag for tag, _ in read(render(shown.template, shown.view, chrome(tongue, shown))).tags]
        for tongue in ("da", "en")
    )

    assert danish == english


def test_every_template_that_is_a_page_is_in_the_gallery() -> None:
    pages = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if not path.name.startswith("_") and path.name != "base.html"
    }

    assert {shown.template for shown in PICTURES} == pages


def test_both_tongues_of_a_template_are_written() -> None:
    calls = [
        (path.name, pair)
        for path in TEMPLATES.rglob("*.html")
        for pair in re.findall(r"""\bt\((?:"([^"]*)"|'([^']*)'), (?:"([^"]*)"|'([^']*)')""", path.read_text())
    ]

    assert len(calls) > 100
    assert [call for call in calls if not (call[1][0] or call[1][1]) or not (call[1][2] or call[1][3])] == []


def test_what_a_user_wrote_is_escaped() -> None:
    nasty = "<img src=x onerror=alert(1)>"
    shown = Picture("x", "log-ind.html", LoginForm(nasty, nasty, Text(nasty, nasty)), role=None)

    html = render(shown.template, shown.view, chrome("da", shown))

    assert nasty not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") >= 3


def test_a_missing_value_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        environment("da").from_string("{{ nothing }}").render()


def test_an_asset_is_addressed_by_its_content() -> None:
    assert re.fullmatch(r"/static/app\.css\?v=[0-9a-f]{10}", asset("app.css"))


def test_every_role_has_somewhere_to_go() -> None:
    assert {role for place in PLACES for role in place.roles} == set(Role)


def test_every_status_has_a_colour() -> None:
    assert set(TAGS) == set(Status)


@pytest.mark.parametrize(("status", "shown"), [(403, 403), (404, 404), (405, 405), (503, 503)])
def test_an_error_keeps_its_status_and_has_words(status: int, shown: int) -> None:
    page = error_page(status)

    assert (page.status, bool(page.title.da), bool(page.what_next.en)) == (shown, True, True)
