-- The store: one row a record. `record` is the record's own line of JSON; the other columns are what rows are found and ordered by.
-- There are no keys: DuckDB checks a key against rows that the same transaction has deleted, and a build replaces rows. That ids are unique is
-- the store's own care: it deletes before it inserts.

create table meta (name varchar, value varchar);
insert into meta values ('id', cast(uuid() as varchar));  -- tells the side index whose it is; no record depends on it

create table articles (
    id varchar,
    identity varchar,        -- hash of the text and of what is known of it: whether a report is the one that is there
    published varchar,
    coder_version varchar,
    grouped boolean,         -- false until the second half of a build has seen it
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
    fingerprints blob,       -- unsigned 64-bit integers, little-endian
    terms blob,
    weights blob             -- 32-bit floats, little-endian
);

create table links (kind varchar, a varchar, b varchar, weight double);

create table mentions (
    id varchar,
    article_id varchar,
    start integer,
    key varchar,             -- shared by mentions of one happening in several stories, where enough is told
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

-- What the side index of words has still to take in, in order.
create sequence changes_number;
create table changes (number bigint, kind varchar, id varchar);
