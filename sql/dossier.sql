-- All on one: under which names, with whom, what they said, on what condition, where, when, and in which storylines.
--
--   sqlite3 news.db ".parameter set :entity \"'Mirella Kastrovan'\"" ".parameter set :limit 3" ".read sql/dossier.sql"
--
--   :entity   a name, as entity or alias has it; the person most in the news, if it is NULL
--   :limit    how many rows of each part, 10
--   :said     the shell's own; NULL in other hosts
--
-- `stories` and `outlets` say in how many; with whom and where are those of the same sentence.  Of one who is in more
-- than 5000 stories, the latest are read.
--
-- On tests/corpus:
-- ┌────────────┬──────────────────────────┬──────────────────────────────────────────────────────────────┬─────────┬─────────┐
-- │    part    │           day            │                             what                             │ stories │ outlets │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │ who        │ 2021-03-15 to 2022-02-27 │ Mirella Kastrovan                                            │ 14      │ 6       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │ called     │                          │ Mirella Kastrovan                                            │ 13      │         │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │                          │ Kastrovan                                                    │ 8       │         │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │                          │ Mirella Kastroven                                            │ 1       │         │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │ with       │                          │ Coastal League                                               │ 8       │ 5       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │                          │ Anselm Vorrin                                                │ 3       │ 2       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │                          │ Isk Liberation Front                                         │ 1       │ 1       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │ said       │ 2022-02-27               │ “Everything is agreed,”                                      │ 1       │ 1       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │ 2022-02-27               │ “The first soldiers will go home in April as long as the     │ 1       │ 1       │
-- │            │                          │ road stays clear. It is now a matter of keeping it clear.”   │         │         │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │ 2022-02-16               │ “If it does not hold, we will know who broke it, and we      │ 1       │ 1       │
-- │            │                          │ will begin again.”                                           │         │         │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │ terms      │ 2022-02-16               │ we will sign [if] the week holds                             │ 1       │ 1       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │ 2021-04-27               │ the Front and the other Tarsenians, the government among     │ 1       │ 1       │
-- │            │                          │ them, will begin talks on a ceasefire and on the prisoners   │         │         │
-- │            │                          │ [once] the draft on the withdrawal and on the sea lanes is   │         │         │
-- │            │                          │ final                                                        │         │         │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │ 2021-04-12               │ she would talk about a shorter period [if] the Front         │ 1       │ 1       │
-- │            │                          │ stopped laying mines                                         │         │         │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │ where      │                          │ Port Sable                                                   │ 2       │ 2       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │                          │ Orsk                                                         │ 1       │ 1       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │                          │ Tarsenia                                                     │ 1       │ 1       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │ when       │ 2021-03-13               │ The League’s special envoy, Mirella Kastrovan, had said on   │ 3       │ 3       │
-- │            │                          │ Saturday that the two sides were closer than at any time in  │         │         │
-- │            │                          │ the 14-year conflict.                                        │         │         │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │ 2021-03-15               │ The Front has agreed in principle to a ceasefire in Upper    │ 2       │ 2       │
-- │            │                          │ Isk, President Anselm Vorrin told the nation on Monday       │         │         │
-- │            │                          │ evening, hours after he had received the Coastal League's    │         │         │
-- │            │                          │ envoy, Mirella Kastroven, at the White Stair palace.         │         │         │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │ 2021-03-14               │ No side gets peace for free, and all will have to give       │ 1       │ 1       │
-- │            │                          │ something.                                                   │         │         │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │ storylines │ 2021-03-15               │ Rebels say no truce before troops leave                      │ 5       │ 5       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │ 2022-02-26               │ Signed, with three pens                                      │ 2       │ 2       │
-- ├────────────┼──────────────────────────┼──────────────────────────────────────────────────────────────┼─────────┼─────────┤
-- │            │ 2021-04-27               │ No accord after 16 days, but envoy sees "real strides"       │ 1       │ 1       │
-- └────────────┴──────────────────────────┴──────────────────────────────────────────────────────────────┴─────────┴─────────┘

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':entity', ':limit', ':said'))"
.mode box --wrap 60 --wordwrap on

WITH
  asked AS MATERIALIZED (
    SELECT coalesce(:entity, (SELECT name FROM entity WHERE kind = 'person' ORDER BY stories DESC, name LIMIT 1)) AS entity),
  who AS MATERIALIZED (
    -- those whom it means, but not who is hardly ever called so
    SELECT id FROM (SELECT called.entity AS id, max(stories) AS n, max(max(stories)) OVER () AS most FROM called, asked WHERE name = asked.entity COLLATE NOCASE GROUP BY called.entity)
     WHERE 2 * n >= most),
  story AS MATERIALIZED (
    SELECT id, day, outlet FROM article WHERE +id IN (SELECT article FROM meaning WHERE entity IN (SELECT id FROM who)) -- +: by day, and no more than these
     ORDER BY day DESC LIMIT 5000),
  place AS MATERIALIZED (
    SELECT DISTINCT m.article, m.sentence, s.day, s.outlet FROM story s
     CROSS JOIN meaning w ON w.article = s.id AND w.entity IN (SELECT id FROM who) CROSS JOIN mention_span m ON m.article = s.id AND m.naming = w.naming
     WHERE NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = m.article AND f.sentence = m.sentence)),
  beside AS MATERIALIZED (
    SELECT w.entity, count(DISTINCT p.article) AS stories, count(DISTINCT p.outlet) AS outlets FROM place p
     CROSS JOIN mention_span m ON m.article = p.article AND m.sentence = p.sentence CROSS JOIN meaning w ON w.article = m.article AND w.naming = m.naming
     WHERE w.entity NOT IN (SELECT id FROM who) GROUP BY w.entity),
  spoken AS MATERIALIZED (
    SELECT s.day, s.outlet, q.quote, q.kind FROM story s CROSS JOIN meaning w ON w.article = s.id AND w.entity IN (SELECT id FROM who)
     CROSS JOIN quotation_span p ON p.article = s.id AND p.speaker_naming = w.naming CROSS JOIN quotation q ON q.article = p.article AND q.n = p.n
     WHERE q.kind <> 'indirect' AND NOT EXISTS (SELECT 1 FROM furniture f WHERE f.article = q.article AND f.sentence = q.sentence)),
  told AS MATERIALIZED (
    SELECT e.first_day AS day, p.article, p.sentence, p.outlet, p.day AS published, count(*) OVER (PARTITION BY p.article, p.sentence) AS days
      FROM place p CROSS JOIN event_span e ON e.article = p.article AND e.sentence = p.sentence WHERE e.first_day = e.last_day AND e.start > 1),
  day AS MATERIALIZED (
    SELECT row_number() OVER (ORDER BY count(DISTINCT outlet) DESC, count(*) DESC, day) AS nth, day, count(DISTINCT article) AS stories, count(DISTINCT outlet) AS outlets
      FROM told GROUP BY day ORDER BY nth LIMIT 2 * coalesce(:limit, 10)),
  happening AS MATERIALIZED ( -- of each day the sentence that says it best; the same one on several days tells of the first of them
    SELECT nth, day, stories, outlets,
           (SELECT replace(s.sentence, char(10), ' ') FROM told t JOIN shown s ON s.article = t.article AND s.n = t.sentence
             WHERE t.day = d.day ORDER BY s.signature, t.days > 1, length(s.own) > 500, abs(julianday(t.published) - julianday(t.day)), t.sentence LIMIT 1) AS what
      FROM day d),
  row(part, nth, day, what, stories, outlets) AS (
    SELECT * FROM (SELECT 1, 0, min(day) || ' to ' || max(day), (SELECT group_concat(name, '; ') FROM entity WHERE id IN (SELECT id FROM who)),
                          count(*), count(DISTINCT outlet) FROM story HAVING count(*))
    UNION ALL
    SELECT * FROM (SELECT 2, row_number() OVER (ORDER BY sum(stories) DESC, surface), NULL, surface, sum(stories), NULL
                     FROM alias WHERE entity IN (SELECT id FROM who) GROUP BY surface ORDER BY 2 LIMIT coalesce(:limit, 10))
    UNION ALL
    SELECT * FROM (SELECT CASE WHEN e.kind = 'place' THEN 6 ELSE 3 END,
                          row_number() OVER (PARTITION BY e.kind = 'place' ORDER BY b.stories DESC, b.outlets DESC, e.name) AS nth,
                          NULL, e.name, b.stories, b.outlets FROM beside b JOIN entity e ON e.id = b.entity) WHERE nth <= 0 + coalesce(:limit, 10)
    UNION ALL
    SELECT * FROM (SELECT 4, row_number() OVER (ORDER BY min(day) DESC, quote), min(day), replace(quote, char(10), ' '), count(*), count(DISTINCT outlet)
                     FROM spoken GROUP BY lower(trim(quote, '“”",. ')) ORDER BY 2 LIMIT coalesce(:limit, 10))
    UNION ALL
    SELECT * FROM (SELECT 5, row_number() OVER (ORDER BY min(s.day) DESC, c.condition), min(s.day),
                          coalesce(c.consequence, '') || ' [' || c.kind || '] ' || coalesce(c.condition, ''), count(*), count(DISTINCT s.outlet)
                     FROM story s CROSS JOIN condition c ON c.article = s.id AND c.holder IN (SELECT id FROM who) AND c.term
                    GROUP BY c.consequence, c.kind, c.condition ORDER BY 2 LIMIT coalesce(:limit, 10))
    UNION ALL
    SELECT * FROM (SELECT 7, min(nth) AS nth, day, what, stories, outlets FROM happening GROUP BY what ORDER BY nth LIMIT coalesce(:limit, 10))
    UNION ALL
    SELECT * FROM (SELECT 8, row_number() OVER (ORDER BY count(*) DESC, l.first_day), l.first_day, l.title, count(*), count(DISTINCT s.outlet)
                     FROM story s JOIN storyline_article x ON x.article = s.id JOIN storyline l ON l.id = x.storyline
                    GROUP BY l.id ORDER BY 2 LIMIT coalesce(:limit, 10)))
SELECT CASE nth WHEN min(nth) OVER (PARTITION BY part)
            THEN CASE part WHEN 1 THEN 'who' WHEN 2 THEN 'called' WHEN 3 THEN 'with' WHEN 4 THEN 'said' WHEN 5 THEN 'terms' WHEN 6 THEN 'where'
                           WHEN 7 THEN 'when' ELSE 'storylines' END ELSE '' END AS part,
       day, what, stories, outlets
  FROM (SELECT * FROM row
        UNION ALL
        SELECT 0, 0, NULL, :said, NULL, NULL WHERE :said <> ''
        UNION ALL
        SELECT 0, 1, NULL, 'no story names ' || entity, NULL, NULL FROM asked WHERE :said IS NOT NULL AND NOT EXISTS (SELECT 1 FROM who)) AS all_of
 ORDER BY all_of.part, nth;
