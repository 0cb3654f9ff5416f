-- Search: the stories that a query finds, best first, each with the words round
-- what it found.
--
--   sqlite3 news.db ".parameter set :query \"'truce OR ceasefire'\"" ".parameter set :limit 3" ".read sql/search.sql"
--
--   :query    words, "a phrase", AND, OR, NOT, NEAR(a b), prefix*: the syntax of SQLite's FTS5;
--             if it is not given, the name most in the news
--   :entity   only stories that mention it: a name, a JSON array of aliases, or a /pattern/
--   :outlet, :from, :to   only of this outlet, only published from and up to these days
--   :limit    how many, 20 if not given
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

.load ./newsext
.mode box --wrap 60 --wordwrap on

WITH asked AS (
  SELECT coalesce(:query, (SELECT '"' || replace(name, '"', '') || '"' FROM named ORDER BY articles DESC, name LIMIT 1)) AS query)
SELECT a.day, a.outlet, a.title, replace(snippet(article_text, 1, '[', ']', '…', 24), char(10), ' ') AS found
  FROM asked CROSS JOIN article_text CROSS JOIN article a ON a.id = article_text.rowid
 WHERE article_text MATCH asked.query
   AND (:entity IS NULL OR mentions(a.body, :entity) > 0)
   AND (:outlet IS NULL OR a.outlet = :outlet)
   AND (:from IS NULL OR a.day >= :from) AND (:to IS NULL OR a.day <= :to)
 ORDER BY rank LIMIT coalesce(:limit, 20);
