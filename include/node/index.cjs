/* newsext for Node.js and Bun: where the extension is, and loading it. */
'use strict';

const SUFFIX = { linux: 'so', darwin: 'dylib', win32: 'dll' };
const NO_FILES = 'sqlite3_newsextnofiles_init';

/* Whether the C library is musl (Alpine), where the report of the process names no glibc. */
function isMusl() {
  return process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
}

/** The path of the extension, from the package for this platform, which npm installs with this one. */
function getLoadablePath() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `newsext-${system}-${process.arch}${isMusl() ? '-musl' : ''}`;
  const suffix = SUFFIX[process.platform];
  if (!suffix) throw new Error(`newsext is not built for ${process.platform}`);
  try {
    return require.resolve(`${name}/newsext.${suffix}`);
  } catch (cause) {
    throw new Error(`the package ${name} is missing: newsext is not built for this platform, or npm left out optional dependencies`, { cause });
  }
}

/**
 * Loads newsext into a database of better-sqlite3, node:sqlite (opened with allowExtension: true) or bun:sqlite, and
 * returns the database.  With { files: false } all is there but what reads files or writes tables.
 */
function load(db, { files = true } = {}) {
  if (db.enableLoadExtension) db.enableLoadExtension(true);
  if (files) db.loadExtension(getLoadablePath());
  else db.loadExtension(getLoadablePath(), NO_FILES);
  if (db.enableLoadExtension) db.enableLoadExtension(false);
  /* An older node:sqlite passes over the name of the entry point. */
  if (!files && db.prepare("SELECT count(*) AS n FROM newsext_functions WHERE name = 'articles'").get().n)
    throw new Error('this SQLite cannot load newsext without files: it knows no entry points');
  return db;
}

module.exports = { getLoadablePath, load };
