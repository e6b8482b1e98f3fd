"""How soon somebody was found, in bands: enough for a median, and counted beforehand."""

from collections.abc import Mapping

# The minutes at which a band begins: none is wider than a third of where it begins.
BANDS = (
    *(0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 21, 25, 30, 36, 42, 50, 60, 70, 80, 90, 105, 120, 140, 160, 180, 210),
    *(240, 270, 300, 330, 360, 420, 480, 540, 600, 660, 720, 840, 960, 1080, 1200, 1320, 1440, 1680, 1920, 2160, 2520),
    *(2880, 3360, 3840, 4320, 5040, 5760, 6480, 7200, 8640, 10080, 12960, 15840, 20160, 25920, 31680, 43200, 57600),
)


def median_of(counts: Mapping[int, int]) -> int | None:
    """The minutes within which half were answered, of how many there are in each band (the first is 1).

    Within a band they are taken to lie evenly; None of nothing.
    """
    half, passed = sum(counts.values()) / 2, 0
    for band in sorted(counts):
        if counts[band] and passed + counts[band] >= half:
            begins = BANDS[band - 1]
            ends = BANDS[band] if band < len(BANDS) else begins
            return round(begins + (ends - begins) * (half - passed) / counts[band])
        passed += counts[band]
    return None
