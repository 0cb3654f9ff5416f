-- Terms: who wants what before what: demands, offers, pledges and rules, not forecasts or advice (condition.term).
--
--   sqlite3 news.db ".parameter set :about \"'%prisoner%'\"" ".read sql/terms.sql"
--
--   :holder    who sets the term: a name, as entity or alias has it; all, if it is NULL
--   :about     what it, or what hangs on it, is about; a pattern of LIKE
--   :from :to  days on which it was first printed, 'YYYY-MM-DD'
--   :limit     how many, the latest first; 50
--   :said      the shell's own; NULL in other hosts
--
-- `wants` must be so first, or stay so, for `before_that`; `not` says that somebody denies that the one hangs on the
-- other; a part that another sentence says is empty.  A term is shown once, with all outlets that ran the same words,
-- in the order in which they did.  Of more than 5000 stories (of :from and :to, with terms of :holder) the latest are read.
--
-- On tests/corpus:
-- ┌────────────┬───────────────────┬──────────┬─────┬──────────────────────────────────────┬──────────────────────────────────────┬───────────────────┐
-- │    day     │      holder       │   kind   │ not │                wants                 │             before_that              │      outlets      │
-- ├────────────┼───────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2021-03-16 │ Pavle Kastro      │ once     │     │ the last roadblock on the Orsk road  │ prisoners will be freed              │ Velmar Courier    │
-- │            │                   │          │     │ has been removed                     │                                      │                   │
-- ├────────────┼───────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2021-03-16 │ Yakim Torlo       │ without  │     │ the prisoners                        │ there is nothing to discuss          │ Isk Voice         │
-- ├────────────┼───────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2021-04-27 │ Mirella Kastrovan │ once     │     │ the draft on the withdrawal and on   │ the Front and the other Tarsenians,  │ Meridian          │
-- │            │                   │          │     │ the sea lanes is final               │ the government among them, will      │                   │
-- │            │                   │          │     │                                      │ begin talks on a ceasefire and on    │                   │
-- │            │                   │          │     │                                      │ the prisoners                        │                   │
-- ├────────────┼───────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2021-04-28 │                   │ exchange │     │ The deal would see the League        │ the Front would guard the sea lanes  │ Daily Ferry       │
-- │            │                   │          │     │ withdraw its troops within 18        │ and free its prisoners               │                   │
-- │            │                   │          │     │ months                               │                                      │                   │
-- ├────────────┼───────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2022-02-16 │                   │ exchange │     │                                      │ the Front would free the last of     │ Northlight Review │
-- │            │                   │          │     │                                      │ its prisoners and open talks with    │                   │
-- │            │                   │          │     │                                      │ Velmar                               │                   │
-- ├────────────┼───────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2022-02-26 │ Anselm Vorrin     │ if       │     │ the Front return the bodies of the   │ he would free a further 120          │ Velmar Courier    │
-- │            │                   │          │     │ soldiers who fell at the Orsk        │ prisoners                            │                   │
-- │            │                   │          │     │ Bridge                               │                                      │                   │
-- └────────────┴───────────────────┴──────────┴─────┴──────────────────────────────────────┴──────────────────────────────────────┴───────────────────┘

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':holder', ':about', ':from', ':to', ':limit', ':said'))"
.mode box --wrap 36 --wordwrap on

WITH
  who AS MATERIALIZED (
    -- those whom it means, but not who is hardly ever called so
    SELECT id FROM (SELECT entity AS id, max(stories) AS n, max(max(stories)) OVER () AS most FROM called WHERE name = :holder COLLATE NOCASE GROUP BY entity)
     WHERE 2 * n >= most),
  story AS MATERIALIZED (
    SELECT id, day, outlet FROM article
     WHERE (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
       AND (:holder IS NULL OR id IN (SELECT w.article FROM meaning w CROSS JOIN condition_span c ON c.article = w.article AND c.holder_naming = w.naming
                                            WHERE w.entity IN (SELECT id FROM who))) ORDER BY day DESC LIMIT 5000),
  told AS MATERIALIZED (
    SELECT coalesce(e.name, c.holder_name) AS holder, c.holder AS entity, c.kind, c.negated, a.day, a.outlet,
           replace(replace(c.condition, char(10), ' '), char(13), '') AS wants, replace(replace(c.consequence, char(10), ' '), char(13), '') AS before_that
      FROM story a JOIN condition c ON c.article = a.id LEFT JOIN entity e ON e.id = c.holder
     WHERE c.term AND (:holder IS NULL OR c.holder IN (SELECT id FROM who))
       AND (:about IS NULL OR c.condition LIKE :about OR c.consequence LIKE :about)
       AND NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = c.article AND f.sentence = c.sentence)),
  page AS MATERIALIZED (
    SELECT min(day) AS day, min(holder) AS holder, kind, negated, wants, before_that FROM told
     GROUP BY kind, negated, lower(wants), lower(before_that)
     ORDER BY max(entity) IS NULL, holder IS NULL, day DESC, holder, wants LIMIT coalesce(:limit, 50)) -- first those that somebody sets who has a name
SELECT p.day, p.holder, p.kind, CASE WHEN p.negated THEN 'not' END AS "not", p.wants, p.before_that,
       (SELECT group_concat(outlet, ', ') FROM (
         SELECT outlet FROM told t WHERE t.kind = p.kind AND lower(t.wants) IS lower(p.wants) AND lower(t.before_that) IS lower(p.before_that) AND outlet <> ''
          GROUP BY outlet ORDER BY min(day), outlet)) AS outlets
  FROM page p
UNION ALL
SELECT NULL, :said, NULL, NULL, NULL, NULL, NULL WHERE :said <> ''
UNION ALL
SELECT NULL, 'nobody is called ' || :holder, NULL, NULL, NULL, NULL, NULL WHERE :said IS NOT NULL AND :holder IS NOT NULL AND NOT EXISTS (SELECT 1 FROM who)
UNION ALL
SELECT NULL, 'from and to are days in quotes, ''2021-03-31'': not ' || coalesce(:from, '') || ' ' || coalesce(:to, ''), NULL, NULL, NULL, NULL, NULL
 WHERE coalesce(:from, '0000-00-00') NOT GLOB '????-??-??' OR coalesce(:to, '0000-00-00') NOT GLOB '????-??-??'
 ORDER BY 1, 2, 5;
