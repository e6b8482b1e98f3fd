"""What makes the interpreter's pages an app on the phone: manifest, service worker, and the sheet it keeps."""

import json

from litestar import Response, get

from booking.web import pages
from booking.web.guards import Asked
from booking.web.making.own_weeks import day_sheet
from booking.web.pages import asset
from booking.web.visits import chrome_of, tongue_of, visiting

HERE = "/tolk/dagsseddel"
# The worker's own policy is that of its script: it fetches from us alone.
WORKER = {"Content-Security-Policy": "default-src 'none'; connect-src 'self'", "Cache-Control": "no-cache"}
COLOUR, GROUND = "#0a5566", "#f4f6f7"


@get(HERE)
async def sheet(request: Asked) -> Response[str]:
    """Today's jobs and the week's ahead, for the phone to keep."""
    async with visiting(request) as visit:
        return await visit.show("tolk/dagsseddel.html", await day_sheet(visit.desk), place="tolk")


@get("/sw.js")
async def worker(request: Asked) -> Response[bytes]:
    """From the root, since what it may answer for lies beneath its own address."""
    script = (pages.STATIC / "sw.js").read_bytes()
    return Response(script, media_type="text/javascript", headers=WORKER)


@get("/app.webmanifest")
async def manifest(request: Asked) -> Response[bytes]:
    danish = tongue_of(request) == "da"
    names = ("Dagsseddel", "Timer", "Kalender") if danish else ("Day sheet", "Hours", "Calendar")
    said = {
        "id": "/tolk",
        "name": chrome_of(request).product,
        "short_name": "SprogTolk",
        "lang": "da" if danish else "en",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": COLOUR,
        "background_color": GROUND,
        "icons": [
            {"src": asset("app-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": asset("app-512.png"), "sizes": "512x512", "type": "image/png"},
            {"src": asset("app-maskable.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
            {"src": asset("app.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
        "shortcuts": [
            {"name": name, "url": url} for name, url in zip(names, (HERE, "/tolk/timer", "/tolk/kalender"), strict=True)
        ],
    }
    text = json.dumps(said, ensure_ascii=False).encode()
    return Response(text, media_type="application/manifest+json", headers={"Cache-Control": "max-age=3600"})
