# A newsroom in R: from a folder of stories to who speaks, what somebody said, and a picture.
#
#   Rscript sql/newsroom.R ./newsext tests/corpus
#
# The first argument is the extension without its suffix, the second your folder: text files, web pages, JSON, CSV, in any
# mixture.  It needs RSQLite: install.packages("RSQLite").  It leaves news.db, to ask more of, and storylines.svg.
#
# On tests/corpus:
#    stories files problems
#         17    13        0
#                 name quotations stories
#    Mirella Kastrovan         33      12
#         Daud Merenko         26      11
#          Lidia Amsel         16       7
#        Anselm Vorrin         14       7
#         Pavle Kastro         11       5
#           day      outlet                                              quote
#    2021-03-15 Daily Ferry 2/2. We will meet again soon. If both sides keep t
#    2021-03-15 Daily Ferry Grateful to @QuillonMFA for six days of patience &
#    2021-03-15 Daily Ferry “We have a framework, and it has to be filled in b
#      kind         outlet          other weight
#    denial Velmar Courier   Harbour Post    0.7
#    denial Velmar Courier   Harbour Post    0.4
#    denial Velmar Courier Quillon Herald    0.4

library(RSQLite)

given <- commandArgs(trailingOnly = TRUE)
db <- dbConnect(SQLite(), "news.db", loadable.extensions = TRUE)
invisible(dbGetQuery(db, "SELECT load_extension(?)", params = list(given[1])))
show <- function(sql, ...) print(dbGetQuery(db, sql, params = if (...length()) list(...)), row.names = FALSE)

# Keeps the folder in news.db; run again, it reads only what is new.
loaded <- dbGetQuery(db, "SELECT stories, files, problems FROM load(?)", params = list(given[2]))
print(tail(loaded, 1), row.names = FALSE)

# Who speaks.
show("SELECT e.name, count(*) AS quotations, count(DISTINCT q.article) AS stories
        FROM quotation q JOIN entity e ON e.id = q.speaker WHERE e.kind = 'person'
       GROUP BY e.id ORDER BY quotations DESC, e.name LIMIT 5")

# What somebody said.
show("SELECT day, outlet, substr(quote, 1, 50) AS quote FROM said
       WHERE speaker = ? AND kind = 'direct' ORDER BY day, outlet, quote LIMIT 3", "Mirella Kastrovan")

# Who tells it otherwise.
show("SELECT c.kind, a.outlet, b.outlet AS other, round(c.weight, 1) AS weight FROM contradiction c
        JOIN article a ON a.id = c.article JOIN article b ON b.id = c.other_article ORDER BY c.weight DESC, c.article LIMIT 3")

# The storylines as a picture.
writeLines(dbGetQuery(db, "SELECT svg_timeline(first_day, title, stories) AS svg FROM storyline")$svg, "storylines.svg")

dbDisconnect(db)
