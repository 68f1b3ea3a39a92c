"""Who may open a store, and what is said to those who may not; old stores are brought up to date."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dragoman.errors import StoreBroken, StoreError, StoreMissing
from dragoman.store import Store, open_store
from dragoman.store.opening import connect, steps

VERSION_1 = """
create table meta (name varchar, value varchar);
insert into meta values ('id', cast(uuid() as varchar));
create table articles (
    id varchar,
    identity varchar,
    published varchar,
    coder_version varchar,
    grouped boolean,
    story_id varchar,
    record varchar
);
create table sketches (
    article_id varchar,
    outlet varchar,
    published varchar,
    day integer,
    credit varchar,
    corrects boolean,
    fingerprints blob,
    terms blob,
    weights blob
);
create table links (kind varchar, a varchar, b varchar, weight double);
create table mentions (
    id varchar,
    article_id varchar,
    start integer,
    key varchar,
    event_id varchar,
    record varchar
);
create table quotes (id varchar, article_id varchar, start integer, record varchar);
create table stories (id varchar, first varchar, record varchar);
create table events (id varchar, story_id varchar, date varchar, record varchar);
create table findings (
    id varchar,
    story_id varchar,
    event_id varchar,
    quote_id varchar,
    field varchar,
    relation varchar,
    record varchar
);
create sequence changes_number;
create table changes (number bigint, kind varchar, id varchar);
insert into meta values ('version', '1');
insert into articles values ('old', 'i', '2031-03-05', 'v', true, 's1',
    '{"kind":"article","id":"old","text":"Rain.","text_sha256":"h","published":"2031-03-05","outlet":null,"title":null,'
    || '"url":null,"language":null,"fetched":null,"licence":null,"body_start":0}');
"""
"""a store as the first version made it: this text stays as it is, whatever schema and migrations become"""

OPEN = "import sys; from dragoman.store import open_store; open_store(sys.argv[1], read_only=sys.argv[2] == 'read').close()"


def opened_elsewhere(path: Path, how: str) -> str:
    """What another process that opens the store says; nothing where it may."""
    done = subprocess.run([sys.executable, "-c", OPEN, str(path), how], capture_output=True, text=True, check=False)
    return done.stderr


def test_a_missing_store_tells_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="dragoman build"):
        open_store(tmp_path / "none.duckdb")
    with pytest.raises(StoreMissing):
        open_store(tmp_path / "none.duckdb", read_only=True)
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path / "no" / "none.duckdb", create=True)
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_new_store_is_one_file(tmp_path: Path) -> None:
    open_store(tmp_path / "s.duckdb", create=True).close()
    assert [file.name for file in tmp_path.iterdir()] == ["s.duckdb"]
    assert open_store(tmp_path / "s.duckdb", create=True).counts()["articles"] == 0


def test_without_links_a_new_store_gets_its_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    open_store(tmp_path / "s.duckdb", create=True).close()
    assert [file.name for file in tmp_path.iterdir()] == ["s.duckdb"]


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    for name, content in (("text", b"hello " * 5000), ("empty", b""), ("short", b"DUCK")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(StoreBroken, match="no store, or damaged"):
            open_store(tmp_path / name, create=True)
        assert (tmp_path / name).read_bytes() == content
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("create table t (a integer)")
    with pytest.raises(StoreBroken, match="no store of Dragoman"):
        open_store(tmp_path / "other.duckdb")


@pytest.mark.parametrize("name", ["s.duckdb", "Could not set lock.duckdb"])
def test_damage_is_told_as_damage_wherever_it_is(tmp_path: Path, keep: Any, name: str) -> None:
    path = tmp_path / "whole"
    with open_store(path, create=True) as store:
        store.add([keep(f"{n}", f"Rain {n}. " * 300) for n in range(300)])
    whole = path.read_bytes()
    told = 0
    for at in range(12_288, len(whole), 262_144):
        damaged = tmp_path / name
        damaged.write_bytes(whole[: at + 100] + bytes(range(250)) + whole[at + 350 :])
        try:
            with open_store(damaged) as store:
                assert len(list(store.records("articles"))) == 300
                assert len(store.sketches()) == 300
        except StoreBroken as error:
            assert "damaged" in str(error)
            told += 1
        damaged.unlink()
        damaged.with_name(f"{name}.wal").unlink(missing_ok=True)
    assert told


def test_a_store_of_a_newer_version_is_left_alone_and_an_old_one_brought_up_to_date(tmp_path: Path) -> None:
    path, how = tmp_path / "s.duckdb", {"create": True, "read_only": False, "threads": 1, "memory": "1GB"}
    connect(path, **how, steps=steps()).close()
    later = [*steps(), "alter table articles add column remark varchar"]
    with pytest.raises(StoreBroken, match="old store version"):
        connect(path, **{**how, "read_only": True}, steps=later)
    connection = connect(path, **how, steps=later)
    assert "remark" in [name for name, *_ in connection.execute("describe articles").fetchall()]
    connection.close()
    with pytest.raises(StoreBroken, match="newer version"):
        connect(path, **how, steps=steps())


def test_a_migration_that_fails_leaves_the_old_version(tmp_path: Path) -> None:
    path, how = tmp_path / "s.duckdb", {"create": True, "read_only": False, "threads": 1, "memory": "1GB"}
    connect(path, **how, steps=steps()).close()
    failing = [*steps(), "alter table articles add column remark varchar; select * from no_such_table"]
    with pytest.raises(duckdb.CatalogException):
        connect(path, **how, steps=failing)
    with open_store(path) as store:
        assert store.counts()["articles"] == 0


def test_a_store_of_the_first_version_serves_as_a_new_one(tmp_path: Path, keep: Any) -> None:
    with duckdb.connect(str(tmp_path / "s.duckdb")) as old:
        old.execute(VERSION_1)
    with open_store(tmp_path / "s.duckdb") as store:
        assert store.meta("version") == str(len(steps()))
        store.add([keep("new", published="2031-03-06")])
        assert [one.id for one in store.records("articles")] == ["old", "new"]
        assert store.stories_of(["old", "new"]) == {"old": "s1"}
        assert [hit.id for hit in store.search("rain")] == ["old"]
    open_store(tmp_path / "fresh.duckdb", create=True).close()
    assert store_tables(tmp_path / "s.duckdb") == store_tables(tmp_path / "fresh.duckdb")


def store_tables(path: Path) -> list[tuple[Any, ...]]:
    """Every column of a store; from a copy, since the store itself may be open."""
    copy = path.with_name("copy.duckdb")
    shutil.copy(path, copy)
    with duckdb.connect(str(copy)) as connection:
        sql = "select table_name, column_name, data_type from duckdb_columns() where schema_name = 'main' and not internal order by all"
        return connection.execute(sql).fetchall()


def test_the_second_process_gets_a_clear_message(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with open_store(path, create=True):
        for how in ("write", "read"):
            told = opened_elsewhere(path, how)
            assert "StoreBusy" in told
            assert f"{path}: process {os.getpid()} has this store open; wait" in told
    with open_store(path, read_only=True):
        assert "StoreBusy" in opened_elsewhere(path, "write")
        assert opened_elsewhere(path, "read") == ""


def test_a_closed_store_is_free_though_somebody_was_still_reading(tmp_path: Path, keep: Any) -> None:
    path = tmp_path / "s.duckdb"
    with open_store(path, create=True) as store:
        store.add([keep("a"), keep("b")])
        reading = store.records("articles")
        next(reading)
    assert opened_elsewhere(path, "write") == ""
    del reading


def test_a_store_loads_no_code_and_reads_no_other_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a\n1\n")
    run = store._database._connection.execute
    for sql in (f"select * from '{tmp_path}/other.csv'", "load httpfs", "install fts", "set enable_external_access = true"):
        with pytest.raises(duckdb.Error):
            run(sql)
