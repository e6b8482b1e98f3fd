"""The pack of evidence: whole by its own verifier, and found out when a byte of it is changed."""

import io
import re
import subprocess
import sys
import zipfile
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import pytest

from booking.domain.accounts import SYSTEM
from booking.domain.errors import Conflict, Denied, Invalid
from booking.gateways.evidence.verify import read_pack, verify
from booking.persistence.claims.packs import Pack
from booking.resources import Resources
from booking.services import citizens, claims
from booking.services.claims import evidence
from booking.services.claims.evidence.building import build_step
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.claiming import NEW_YEAR, at, day, ready, taken_place


async def packed(office: Resources, cast: Cast, keep: Keep, clock: Clock, *, seed: str = "") -> tuple[Pack, bytes]:
    """A claim of three quarters of an hour's work each, submitted, and its pack."""
    clock.at = NEW_YEAR
    for number in (13, 14, 15):
        await ready(office, cast, day(1, number))
    async with office.desk(cast.coordinator) as desk:
        await taken_place(desk, cast, day(2))
    await at(office, cast["finance"], lambda desk: claims.draft(desk, kind="quarter", year=2026, quarter=1))
    await at(office, cast["approver"], lambda desk: claims.approve(desk, number="R-2026-K1"))
    await at(office, cast["finance"], lambda desk: claims.submit(desk, number="R-2026-K1"))
    return await again(office, cast, keep, seed=seed)


async def again(office: Resources, cast: Cast, keep: Keep, *, seed: str = "") -> tuple[Pack, bytes]:
    asked = await at(
        office, cast["auditor"], lambda desk: evidence.ask_for_pack(desk, number="R-2026-K1", seed=seed, sample=2)
    )
    with pytest.raises(Conflict, match="not ready"):
        await at(office, cast["auditor"], lambda desk: evidence.take_pack(desk, pack_id=asked.id))
    await keep()
    pack = await at(office, cast["auditor"], lambda desk: evidence.read_pack(desk, pack_id=asked.id))
    _, content = await at(office, cast["auditor"], lambda desk: evidence.take_pack(desk, pack_id=asked.id))
    return pack, content


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return {name: folder.read(name) for name in folder.namelist()}


async def test_a_pack_is_whole_and_every_change_is_named(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, tmp_path: Path
) -> None:
    pack, content = await packed(office, cast, keep, clock)
    files = unpacked(content)

    assert (pack.state, pack.done, pack.whole, pack.size) == ("ready", 3, 3, len(content))
    assert sorted(files) == [
        *("bilag-001.pdf", "krav.csv", "linjer.csv", "manifest.json", "opgoerelse.pdf", "raadighedsbeloeb.csv"),
        *("regnskabsbog.csv", "stikproeve.csv", "tilbageholdt.csv", "verify.py"),
    ]
    assert verify(files) == []
    assert files["linjer.csv"].startswith("\ufeffLinje;Bestilling;".encode())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in files["bilag-001.pdf"] or b"pdfuaid" in files["bilag-001.pdf"]
    for name, wanted in (
        ("linjer.csv", "linjer.csv: række 3 er ændret / row 3 has been changed"),
        ("bilag-001.pdf", "bilag-001.pdf: ændret / changed"),
        ("verify.py", "verify.py: ændret / changed"),
    ):
        place = len(b"\r\n".join(files[name].split(b"\r\n")[:2])) + 5 if name.endswith(".csv") else 300
        broken = files[name][:place] + bytes([files[name][place] ^ 1]) + files[name][place + 1 :]
        assert verify(files | {name: broken}) == [wanted]
    for name, content_of in files.items():
        (tmp_path / name).write_bytes(content_of)
    alone = [sys.executable, "-I", "-S", str(tmp_path / "verify.py")]
    assert subprocess.run(alone, capture_output=True, check=False).returncode == 0
    (tmp_path / "krav.csv").write_bytes(files["krav.csv"][:-3] + b"9\r\n")
    said = subprocess.run(alone, capture_output=True, check=False, text=True)
    assert (said.returncode, "krav.csv: række 11" in said.stderr) == (1, True)


async def test_a_ledger_or_a_manifest_that_was_made_to_fit_is_found_out(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, tmp_path: Path
) -> None:
    import hashlib
    import json

    _, content = await packed(office, cast, keep, clock)
    (tmp_path / "pack.zip").write_bytes(content)
    files = read_pack(tmp_path / "pack.zip")

    def forged(name: str, old: bytes, new: bytes) -> dict[str, bytes]:
        changed = files[name].replace(old, new, 1)
        about = json.loads(files["manifest.json"])
        about["files"][name] = {"sha256": hashlib.sha256(changed).hexdigest()}
        return files | {name: changed, "manifest.json": json.dumps(about).encode()}

    assert verify(forged("regnskabsbog.csv", b"36000", b"99000"))[0].startswith("regnskabsbog.csv: række 2 følger")
    assert verify(forged("linjer.csv", b"180,00", b"280,00"))[0].startswith("krav.csv: 54000 øre, men")
    assert verify(forged("stikproeve.csv", b"B-2026", b"B-2025"))[0].startswith("stikproeve.csv: ikke den")
    assert verify({}) == ["manifest.json: mangler / missing"]
    short = {name: held for name, held in files.items() if name != "krav.csv"} | {"more.txt": b""}
    assert verify(short) == ["krav.csv: mangler / missing", "more.txt: hører ikke til / does not belong"]
    cut = files["regnskabsbog.csv"].rsplit(b"\r\n", 2)[0] + b"\r\n"
    assert "kæden ender ved" in verify(forged("regnskabsbog.csv", files["regnskabsbog.csv"], cut))[0]


async def test_the_same_seed_draws_the_same_sample_and_another_seed_another_pack(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    _, first = await packed(office, cast, keep, clock, seed="revision 2026")
    _, second = await again(office, cast, keep, seed="revision 2026")
    _, other = await again(office, cast, keep, seed="a")

    sample = unpacked(first)["stikproeve.csv"]
    assert sample == unpacked(second)["stikproeve.csv"]
    assert sample != unpacked(other)["stikproeve.csv"]
    assert unpacked(first)["linjer.csv"] == unpacked(other)["linjer.csv"]


async def test_a_pack_is_for_finance_and_the_auditor_and_who_took_it_is_written_down(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    pack, _ = await packed(office, cast, keep, clock)

    for name in ("approver", "requester", "coordinator"):
        with pytest.raises(Denied):
            await at(office, cast[name], lambda desk: evidence.ask_for_pack(desk, number="R-2026-K1"))
    asked: list[dict[str, Any]] = [{"seed": "x" * 41}, {"sample": 501}]
    for wrong in asked:
        with pytest.raises(Invalid):
            await at(
                office,
                cast["finance"],
                lambda desk, wrong=wrong: evidence.ask_for_pack(desk, number="R-2026-K1", **wrong),
            )
    log = await at(office, cast["auditor"], lambda desk: desk.histories.of(pack.claim_id))
    assert [(one.action, one.actor_name) for one in log][-2:] == [
        ("evidence asked for", "Auditor"),
        ("evidence taken", "Auditor"),
    ]


async def test_a_draft_whose_ledger_goes_on_while_it_is_packed_is_whole_all_the_same(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    clock.at = NEW_YEAR
    await ready(office, cast, day(1))
    await at(office, cast["finance"], lambda desk: claims.draft(desk, kind="quarter", year=2026, quarter=1))
    asked = await at(office, cast["auditor"], lambda desk: evidence.ask_for_pack(desk, number="R-2026-K1"))
    await at(office, SYSTEM, lambda desk: build_step(desk, asked.id))
    await ready(office, cast, day(2))
    await keep()
    _, content = await at(office, cast["auditor"], lambda desk: evidence.take_pack(desk, pack_id=asked.id))

    assert verify(unpacked(content)) == []


async def test_a_pack_that_cannot_be_read_is_said_to_be_broken(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, tmp_path: Path
) -> None:
    _, content = await packed(office, cast, keep, clock)
    folder = io.BytesIO(content)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(folder, "a") as added:
        added.writestr("krav.csv", unpacked(content)["krav.csv"])
    (tmp_path / "twice.zip").write_bytes(folder.getvalue())
    (tmp_path / "cut.zip").write_bytes(content[:-40])
    (tmp_path / "manifest.zip").write_bytes(content.replace(b"manifest.json", b"manifest.jsoN"))

    for name in ("twice.zip", "cut.zip", "manifest.zip"):
        said = subprocess.run(
            [
                sys.executable,
                "-I",
                "-S",
                str(package_files("booking") / "gateways" / "evidence" / "verify.py"),
                str(tmp_path / name),
            ],
            env={"PYTHONIOENCODING": "ascii"},
            capture_output=True,
            check=False,
            text=True,
        )
        assert (said.returncode, said.stderr.count("Traceback"), said.stdout) == (1, 0, "")


async def test_finance_takes_the_numbers_beside_the_pack_and_each_is_logged(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, tmp_path: Path
) -> None:
    pack, kept = await packed(office, cast, keep, clock)
    lines = await at(office, cast["finance"], lambda desk: claims.line_rows(desk, number="R-2026-K1"))
    async with office.desk(cast.coordinator) as desk:
        for line in lines:
            await citizens.enter(desk, number=line.number, cpr="310299-4242")
    with pytest.raises(Denied):
        await at(office, cast["auditor"], lambda desk: evidence.take_with_numbers(desk, pack_id=pack.id))
    name, content = await at(
        office, cast["finance"], lambda desk: evidence.take_newest_with_numbers(desk, number="R-2026-K1")
    )
    reads = await at(office, cast["auditor"], citizens.reads)
    files = unpacked(content)
    numbers = files["cpr.csv"].decode("utf-8-sig").splitlines()
    strange = {**files, "cpr.csv": files["cpr.csv"].replace(b"B-2026", b"B-2027", 1)}

    assert (name, "cpr.csv" in unpacked(kept)) == ("R-2026-K1-revision-cpr.zip", False)
    assert numbers[0] == "Bestilling;CPR-nummer"
    assert all(re.fullmatch(r"B-2026-\d{6};\d{6}-\w{4}", line) for line in numbers[1:])
    assert sorted((one.number, one.purpose) for one in reads) == [(line[:13], "evidence") for line in numbers[1:]]
    assert verify(files) == []
    assert len(verify(strange)) == 2
