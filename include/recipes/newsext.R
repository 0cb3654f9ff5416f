# newsext in R, with the packages DBI and RSQLite:
#
#     source("newsext.R")
#     db <- newsext_connect("news.db")
#     DBI::dbGetQuery(db, "SELECT files, stories, problems FROM load('stories')")
#     DBI::dbGetQuery(db, "SELECT name, kind, stories FROM entity ORDER BY stories DESC LIMIT 10")

# Where the extension is: the variable NEWSEXT, the Python package, or where `make install` puts it.
newsext_path <- function() {
  given <- Sys.getenv("NEWSEXT")
  if (nzchar(given)) return(given)
  if (nzchar(Sys.which("newsext"))) return(system2("newsext", "path", stdout = TRUE))
  for (folder in c("/usr/local/lib", "/usr/lib", file.path(Sys.getenv("CONDA_PREFIX"), "lib"))) {
    if (length(Sys.glob(file.path(folder, "newsext.*")))) return(file.path(folder, "newsext"))
  }
  stop("newsext is not found: pip install newsext, or set NEWSEXT to its path without .so, .dylib or .dll")
}

# Opens a database with newsext in it; files = FALSE leaves out all that reads files.
newsext_connect <- function(path = ":memory:", files = TRUE) {
  db <- DBI::dbConnect(RSQLite::SQLite(), path, loadable.extensions = TRUE)
  entry <- if (files) "sqlite3_newsext_init" else "sqlite3_newsextnofiles_init"
  DBI::dbGetQuery(db, "SELECT load_extension(?, ?)", params = list(newsext_path(), entry))
  db
}
