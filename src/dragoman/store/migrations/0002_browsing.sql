-- What records are looked for, counted and sorted by, as columns. All of it stands in `record` too: these tables are made of it, in the same
-- transaction, by the macros below, and can be made anew at any time.

create table article_columns (id varchar, published varchar, outlet varchar, title varchar, language varchar);

create table mention_columns (id varchar, article_id varchar, type varchar, status varchar, date varchar);

create table quote_columns (
    id varchar,
    article_id varchar,
    form varchar,
    date varchar,
    speaker_key varchar,
    speaker varchar,
    speaker_kind varchar,
    speaker_country varchar,
    speaker_office varchar,
    words varchar
);

create table story_columns (
    id varchar,
    title varchar,
    first varchar,
    last varchar,
    articles integer,
    outlets integer,
    origins integer,
    events integer,
    countries varchar[]
);

create table event_columns (
    id varchar,
    story_id varchar,
    type varchar,
    modes varchar[],
    quad integer,
    intensity double,
    status varchar,
    date varchar,
    date_precision varchar,
    place_key varchar,       -- its GeoNames id, else its name
    place varchar,
    place_country varchar,
    latitude double,
    longitude double,
    place_precision varchar,
    confidence double,
    articles integer,
    outlets integer,
    origins integer,
    actors varchar[],        -- keys of its actors, see event_sides
    recipients varchar[],
    actor_countries varchar[],   -- codes, each once
    recipient_countries varchar[],
    words varchar            -- sides, place and evidence in small letters without accents
);

-- One row for each actor and each recipient of each event.
create table event_sides (
    event_id varchar,
    side varchar,            -- actor or recipient
    position integer,
    key varchar,             -- what stands in the address of an actor's page
    name varchar,
    kind varchar,
    country varchar,
    sectors varchar[],
    office varchar,
    wikidata varchar
);

-- Between whom an event is a tie: as relations/dyads.py has it, and a test compares the two.
create table event_pairs (event_id varchar, a varchar, b varchar, direction integer);

-- A state is known by its code, whoever has a Wikidata item by that, anybody else by name.
create macro actor_key(kind, name, country, wikidata) as
    case when kind = 'state' and country is not null then country else coalesce(wikidata, name) end;
create macro plain_words(text) as strip_accents(lower(text));

create macro flat_articles(source) as table
    select json_extract_string(record, '$.id'), json_extract_string(record, '$.published'), json_extract_string(record, '$.outlet'),
        json_extract_string(record, '$.title'), json_extract_string(record, '$.language')
    from query_table(source);

create macro flat_mentions(source) as table
    select r.id, r.article_id, r.type, r.status, r.date.value
    from (select from_json(record, '{"id": "VARCHAR", "article_id": "VARCHAR", "type": "VARCHAR", "status": "VARCHAR",
        "date": {"value": "VARCHAR"}}') as r from query_table(source));

create macro flat_quotes(source) as table
    select r.id, r.article_id, r.form, r.date.value, actor_key(r.speaker.kind, r.speaker.name, r.speaker.country, r.speaker.wikidata),
        r.speaker.name, r.speaker.kind, r.speaker.country, r.speaker.office, plain_words(concat_ws(' ', r.speaker.name, r.text))
    from (select from_json(record, '{"id": "VARCHAR", "article_id": "VARCHAR", "form": "VARCHAR", "text": "VARCHAR",
        "date": {"value": "VARCHAR"}, "speaker": {"name": "VARCHAR", "kind": "VARCHAR", "country": "VARCHAR", "office": "VARCHAR",
        "wikidata": "VARCHAR"}}') as r from query_table(source));

create macro flat_stories(source) as table
    select r.id, r.title, r.first, r.last, r.articles, r.outlets, len(r.origins), len(r.event_ids), r.countries
    from (select from_json(record, '{"id": "VARCHAR", "title": "VARCHAR", "first": "VARCHAR", "last": "VARCHAR", "articles": "INTEGER",
        "outlets": "INTEGER", "origins": [{"origin": "VARCHAR"}], "event_ids": ["VARCHAR"], "countries": ["VARCHAR"]}') as r
        from query_table(source));

create macro flat_events(source) as table
    select r.id, r.story_id, r.type, r.modes, r.quad, r.intensity, r.status, r.date.value, r.date.precision,
        coalesce(cast(r.place.geonames_id as varchar), r.place.name), r.place.name, r.place.country, r.place.latitude, r.place.longitude,
        r.place.precision, r.confidence, r.articles, r.outlets, r.origins,
        list_distinct(list_transform(r.actors, lambda one: actor_key(one.kind, one.name, one.country, one.wikidata))),
        list_distinct(list_transform(r.recipients, lambda one: actor_key(one.kind, one.name, one.country, one.wikidata))),
        list_distinct(list_transform(r.actors, lambda one: one.country)),
        list_distinct(list_transform(r.recipients, lambda one: one.country)),
        plain_words(concat_ws(' ', r.type, list_aggregate(list_transform(r.actors, lambda one: one.name), 'string_agg', ' '),
            list_aggregate(list_transform(r.recipients, lambda one: one.name), 'string_agg', ' '), r.place.name,
            list_aggregate(list_transform(r.evidence, lambda one: one.text), 'string_agg', ' ')))
    from (select from_json(record, '{"id": "VARCHAR", "story_id": "VARCHAR", "type": "VARCHAR", "modes": ["VARCHAR"], "quad": "INTEGER",
        "intensity": "DOUBLE", "status": "VARCHAR", "actors": [{"name": "VARCHAR", "kind": "VARCHAR", "country": "VARCHAR",
        "wikidata": "VARCHAR"}], "recipients": [{"name": "VARCHAR", "kind": "VARCHAR", "country": "VARCHAR", "wikidata": "VARCHAR"}],
        "date": {"value": "VARCHAR", "precision": "VARCHAR"}, "place": {"name": "VARCHAR", "country": "VARCHAR", "latitude": "DOUBLE",
        "longitude": "DOUBLE", "geonames_id": "BIGINT", "precision": "VARCHAR"}, "evidence": [{"text": "VARCHAR"}],
        "confidence": "DOUBLE", "articles": "INTEGER", "outlets": "INTEGER", "origins": "INTEGER"}') as r from query_table(source));

create macro flat_sides(source) as table
    with parts as (
        select from_json(record, '{"id": "VARCHAR", "actors": [{"name": "VARCHAR", "kind": "VARCHAR", "country": "VARCHAR",
            "sectors": ["VARCHAR"], "office": "VARCHAR", "wikidata": "VARCHAR"}], "recipients": [{"name": "VARCHAR", "kind": "VARCHAR",
            "country": "VARCHAR", "sectors": ["VARCHAR"], "office": "VARCHAR", "wikidata": "VARCHAR"}]}') as r
        from query_table(source)
    ), sides as (
        select r.id as event_id, 'actor' as side, unnest(range(len(r.actors))) as position, unnest(r.actors) as one from parts
        union all
        select r.id, 'recipient', unnest(range(len(r.recipients))), unnest(r.recipients) from parts
    )
    select event_id, side, position, actor_key(one.kind, one.name, one.country, one.wikidata), one.name, one.kind, one.country,
        one.sectors, one.office, one.wikidata
    from sides;

-- Direction: 0 from a to b, 1 from b to a, 2 both ways.
create macro flat_pairs(source) as table
    with parts as (
        select from_json(record, '{"id": "VARCHAR", "type": "VARCHAR", "quad": "INTEGER", "actors": [{"country": "VARCHAR"}],
            "recipients": [{"country": "VARCHAR"}]}') as r from query_table(source)
    ), codes as (
        select r.id as event_id, r.type as type, r.quad as quad, len(r.recipients) > 0 as aimed,
            list_distinct(list_transform(r.actors, lambda one: one.country)) as actors,
            list_distinct(list_transform(r.recipients, lambda one: one.country)) as recipients
        from parts
    ), deeds as (
        select event_id, actor, unnest(recipients) as recipient
        from (select event_id, unnest(actors) as actor, recipients from codes where aimed)
    ), together as (
        select event_id, actor as a, unnest(actors) as b
        from (select event_id, unnest(actors) as actor, actors from codes where not aimed and quad in (1, 2) and type <> 'AID')
    )
    select event_id, least(actor, recipient), greatest(actor, recipient),
        case when count(distinct actor) = 2 then 2 when min(actor) < min(recipient) then 0 else 1 end
    from deeds where actor <> recipient group by all
    union all
    select event_id, a, b, 2 from together where a < b;

insert into article_columns select * from flat_articles('articles');
insert into mention_columns select * from flat_mentions('mentions');
insert into quote_columns select * from flat_quotes('quotes');
insert into story_columns select * from flat_stories('stories');
insert into event_columns select * from flat_events('events');
insert into event_sides select * from flat_sides('events');
insert into event_pairs select * from flat_pairs('events');

-- People and places are searched too: under another name of the store, the side index is made anew.
update meta set value = cast(uuid() as varchar) where name = 'id';
