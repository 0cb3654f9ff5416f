-- What `make bench` runs.  A line `-- NAME [GOAL]` and the query below it, over
-- story(id, published, body); GOAL is the share of upper()'s speed to reach.  A line
-- `-- prepare` runs what is below it once, untimed.

-- upper
SELECT sum(length(upper(body))) FROM story;

-- tokens
SELECT count(*) FROM story, tokens(body);

-- sentences 0.4
SELECT count(*) FROM story, sentences(body);

-- repair 1.0
SELECT sum(length(repair(body))) FROM story;

-- article
SELECT sum(length(a.body)) FROM story s, article(s.body) a;

-- article (a web page)
SELECT sum(length(a.body)) FROM story s, article('<!DOCTYPE html><html><head><title>Story</title></head><body><nav>
<a href="/">Home</a></nav><article><p>' || replace(s.body, char(10), '</p>' || char(10) || '<p>') || '</p></article></body></html>') a;

-- mentions (function) 1.0
SELECT sum(mentions(body, 'United States')) FROM story;

-- mentions (table)
SELECT count(*) FROM story, mentions(body, 'United States');

-- event_dates 0.3
SELECT count(*) FROM story, event_dates(body, published);

-- event_date
SELECT count(event_date(body, published)) FROM story;

-- entities 0.1
SELECT count(*) FROM story, entities(body);

-- quotations 0.2
SELECT count(*) FROM story, quotations(body);

-- conditions
SELECT count(*) FROM story, conditions(body);

-- figures 0.3
SELECT count(*) FROM story, figures(body);

-- fingerprint 0.3
SELECT sum(length(fingerprint(body))) FROM story;

-- passages
SELECT count(*) FROM (SELECT body, lag(body) OVER (ORDER BY id) AS before FROM story), passages(body, before);

-- bands
SELECT count(*) FROM story, bands(fingerprint(body));

-- prepare
CREATE TEMP TABLE known AS SELECT name FROM story, entities(body) WHERE length(name) > 4 GROUP BY name ORDER BY count(*) DESC;
CREATE VIRTUAL TABLE hundred USING gazetteer;
INSERT INTO hundred(entity) SELECT name FROM known LIMIT 100;
CREATE VIRTUAL TABLE thousands USING gazetteer;
INSERT INTO thousands(entity) SELECT name FROM known LIMIT 10000;
-- prepare
CREATE VIRTUAL TABLE hundred_thousand USING gazetteer;
INSERT INTO hundred_thousand(entity) SELECT name FROM known;
CREATE TEMP TABLE part AS SELECT rowid AS id, name, instr(name, ' ') AS space FROM known WHERE name LIKE '% %';
INSERT INTO hundred_thousand(entity)
SELECT DISTINCT substr(a.name, 1, a.space) || substr(b.name, b.space + 1) FROM part a
JOIN part b ON b.id IN (a.id + 7, a.id * 3 + 1, a.id * 5 + 2, a.id + 1009, a.id + 2003, a.id + 3001, a.id + 4001, a.id + 5003)
LIMIT 100000 - (SELECT count(*) FROM known);

-- gazetteer, 100 names 1.0
SELECT count(*) FROM story JOIN hundred ON hundred.text = body;

-- gazetteer, 10,000 names 0.5
SELECT count(*) FROM story JOIN thousands ON thousands.text = body;

-- gazetteer, 100,000 names 0.3
SELECT count(*) FROM story JOIN hundred_thousand ON hundred_thousand.text = body;

-- prepare
CREATE VIRTUAL TABLE by_news USING fts5(body, tokenize = 'news', content = '');
CREATE VIRTUAL TABLE by_unicode USING fts5(body, tokenize = 'unicode61', content = '');

-- fts5, unicode61
INSERT INTO by_unicode(body) SELECT body FROM story;

-- fts5, news
INSERT INTO by_news(body) SELECT body FROM story;
