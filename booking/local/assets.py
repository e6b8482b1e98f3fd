"""`python -m booking.local.assets`: copies the files that the pages load out of node_modules."""

import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
VENDOR = PROJECT / "booking" / "web" / "static" / "vendor"
PACKAGES = PROJECT / "node_modules"

# (a file of an npm package, its name in the vendor folder)
ASSETS: tuple[tuple[str, str], ...] = (
    ("htmx.org/dist/htmx.min.js", "htmx.min.js"),
    ("htmx.org/dist/ext/hx-sse.min.js", "hx-sse.min.js"),
    ("@digdir/designsystemet-css/dist/src/index.css", "designsystemet.css"),
    (
        "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2",
        "ibm-plex-sans-latin-wght-normal.woff2",
    ),
    (
        "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-ext-wght-normal.woff2",
        "ibm-plex-sans-latin-ext-wght-normal.woff2",
    ),
)


def missing_assets(vendor: Path = VENDOR) -> tuple[str, ...]:
    """The names of listed files that are not in the vendor folder."""
    return tuple(name for _, name in ASSETS if not (vendor / name).is_file())


def copy_assets(packages: Path = PACKAGES, vendor: Path = VENDOR) -> int:
    """How many files were copied; the folder then holds those and nothing else. Raises OSError."""
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for source, name in ASSETS:
        target = vendor / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / source, target)
    return len(ASSETS)


def main() -> int:
    try:
        copied = copy_assets()
    except OSError as error:
        sys.stderr.write(f"The pages' files cannot be copied: {error}\n")
        return 1
    sys.stdout.write(f"  {copied} files for the pages\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
