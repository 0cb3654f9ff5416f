# The five queries by RSQLite: Rscript host.R EXTENSION
source("include/recipes/newsext.R")
Sys.setenv(NEWSEXT = commandArgs(TRUE)[1])
db <- newsext_connect()
for (query in readLines("tests/hosts/queries.sql")) cat(format(DBI::dbGetQuery(db, query)[1, 1]), "\n", sep = "")
