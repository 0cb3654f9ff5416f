-- Contradictions: what the stories of one storyline say otherwise, side by side, with who says it and where.
--
--   sqlite3 news.db ".parameter set :limit 4" ".read sql/contradictions.sql"
--
--   :about     what either sentence is about; a pattern of LIKE
--   :kind      figure, day, denial, wording, speaker, blame or deadlock
--   :from :to  days on which either was printed, 'YYYY-MM-DD'
--   :limit     how many pairs to show; 20
--   :said      the shell's own; NULL in other hosts
--
-- The pairs are those of the table contradiction, which refresh() keeps: the same count with other values, the same
-- event on other days, a denial of what another says, words that are given otherwise or to another speaker,
-- somebody else who is blamed, and deadlocks.  First come those that have most in common beside.
--
-- On tests/corpus:
--          kind = denial
--           day = 2021-03-16
--        outlet = Velmar Courier
--       speaker = Anselm Vorrin
--          says = "The gunmen accepted the ceasefire in Port Sable, and they know that they accepted it," the President said.
--     other_day = 2021-03-16
--  other_outlet = Harbour Post
-- other_speaker = Daud Merenko
--    other_says = "Reports of an agreement on a truce are not true," the Front's spokesman, Daud Merenko, told reporters after six days of talks in Port Sable, the capital of Quillon.
--
--          kind = denial
--           day = 2021-03-16
--        outlet = Velmar Courier
--       speaker = Anselm Vorrin
--          says = The Front has agreed in principle to a ceasefire in Upper Isk, President Anselm Vorrin told the nation on Monday evening, hours after he had received the Coastal League's envoy, Mirella Kastroven, at the White Stair palace.
--     other_day = 2021-03-16
--  other_outlet = Harbour Post
-- other_speaker = Isk Liberation Front
--    other_says = The Isk Liberation Front denied on Monday that it had accepted a ceasefire in the highlands of Tarsenia, and said it would not discuss one until the Coastal League had set a date for the withdrawal of its 4,200 peacekeepers.
--
--          kind = denial
--           day = 2021-03-16
--        outlet = Velmar Courier
--       speaker = Anselm Vorrin
--          says = The Front has agreed in principle to a ceasefire in Upper Isk, President Anselm Vorrin told the nation on Monday evening, hours after he had received the Coastal League's envoy, Mirella Kastroven, at the White Stair palace.
--     other_day = 2021-03-16
--  other_outlet = Quillon Herald
-- other_speaker = Isk Liberation Front
--    other_says = The Isk Liberation Front yesterday denied that it had accepted a cease-fire in the highlands of Tarsenia, and said it would not discuss one until the Coastal League set a date for the withdrawal of its 4,200 peacekeepers.
--
--          kind = denial
--           day = 2021-03-16
--        outlet = Velmar Courier
--       speaker = Anselm Vorrin
--          says = The Front has agreed in principle to a ceasefire in Upper Isk, President Anselm Vorrin told the nation on Monday evening, hours after he had received the Coastal League's envoy, Mirella Kastroven, at the White Stair palace.
--     other_day = 2021-03-16
--  other_outlet = Quillon Herald
-- other_speaker = Daud Merenko
--    other_says = “Reports of an agreement on a truce are not true,” spokesman Daud Merenko told reporters after six days of talks in this city.

.parameter set :said "(SELECT coalesce('there is no parameter ' || group_concat(key, ', '), '') FROM sqlite_parameters WHERE key NOT IN (':about', ':kind', ':from', ':to', ':limit', ':said'))"
.mode line

SELECT * FROM (
SELECT c.kind,
       a.day, coalesce(nullif(a.outlet, ''), a.path) AS outlet, (SELECT coalesce(e.name, q.speaker_name) FROM quotation q LEFT JOIN entity e ON e.id = q.speaker
                          WHERE q.article = c.article AND q.sentence = c.sentence AND q.speaker_name IS NOT NULL LIMIT 1) AS speaker,
       (SELECT replace(sentence, char(10), ' ') FROM sentence s WHERE s.article = c.article AND s.n = c.sentence) AS says,
       b.day AS other_day, coalesce(nullif(b.outlet, ''), b.path) AS other_outlet,
       (SELECT coalesce(e.name, q.speaker_name) FROM quotation q LEFT JOIN entity e ON e.id = q.speaker
         WHERE q.article = c.other_article AND q.sentence = c.other_sentence AND q.speaker_name IS NOT NULL LIMIT 1) AS other_speaker,
       (SELECT replace(sentence, char(10), ' ') FROM sentence s WHERE s.article = c.other_article AND s.n = c.other_sentence) AS other_says
  FROM contradiction c JOIN article a ON a.id = c.article JOIN article b ON b.id = c.other_article
 WHERE (:kind IS NULL OR c.kind = :kind)
   AND (:from IS NULL OR a.day >= :from OR b.day >= :from) AND (:to IS NULL OR a.day <= :to OR b.day <= :to)
   AND (:about IS NULL OR says LIKE :about OR other_says LIKE :about)
 ORDER BY c.weight DESC, a.day, c.article, c.sentence, c.other_article, c.other_sentence LIMIT coalesce(:limit, 20))
UNION ALL
SELECT :said, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE :said <> ''
UNION ALL
SELECT 'there is no kind ' || :kind, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
 WHERE :kind NOT IN ('figure', 'day', 'denial', 'wording', 'speaker', 'blame', 'deadlock')
UNION ALL
SELECT 'from and to are days in quotes, ''2021-03-31'': not ' || coalesce(:from, '') || ' ' || coalesce(:to, ''), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
 WHERE coalesce(:from, '0000-00-00') NOT GLOB '????-??-??' OR coalesce(:to, '0000-00-00') NOT GLOB '????-??-??';
