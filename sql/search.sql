-- Search: the stories that a query finds, best first, each with the words round what it found.
--
--   sqlite3 news.db ".load ./newsext" ".parameter set :query \"'truce OR ceasefire'\"" ".parameter set :limit 3" ".read sql/search.sql"
--
--   :query    words, "a phrase", AND, OR, NOT, NEAR(a b), prefix*: the syntax of SQLite's FTS5; the name most in the
--             news, if it is NULL
--   :entity   only stories that name it: a name, as entity or alias has it
--   :outlet, :from, :to   only of this outlet, only published from and up to these days, 'YYYY-MM-DD'
--   :limit    how many, 20
--   :said     the shell's own; NULL in other hosts
--
-- What is found in what its outlet repeats (furniture) alone is left out.
--
-- On tests/corpus:
-- ┌────────────┬────────────────┬─────────────────────────────────────────┬───────────────────────────────────────────────────────────┐
-- │    day     │     outlet     │                  title                  │                           found                           │
-- ├────────────┼────────────────┼─────────────────────────────────────────┼───────────────────────────────────────────────────────────┤
-- │ 2021-03-16 │ Harbour Post   │ Rebels say no truce before troops leave │ The Isk Liberation Front denied on Monday that it had     │
-- │            │                │                                         │ accepted a [ceasefire] in the highlands of Tarsenia, and  │
-- │            │                │                                         │ said it would not…                                        │
-- ├────────────┼────────────────┼─────────────────────────────────────────┼───────────────────────────────────────────────────────────┤
-- │ 2021-06-02 │ Quillon Herald │ Tarsenia walks out                      │ …Daud Merenko, the Front's spokesman, said the movement   │
-- │            │                │                                         │ regretted the walk-out. "The [truce] that Velmar says we  │
-- │            │                │                                         │ broke is the [truce] that we…                             │
-- ├────────────┼────────────────┼─────────────────────────────────────────┼───────────────────────────────────────────────────────────┤
-- │ 2021-04-28 │ Daily Ferry    │                                         │ …President Anselm Vorrin, who was once a teacher in the   │
-- │            │                │                                         │ highlands, told the Courier that his government would     │
-- │            │                │                                         │ accept a [truce] if the Front…                            │
-- └────────────┴────────────────┴─────────────────────────────────────────┴───────────────────────────────────────────────────────────┘

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':query', ':entity', ':outlet', ':from', ':to', ':limit', ':said'))"
.mode box --wrap 60 --wordwrap on

WITH RECURSIVE
  asked AS MATERIALIZED (
    SELECT coalesce(:query, (SELECT '"' || replace(name, '"', '') || '"' FROM entity ORDER BY stories DESC, name LIMIT 1)) AS query),
  who AS MATERIALIZED (
    -- those whom it means, but not who is hardly ever called so
    SELECT id FROM (SELECT entity AS id, max(stories) AS n, max(max(stories)) OVER () AS most FROM called WHERE name = :entity COLLATE NOCASE GROUP BY entity)
     WHERE 2 * n >= most),
  -- The index is asked once: it puts together anew, for each question, all words that a prefix begins.
  best AS MATERIALIZED (
    SELECT t.rowid AS id, t.rank, replace(snippet(article_text, 1, '[', ']', '…', 24), char(10), ' ') AS found,
           CASE WHEN EXISTS (SELECT 1 FROM furniture f WHERE f.article = t.rowid) AND coalesce(instr(highlight(article_text, 0, char(2), ''), char(2)), 0) = 0
                THEN highlight(article_text, 1, char(2), '') END AS marked
      FROM article_text t
     WHERE article_text MATCH (SELECT query FROM asked)
       AND (:entity IS NULL OR EXISTS (SELECT 1 FROM meaning m WHERE m.entity IN (SELECT id FROM who) AND m.article = t.rowid))
       AND (coalesce(:outlet, :from, :to) IS NULL OR EXISTS (
             SELECT 1 FROM article a WHERE a.id = t.rowid AND (:outlet IS NULL OR a.outlet = :outlet)
                AND (:from IS NULL OR a.day >= :from) AND (:to IS NULL OR a.day <= :to)))
     ORDER BY t.rank LIMIT 4 * coalesce(:limit, 20)),
  hit AS MATERIALIZED (
    SELECT id, a.day, a.outlet, a.title, b.found, b.rank, b.marked FROM best b CROSS JOIN article a USING (id)),
  -- Where in a story that has furniture the words stand that were found.
  word(id, rest, start, n) AS (
    SELECT id, marked, 1, 0 FROM hit WHERE marked IS NOT NULL
    UNION ALL
    SELECT id, substr(rest, instr(rest, char(2)) + 1), start + instr(rest, char(2)) - 1, n + 1 FROM word WHERE instr(rest, char(2)) AND n < 50)
SELECT day, outlet, title, found FROM (
  SELECT * FROM hit
   WHERE marked IS NULL
      OR EXISTS (SELECT 1 FROM word w WHERE w.id = hit.id AND w.n > 0 AND NOT EXISTS (
           SELECT 1 FROM furniture f JOIN sentence_span s ON s.article = f.article AND s.n = f.sentence
            WHERE f.article = w.id AND w.start >= s.start AND w.start < s.start + s.length))
   ORDER BY rank LIMIT coalesce(:limit, 20))
UNION ALL
SELECT NULL, :said, NULL, NULL WHERE :said <> ''
UNION ALL
SELECT NULL, 'no story has ' || query, NULL, NULL FROM asked WHERE :said IS NOT NULL AND NOT EXISTS (SELECT 1 FROM hit)
UNION ALL
SELECT NULL, 'no story names ' || :entity, NULL, NULL WHERE :said IS NOT NULL AND :entity IS NOT NULL AND NOT EXISTS (SELECT 1 FROM who)
UNION ALL
SELECT NULL, 'from and to are days in quotes, ''2021-03-31'': not ' || coalesce(:from, '') || ' ' || coalesce(:to, ''), NULL, NULL
 WHERE coalesce(:from, '0000-00-00') NOT GLOB '????-??-??' OR coalesce(:to, '0000-00-00') NOT GLOB '????-??-??';
