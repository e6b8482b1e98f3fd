"""Checks a pack of evidence from SprogTolk with nothing but python3.

    python3 verify.py               in the folder where the pack was unpacked
    python3 verify.py PACK.zip      without unpacking it

Every file and every row of a sheet must be as it was packed; the ledger's entries must follow from one another;
the claim must add up; and the sample must be the one that its seed draws. Exit code 0 when all of it holds.
"""

import csv
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

MANIFEST, LEDGER, LINES, CAPS, CLAIM, SAMPLE = (
    "manifest.json",
    "regnskabsbog.csv",
    "linjer.csv",
    "raadighedsbeloeb.csv",
    "krav.csv",
    "stikproeve.csv",
)
CHAINED = 13
# Handed out by finance beside the pack and kept nowhere, so no manifest names it.
NUMBERS = "cpr.csv"


def read_pack(place: Path) -> dict[str, bytes]:
    """The files by name, from a zip or a folder."""
    if place.is_file():
        with zipfile.ZipFile(place) as folder:
            names = folder.namelist()
            if len(set(names)) < len(names):  # which of two files another program unpacks nobody knows
                raise zipfile.BadZipFile("en fil ligger der to gange / a file is there twice")
            return {name: folder.read(name) for name in names}
    return {str(one.relative_to(place)): one.read_bytes() for one in sorted(place.rglob("*")) if one.is_file()}


def rows(content: bytes) -> list[list[str]]:
    """The cells of a sheet below its headings."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]


def check_files(pack: dict[str, bytes], files: dict[str, dict[str, object]]) -> list[str]:
    """What is missing, what does not belong, and what is changed: by file, and by row where it is a sheet."""
    faults = [f"{name}: mangler / missing" for name in files if name not in pack]
    faults += [f"{name}: hører ikke til / does not belong" for name in pack if name not in (*files, MANIFEST, NUMBERS)]
    for name, known in files.items():
        if name in pack and hashlib.sha256(pack[name]).hexdigest() != known["sha256"]:
            faults += changed_rows(name, pack[name], known.get("rows"))
    return faults


def changed_rows(name: str, content: bytes, known: object) -> list[str]:
    """The rows that are not as they were packed, numbered as a spreadsheet does; the file itself where it has none."""
    if not isinstance(known, list):
        return [f"{name}: ændret / changed"]
    found = [hashlib.sha256(line).hexdigest()[:16] for line in content.split(b"\r\n")]
    wrong = [n for n, (was, now) in enumerate(zip(known, found), 1) if was != now]  # noqa: B905  of two lengths
    if len(known) != len(found):
        wrong.append(min(len(known), len(found)) + 1)
    return [f"{name}: række {n} er ændret / row {n} has been changed" for n in wrong[:20]]


def check_ledger(content: bytes, head: dict[str, object]) -> list[str]:
    """The first entry that does not follow from the one before, or that the chain ends too early."""
    last, n = bytes(32), 0
    for n, cells in enumerate(rows(content), 1):
        last = hashlib.sha256(last + "\t".join(cells[:CHAINED]).encode()).digest()
        if last.hex() != cells[CHAINED]:
            return [f"{LEDGER}: række {n + 1} følger ikke af den før / row {n + 1} does not follow from the one before"]
    if [n, last.hex()] != [head["n"], head["hash"]]:
        return [f"{LEDGER}: kæden ender ved {n}, ikke ved {head['n']} / the chain ends at {n}, not at {head['n']}"]
    return []


def ore(written: str) -> int:
    """Kroner with a decimal comma in whole øre."""
    whole, _, rest = written.lstrip("-").partition(",")
    return (-1 if written.startswith("-") else 1) * (int(whole) * 100 + int((rest + "00")[:2]))


def check_sums(pack: dict[str, bytes]) -> list[str]:
    """That the lines less what the cap takes are the claim."""
    lines = sum(ore(cells[-1]) for cells in rows(pack[LINES]))
    caps = sum(ore(cells[-1]) for cells in rows(pack[CAPS]))
    claimed = {cells[0]: cells[1] for cells in rows(pack[CLAIM])}
    total = ore(claimed["Refusion efter loft"])
    return (
        []
        if lines - caps == total
        else [f"{CLAIM}: {total} øre, men linjerne giver / but the lines give {lines - caps}"]
    )


def check_sample(pack: dict[str, bytes], seed: str, many: int) -> list[str]:
    """That the sample is the one the seed draws from the claim's bookings."""
    numbers = {cells[1] for cells in rows(pack[LINES])}
    drawn = sorted(numbers, key=lambda number: hashlib.sha256(f"{seed}\n{number}".encode()).digest())[:many]
    found = [cells[0] for cells in rows(pack[SAMPLE])]
    return [] if drawn == found else [f"{SAMPLE}: ikke den, frøet {seed} trækker / not the one the seed {seed} draws"]


def check_numbers(pack: dict[str, bytes]) -> list[str]:
    """That the sheet of citizens, where it was handed out, is about the claim's bookings and no others."""
    if NUMBERS not in pack:
        return []
    claimed, given = {cells[1] for cells in rows(pack[LINES])}, {cells[0] for cells in rows(pack[NUMBERS])}
    return [f"{NUMBERS}: {one} passer ikke med {LINES} / does not fit {LINES}" for one in sorted(claimed ^ given)[:20]]


def verify(pack: dict[str, bytes]) -> list[str]:
    """Every fault, in words; none when the pack is whole."""
    if MANIFEST not in pack:
        return [f"{MANIFEST}: mangler / missing"]
    about = json.loads(pack[MANIFEST])
    faults = check_files(pack, about["files"])
    if faults:
        return faults
    faults += check_ledger(pack[LEDGER], about["ledger"])
    faults += check_sums(pack) + check_sample(pack, about["seed"], about["sample"])
    return faults + check_numbers(pack)


def main() -> int:
    place = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that knows no check mark still says what was found
            stream.reconfigure(errors="replace")
    try:
        pack = read_pack(place)
        faults = verify(pack)
    except Exception as error:  # whatever was done to it, it is not as it was packed
        pack, faults = {}, [f"{place.name}: kan ikke læses / cannot be read: {error}"]
    for fault in faults:
        sys.stderr.write(f"✗ {fault}\n")
    if not faults:
        seen = hashlib.sha256(pack[MANIFEST]).hexdigest()
        sys.stdout.write(f"✓ {len(pack)} filer, alt er, som det blev pakket / files, all as packed\n")
        if NUMBERS in pack:
            sys.stdout.write(f"  {NUMBERS} er uden kontrolsum: spørg økonomi / has no checksum: ask finance\n")
        sys.stdout.write(f"  {MANIFEST} SHA-256 {seen}\n  Sammenlign med sidens tal / compare with the page\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
