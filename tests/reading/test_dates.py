"""The day of publication."""

import pytest

from dragoman.reading.dates import leading_date, published_date


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2025-07-12", "2025-07-12"),
        ("2025/7/2", "2025-07-02"),
        ("20250712", "2025-07-12"),
        ("20250712103000", "2025-07-12T10:30:00"),
        ("2025-07-12T10:00:00Z", "2025-07-12T10:00:00+00:00"),
        ("2025-07-12 10:30 +0900", "2025-07-12T10:30:00+09:00"),
        ("Sat, 12 Jul 2025 10:00:00 -0330", "2025-07-12T10:00:00-03:30"),
        ("Sat, 12 Jul 2025 10:00:00 GMT", "2025-07-12T10:00:00+00:00"),
        ("12 July 2025", "2025-07-12"),
        ("12th of July, 2025", "2025-07-12"),
        ("July 12, 2025", "2025-07-12"),
        ("Saturday, July 12, 2025 at 5:30 pm EST", "2025-07-12T17:30:00-05:00"),
        ("12 a.m.", None),
        ("07/12/2025", None),
        ("2025-02-30", None),
        ("2025-07-12T25:00", None),
        ("last Tuesday", None),
        ("", None),
    ],
)
def test_published_date(stated: str, iso: str | None) -> None:
    assert published_date(stated) == iso


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2025-07-12 Russian", ("2025-07-12", 10)),
        ("2025-07-12 10:30 talks began", ("2025-07-12", 10)),
        ("12 July 2025 Moscow", ("2025-07-12", 12)),
        ("2025-02-30 Moscow", (None, 10)),
        ("palms were planted", None),
    ],
)
def test_leading_date(line: str, found: tuple[str | None, int] | None) -> None:
    assert leading_date(line) == found
