"""The files of the pages are copied whole, and what is no longer listed goes."""

from pathlib import Path

from booking.local.assets import ASSETS, copy_assets, missing_assets


def test_the_vendor_folder_holds_what_is_listed_and_nothing_else(tmp_path: Path) -> None:
    packages, vendor = tmp_path / "node_modules", tmp_path / "static" / "vendor"
    for source, _ in ASSETS:
        (packages / source).parent.mkdir(parents=True, exist_ok=True)
        (packages / source).write_text(source)
    vendor.mkdir(parents=True)
    (vendor / "old.js").touch()
    before = missing_assets(vendor)

    copied = copy_assets(packages, vendor)

    assert (len(before), copied, missing_assets(vendor)) == (len(ASSETS), len(ASSETS), ())
    assert {path.name for path in vendor.rglob("*") if path.is_file()} == {Path(name).name for _, name in ASSETS}
    assert [name for source, name in ASSETS if (vendor / name).read_text() != source] == []
