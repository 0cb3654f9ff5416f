-- Who is named with whom, in the same sentence: in how many sentences, stories and outlets, and from when to when.
--
--   sqlite3 news.db ".parameter set :limit 5" ".read sql/network.sql"
--
--   :entity   only those with this one: a name, as entity or alias has it; all, if it is NULL
--   :kind     only with this kind: person, organization or place
--   :from :to days on which it was printed, 'YYYY-MM-DD'
--   :limit    how many, those of most stories first; 20
--   :said     the shell's own; NULL in other hosts
--
-- The latest 3000 stories (of the entity, or of all) between these days are read.
--
-- On tests/corpus:
-- ┌──────────────────────┬──────────────────────┬──────────────┬───────────┬─────────┬─────────┬────────────┬────────────┐
-- │         name         │         with         │     kind     │ sentences │ stories │ outlets │ first_day  │  last_day  │
-- ├──────────────────────┼──────────────────────┼──────────────┼───────────┼─────────┼─────────┼────────────┼────────────┤
-- │ Daud Merenko         │ Isk Liberation Front │ organization │ 12        │ 11      │ 6       │ 2021-03-15 │ 2022-02-27 │
-- │ Coastal League       │ Isk Liberation Front │ organization │ 12        │ 8       │ 6       │ 2021-03-15 │ 2022-02-27 │
-- │ Coastal League       │ Mirella Kastrovan    │ person       │ 8         │ 8       │ 5       │ 2021-03-15 │ 2021-09-12 │
-- │ Coastal League       │ Tarsenia             │ place        │ 8         │ 8       │ 6       │ 2021-03-15 │ 2022-02-27 │
-- │ Isk Liberation Front │ Tarsenia             │ place        │ 7         │ 6       │ 6       │ 2021-03-15 │ 2022-02-27 │
-- └──────────────────────┴──────────────────────┴──────────────┴───────────┴─────────┴─────────┴────────────┴────────────┘

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':entity', ':kind', ':from', ':to', ':limit', ':said'))"
.mode box --wrap 60 --wordwrap on

WITH
  who AS MATERIALIZED (
    -- those whom it means, but not who is hardly ever called so
    SELECT id FROM (SELECT entity AS id, max(stories) AS n, max(max(stories)) OVER () AS most FROM called WHERE name = :entity COLLATE NOCASE GROUP BY entity)
     WHERE 2 * n >= most),
  story AS MATERIALIZED (
    SELECT a.id, a.day, a.outlet FROM (SELECT DISTINCT article FROM meaning WHERE entity IN (SELECT id FROM who)) m JOIN article a ON a.id = m.article
     WHERE (:from IS NULL OR a.day >= :from) AND (:to IS NULL OR a.day <= :to) ORDER BY a.day DESC LIMIT 3000),
  latest AS MATERIALIZED (
    SELECT id, day, outlet FROM article WHERE :entity IS NULL AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to) ORDER BY day DESC LIMIT 3000),
  named AS MATERIALIZED (
    SELECT DISTINCT w.entity, m.article, m.sentence, s.day, s.outlet FROM (SELECT * FROM story UNION ALL SELECT * FROM latest) s
     CROSS JOIN mention_span m ON m.article = s.id CROSS JOIN meaning w ON w.article = m.article AND w.naming = m.naming
     WHERE w.entity IS NOT NULL AND NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = m.article AND f.sentence = m.sentence)),
  pair AS MATERIALIZED (
    SELECT x.entity AS one, y.entity AS other, count(*) AS sentences, count(DISTINCT x.article) AS stories, count(DISTINCT x.outlet) AS outlets,
           min(x.day) AS first_day, max(x.day) AS last_day
      FROM named x JOIN named y ON y.article = x.article AND y.sentence = x.sentence AND y.entity <> x.entity
     WHERE CASE WHEN :entity IS NULL THEN y.entity > x.entity ELSE x.entity IN (SELECT id FROM who) AND y.entity NOT IN (SELECT id FROM who) END
     GROUP BY 1, 2)
SELECT * FROM (
  SELECT a.name, b.name AS "with", b.kind, p.sentences, p.stories, p.outlets, p.first_day, p.last_day
    FROM pair p JOIN entity a ON a.id IN (p.one, p.other) JOIN entity b ON b.id = p.one + p.other - a.id
   WHERE CASE WHEN :entity IS NULL THEN (a.name, a.id) < (b.name, b.id) ELSE a.id = p.one END AND (:kind IS NULL OR (b.kind = :kind AND (:entity IS NOT NULL OR a.kind = :kind)))
   ORDER BY p.stories DESC, p.sentences DESC, a.name, b.name LIMIT coalesce(:limit, 20))
UNION ALL
SELECT :said, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE :said <> ''
UNION ALL
SELECT 'no story names ' || :entity, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE :said IS NOT NULL AND :entity IS NOT NULL AND NOT EXISTS (SELECT 1 FROM who)
UNION ALL
SELECT 'there is no kind ' || :kind, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE :kind NOT IN ('person', 'organization', 'place', 'other')
UNION ALL
SELECT 'from and to are days in quotes, ''2021-03-31'': not ' || coalesce(:from, '') || ' ' || coalesce(:to, ''), NULL, NULL, NULL, NULL, NULL, NULL, NULL
 WHERE coalesce(:from, '0000-00-00') NOT GLOB '????-??-??' OR coalesce(:to, '0000-00-00') NOT GLOB '????-??-??';
