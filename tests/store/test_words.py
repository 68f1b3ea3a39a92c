"""Records are found by their words, whatever is typed, and whatever has become of the index."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import SettingsError, StoreBusy
from dragoman.store import SEARCHED, Store, open_store, words


def found(store: Store, typed: str, **more: Any) -> list[str]:
    return [hit.id for hit in store.search(typed, **more)]


def index_of(store: Store) -> Path:
    return store.path.with_name(f"{store.path.name}.search")


def test_words_are_found(store: Store, keep: Any) -> None:
    store.add([keep("a", title="Envoys leave"), keep("b", "Nothing of the kind.")])
    assert [(hit.kind, hit.id) for hit in store.search("libyan envoy")] == [("articles", "a")]
    assert "»Libyan«" in store.search("Libyan")[0].snippet
    assert [hit.kind for hit in store.search("go home", kinds=["quotes"])] == ["quotes"]
    assert store.search("libyan rain") == []
    assert store.search("libyan", limit=0) == []
    store.add([keep("a", "Rain.")])
    assert store.search("envoys") == []
    assert found(store, "rain") == ["a"]
    with pytest.raises(SettingsError, match="articles, quotes"):
        store.search("x", kinds=["nonsense"])


@pytest.mark.parametrize(
    "typed", ["cafés", "CAFES", "cafe\u0301s", "U.S.", "don't", "200,000", '"cafés" (closed)', "- cafés *", "na"]
)
def test_what_is_typed_is_read_as_the_text_is(store: Store, keep: Any, typed: str) -> None:
    store.add([keep("a", "The cafés closed; naïve U.S. envoys don’t count 200,000 men.")])
    assert found(store, typed) == ["a"]


def test_words_with_a_stop_between_them_stand_together(store: Store, keep: Any) -> None:
    store.add([keep("a", "S is the letter after u in no alphabet."), keep("b", "The U.S. envoys left.")])
    assert found(store, "U.S.") == ["b"]


HOSTILE = [
    '"',
    "a OR",
    "NEAR(",
    "title:",
    "*",
    "-a",
    "col:x AND (",
    "'; drop table words; --",
    "",
    "\x00",
    "_",
    "\ud800",
    "^a",
    "a + b",
]


@given(typed=st.text(max_size=12) | st.sampled_from(HOSTILE) | st.text('"*^-+:(){}.,_ aeORANDNEAR', max_size=12))
@settings(max_examples=200)
def test_nothing_that_is_typed_is_an_operator(indexed: Store, typed: str) -> None:
    for hit in indexed.search(typed):
        assert hit.kind in SEARCHED


def test_much_that_is_typed(indexed: Store) -> None:
    assert indexed.search("é" * 100_000) == []
    assert indexed.search("envoys " * 1000)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: Any, keep: Any) -> Any:
    with open_store(tmp_path_factory.mktemp("words") / "s.duckdb", create=True) as store:
        store.add([keep("a"), keep("b", "a or b and near title _ c")])
        yield store


def test_a_search_within_a_transaction_leaves_nothing_behind(store: Store, keep: Any) -> None:
    store.add([keep("a", "Rain.")])
    with store.transaction():
        store.add([keep("b", "Rain.")])
        assert found(store, "rain") == ["a"]
    assert found(store, "rain") == ["a", "b"]
    with pytest.raises(KeyError), store.transaction():
        store.add([keep("c", "Rain.")])
        store.search("rain")
        raise KeyError
    store.add([keep("d", "Rain.")])
    assert found(store, "rain") == ["a", "b", "d"]


def test_a_lost_or_damaged_index_is_made_anew(store: Store, keep: Any) -> None:
    store.add([keep(f"{n}", f"Envoys {n}. " + " ".join(f"w{n * k}" for k in range(300))) for n in range(100)])
    right = found(store, "envoys", limit=1000)
    assert len(right) == 100
    index = index_of(store)
    whole = index.read_bytes()
    for damaged in (b"damaged" * 1000, b"", whole[: len(whole) // 2], *_holes(whole)):
        index.write_bytes(damaged)
        assert found(store, "envoys", limit=1000) == right
    index.unlink()
    assert found(store, "envoys", limit=1000) == right


def _holes(whole: bytes) -> list[bytes]:
    """The file with noise in each of several places, and in all of them."""
    noise = bytes(range(7, 207)) * 15
    starts = range(8192, len(whole) - len(noise), len(whole) // 5)
    single = [whole[:start] + noise + whole[start + len(noise) :] for start in starts]
    every = bytearray(whole)
    for start in starts:
        every[start : start + len(noise)] = noise
    return [*single, bytes(every)]


def test_the_index_of_another_store_is_not_taken(tmp_path: Path, keep: Any) -> None:
    for name, text in (("one", "Rain."), ("two", "Snow.")):
        with open_store(tmp_path / name, create=True) as store:
            store.add([keep("a", text)])
            store.sync_words()
    (tmp_path / "one.search").rename(tmp_path / "two.search")
    with open_store(tmp_path / "two") as store:
        assert (found(store, "rain"), found(store, "snow")) == ([], ["a"])


def test_where_no_index_can_be_written_there_is_one_in_memory(store: Store, keep: Any) -> None:
    store.add([keep("a")])
    index_of(store).mkdir()
    assert found(store, "envoys") == ["a"]


def test_an_index_that_another_process_writes_is_not_thrown_away(
    store: Store, keep: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_PATIENCE", 0.01)
    store.add([keep("a")])
    store.sync_words()
    other = sqlite3.connect(index_of(store), isolation_level=None)
    other.execute("begin exclusive")
    with pytest.raises(StoreBusy, match="writing this index"):
        store.search("envoys")
    other.execute("rollback")
    other.close()
    assert found(store, "envoys") == ["a"]
