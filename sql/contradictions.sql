-- Contradictions: what the stories of one storyline say otherwise, side by side, with who says it and where.
--
--   sqlite3 news.db ".parameter set :about \"'%Orsk%'\"" ".parameter set :limit 4" ".read sql/contradictions.sql"
--
--   :about     what either sentence is about; a pattern of LIKE
--   :kind      figure, day, denial, wording, speaker or deadlock
--   :from :to  days on which either was printed, YYYY-MM-DD
--   :limit     how many pairs to show; 20
--
-- The pairs are those of the table contradiction, which refresh() keeps: the same count with other values, the same
-- event on other days, a denial of what another says, words that are given otherwise or to another speaker, and deadlocks.
-- First come those that have most in common beside.
--
-- On tests/corpus:
--

.mode line

SELECT c.kind,
       a.day, a.outlet, (SELECT coalesce(e.name, q.speaker_name) FROM quotation q LEFT JOIN entity e ON e.id = q.speaker
                          WHERE q.article = c.article AND q.sentence = c.sentence AND q.speaker_name IS NOT NULL LIMIT 1) AS speaker,
       (SELECT replace(sentence, char(10), ' ') FROM sentence s WHERE s.article = c.article AND s.n = c.sentence) AS says,
       b.day AS other_day, b.outlet AS other_outlet,
       (SELECT coalesce(e.name, q.speaker_name) FROM quotation q LEFT JOIN entity e ON e.id = q.speaker
         WHERE q.article = c.other_article AND q.sentence = c.other_sentence AND q.speaker_name IS NOT NULL LIMIT 1) AS other_speaker,
       (SELECT replace(sentence, char(10), ' ') FROM sentence s WHERE s.article = c.other_article AND s.n = c.other_sentence) AS other_says
  FROM contradiction c JOIN article a ON a.id = c.article JOIN article b ON b.id = c.other_article
 WHERE (:kind IS NULL OR c.kind = :kind)
   AND (:from IS NULL OR a.day >= :from OR b.day >= :from) AND (:to IS NULL OR a.day <= :to OR b.day <= :to)
   AND (:about IS NULL OR says LIKE :about OR other_says LIKE :about)
 ORDER BY c.weight DESC, a.day, c.article, c.sentence, c.other_article, c.other_sentence LIMIT coalesce(:limit, 20);
