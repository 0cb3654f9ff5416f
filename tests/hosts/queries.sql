SELECT count(*) || ' stories, ' || sum(words) || ' words' FROM articles('tests/corpus');
SELECT sum(mentions(body, 'Mirella Kastrovan')) FROM articles('tests/corpus');
SELECT count(*) || ' of ' || count(DISTINCT a.path) FROM articles('tests/corpus') a, sentences(a.body) s WHERE mentions(s.sentence, '["Orsk", "Orsk Bridge"]');
SELECT max(stories) || ' kept' FROM load('tests/corpus');
SELECT count(*) FROM article_text('ceasefire OR truce');
