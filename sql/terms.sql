-- Terms: who wants what before what.
--
--   sqlite3 news.db ".parameter set :about \"'%prisoner%'\"" ".read sql/terms.sql"
--
--   :holder    who sets the term; a pattern of LIKE
--   :about     what it, or what hangs on it, is about; a pattern of LIKE
--   :from :to  days on which it was first printed, YYYY-MM-DD
--
-- `wants` must be so first, or stay so, for `before_that`; `not` says that somebody denies that the one hangs on the
-- other; a part that another sentence says is empty.  A term is shown once, with all outlets that ran the same words,
-- in the order in which they did, and the name for its holder that most of them give.
--
-- On tests/corpus:
-- ┌────────────┬──────────────────────────┬──────────┬─────┬──────────────────────────────────────┬──────────────────────────────────────┬───────────────────┐
-- │    day     │          holder          │   kind   │ not │                wants                 │             before_that              │      outlets      │
-- ├────────────┼──────────────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2021-03-16 │ Pavle Kastro             │ once     │     │ the last roadblock on the Orsk road  │ prisoners will be freed              │ Velmar Courier    │
-- │            │                          │          │     │ has been removed                     │                                      │                   │
-- ├────────────┼──────────────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2021-03-16 │ Yakim Torlo              │ without  │     │ the prisoners                        │ there is nothing to discuss          │ Isk Voice         │
-- ├────────────┼──────────────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2021-04-27 │ A senior Front commander │ if       │ not │ the fate of the prisoners            │ the truce                            │ Meridian          │
-- ├────────────┼──────────────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2021-04-27 │ Mirella Kastrovan        │ once     │     │ the draft on the withdrawal and on   │ the Front and the other Tarsenians,  │ Meridian          │
-- │            │                          │          │     │ the sea lanes is final               │ the government among them, will      │                   │
-- │            │                          │          │     │                                      │ begin talks on a ceasefire and on    │                   │
-- │            │                          │          │     │                                      │ the prisoners                        │                   │
-- ├────────────┼──────────────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2021-04-28 │                          │ exchange │     │ The deal would see the League        │ the Front would guard the sea lanes  │ Daily Ferry       │
-- │            │                          │          │     │ withdraw its troops within 18        │ and free its prisoners               │                   │
-- │            │                          │          │     │ months                               │                                      │                   │
-- ├────────────┼──────────────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2022-02-16 │                          │ exchange │     │                                      │ the Front would free the last of     │ Northlight Review │
-- │            │                          │          │     │                                      │ its prisoners and open talks with    │                   │
-- │            │                          │          │     │                                      │ Velmar                               │                   │
-- ├────────────┼──────────────────────────┼──────────┼─────┼──────────────────────────────────────┼──────────────────────────────────────┼───────────────────┤
-- │ 2022-02-26 │ Anselm Vorrin            │ if       │     │ the Front return the bodies of the   │ he would free a further 120          │ Velmar Courier    │
-- │            │                          │          │     │ soldiers who fell at the Orsk        │ prisoners                            │                   │
-- │            │                          │          │     │ Bridge                               │                                      │                   │
-- └────────────┴──────────────────────────┴──────────┴─────┴──────────────────────────────────────┴──────────────────────────────────────┴───────────────────┘

.load ./newsext
.mode box --wrap 36 --wordwrap on

WITH term AS MATERIALIZED (
  SELECT c.holder_name AS holder, c.kind, c.negated, a.day, a.outlet,
         replace(replace(c.condition, char(10), ' '), char(13), '') AS condition,
         replace(replace(c.consequence, char(10), ' '), char(13), '') AS consequence,
         c.kind || ': ' || (SELECT group_concat(folded, ' ') FROM tokens(ifnull(c.condition, '') || ' / ' || ifnull(c.consequence, ''))
                             WHERE folded GLOB '[a-z0-9/]*') AS words
    FROM condition c JOIN article a ON a.id = c.article
   WHERE (:about IS NULL OR c.condition LIKE :about OR c.consequence LIKE :about)),
voted AS (
  SELECT *, count(holder) OVER (PARTITION BY words, holder) AS votes,
         min(day) OVER (PARTITION BY words, outlet) AS first, row_number() OVER (PARTITION BY words, outlet) AS nth
    FROM term),
told AS (
  SELECT words, row_number() OVER same AS nth, min(day) OVER same AS day,
         first_value(holder) OVER (PARTITION BY words ORDER BY votes DESC, holder GLOB '[A-Z]*' DESC, length(holder) DESC, holder) AS holder,
         kind, max(negated) OVER same AS negated, condition, consequence,
         group_concat(CASE nth WHEN 1 THEN outlet END, ', ') OVER (PARTITION BY words ORDER BY first, outlet
           ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS outlets
    FROM voted WINDOW same AS (PARTITION BY words))
SELECT day, holder, kind, CASE WHEN negated THEN 'not' END AS "not", condition AS wants, consequence AS before_that, outlets
  FROM told
 WHERE nth = 1
   AND (:holder IS NULL OR holder LIKE :holder)
   AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
 ORDER BY day, holder, words;
