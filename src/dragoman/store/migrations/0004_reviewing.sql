-- Mentions are chosen for review by confidence too.

create or replace macro flat_mentions(source) as table
    select r.id, r.article_id, r.type, r.status, r.date.value, r.confidence
    from (select from_json(record, '{"id": "VARCHAR", "article_id": "VARCHAR", "type": "VARCHAR", "status": "VARCHAR",
        "date": {"value": "VARCHAR"}, "confidence": "DOUBLE"}') as r from query_table(source));

alter table mention_columns add column confidence double;
delete from mention_columns;
insert into mention_columns select * from flat_mentions('mentions');
