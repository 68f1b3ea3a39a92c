-- Articles that are kept and not coded: in another language, or in quarantine since coding them failed.

alter table articles add column coding varchar;  -- done, language or quarantine
update articles set coding = 'done', record = record[:-2] || ',"coding":"done"}';

create table quarantine (id varchar, article_id varchar, record varchar);
