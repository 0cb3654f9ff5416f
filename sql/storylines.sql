-- Storylines: the happenings that the stories report, each with its days, outlets and who is named most.
--
--   sqlite3 news.db ".parameter set :limit 3" ".read sql/storylines.sql"
--
--   :entity   only those with a story that names it: a name, as entity or alias has it
--   :from :to the days in which they fall, 'YYYY-MM-DD'
--   :limit    how many, the largest first; 20
--   :said     the shell's own; NULL in other hosts
--
-- On tests/corpus:
-- ┌────────────┬────────────┬─────────────────────────────────────────┬─────────┬──────────────────────────────────────────────────┬──────────────────────────────────────────────────┐
-- │ first_day  │  last_day  │                  title                  │ stories │                     outlets                      │                      names                       │
-- ├────────────┼────────────┼─────────────────────────────────────────┼─────────┼──────────────────────────────────────────────────┼──────────────────────────────────────────────────┤
-- │ 2021-03-15 │ 2021-03-16 │ Rebels say no truce before troops leave │ 6       │ Daily Ferry, Meridian, Harbour Post, Isk Voice,  │ Isk Liberation Front, Coastal League, Tarsenia,  │
-- │            │            │                                         │         │ Quillon Herald, Velmar Courier                   │ Mirella Kastrovan, Daud Merenko                  │
-- ├────────────┼────────────┼─────────────────────────────────────────┼─────────┼──────────────────────────────────────────────────┼──────────────────────────────────────────────────┤
-- │ 2022-02-26 │ 2022-02-27 │ Signed, with three pens                 │ 2       │ Velmar Courier, Northlight Review                │ Isk Liberation Front, Lidia Amsel, Tarsenia,     │
-- │            │            │                                         │         │                                                  │ Yakim Torlo, Coastal League                      │
-- ├────────────┼────────────┼─────────────────────────────────────────┼─────────┼──────────────────────────────────────────────────┼──────────────────────────────────────────────────┤
-- │ 2021-05-31 │ 2021-06-01 │ Eleven soldiers murdered at Orsk Bridge │ 2       │ Isk Voice, Velmar Courier                        │ Coastal League, Isk Liberation Front, Daud       │
-- │            │            │                                         │         │                                                  │ Merenko, Velmar, Mirella Kastrovan               │
-- └────────────┴────────────┴─────────────────────────────────────────┴─────────┴──────────────────────────────────────────────────┴──────────────────────────────────────────────────┘

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':entity', ':from', ':to', ':limit', ':said'))"
.mode box --wrap 50 --wordwrap on

WITH
  who AS MATERIALIZED (
    -- those whom it means, but not who is hardly ever called so
    SELECT id FROM (SELECT entity AS id, max(stories) AS n, max(max(stories)) OVER () AS most FROM called WHERE name = :entity COLLATE NOCASE GROUP BY entity)
     WHERE 2 * n >= most),
  page AS MATERIALIZED (
    SELECT * FROM storyline
     WHERE (:from IS NULL OR last_day >= :from) AND (:to IS NULL OR first_day <= :to)
       AND (:entity IS NULL OR id IN (SELECT x.storyline FROM meaning m JOIN storyline_article x ON x.article = m.article WHERE m.entity IN (SELECT id FROM who)))
     ORDER BY stories DESC, first_day DESC, id LIMIT coalesce(:limit, 20))
SELECT p.first_day, p.last_day, p.title, p.stories,
       (SELECT group_concat(outlet, ', ') FROM (
         SELECT a.outlet FROM storyline_article x JOIN article a ON a.id = x.article WHERE x.storyline = p.id AND a.outlet <> '' GROUP BY a.outlet ORDER BY min(a.day), a.outlet LIMIT 8)) AS outlets,
       (SELECT group_concat(name, ', ') FROM (
         SELECT e.name FROM (SELECT article FROM storyline_article WHERE storyline = p.id LIMIT 50) x JOIN mention m ON m.article = x.article JOIN entity e ON e.id = m.entity
          GROUP BY e.id ORDER BY count(DISTINCT m.article) DESC, count(*) DESC, e.name LIMIT 5)) AS names
  FROM page p
UNION ALL
SELECT NULL, NULL, :said, NULL, NULL, NULL WHERE :said <> ''
UNION ALL
SELECT NULL, NULL, 'no story names ' || :entity, NULL, NULL, NULL WHERE :said IS NOT NULL AND :entity IS NOT NULL AND NOT EXISTS (SELECT 1 FROM who)
UNION ALL
SELECT NULL, NULL, 'from and to are days in quotes, ''2021-03-31'': not ' || coalesce(:from, '') || ' ' || coalesce(:to, ''), NULL, NULL, NULL
 WHERE coalesce(:from, '0000-00-00') NOT GLOB '????-??-??' OR coalesce(:to, '0000-00-00') NOT GLOB '????-??-??';
