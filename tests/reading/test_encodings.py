"""Bytes in any encoding."""

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.encodings import as_ascii_compatible, decode, without_surrogates

REPORT = "“We will not wait,” Mr Nuñez said in São Paulo – the talks cost €3 million.\r\nMore followed.\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_of_english_reports(encoding: str) -> None:
    assert decode(REPORT.encode(encoding)) == REPORT


def test_mac_roman_quotes_are_not_taken_for_accents() -> None:
    text = "“We will not wait,” the minister said. “They’ve had a year,” he told the reporters who’d come.\n" * 20
    assert "Ò" not in decode(text.encode("mac_roman"))


def test_cyrillic_in_one_byte() -> None:
    text = "Министр иностранных дел прибыл в столицу и провёл переговоры с коллегами о границе и торговле.\n" * 5
    assert decode(text.encode("cp1251")) == text


def test_a_few_damaged_bytes_do_not_change_the_encoding_of_the_rest() -> None:
    data = (REPORT * 4).encode("utf-8") + b"\xff end"
    assert decode(data) == REPORT * 4 + "\ufffd end"


def test_nuls_and_newlines_stay() -> None:
    assert decode(b"One\0two\r\nthree\rfour\n") == "One\0two\r\nthree\rfour\n"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


@given(st.binary())
def test_whatever_the_bytes_there_is_text(data: bytes) -> None:
    without_surrogates(decode(data)).encode("utf-8")


@given(st.text(st.characters()))
def test_lone_surrogates_are_replaced_one_for_one(text: str) -> None:
    clean = without_surrogates(text)
    assert len(clean) == len(text)
    clean.encode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-be"])
def test_wide_lines_are_recoded(encoding: str) -> None:
    data = (REPORT * 500).encode(encoding)
    stream = as_ascii_compatible(io.BytesIO(data), data[:8192])
    assert stream.read().decode("utf-8").lstrip("\ufeff") == REPORT * 500
