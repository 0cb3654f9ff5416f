/* The five queries by a module of Node.js or Bun: node host.cjs MODULE EXTENSION */
const [name, extension] = process.argv.slice(2);
const queries = require('fs').readFileSync('tests/hosts/queries.sql', 'utf8').trim().split('\n');
if (name === 'sqlite3') {
  const db = new (require('sqlite3').Database)(':memory:');
  db.loadExtension(extension, (failed) => {
    if (failed) throw failed;
    const next = () => queries.length && db.get(queries.shift(), (wrong, row) => {
      if (wrong) throw wrong;
      console.log(Object.values(row)[0]);
      next();
    });
    next();
  });
} else {
  let db;
  if (name === 'better-sqlite3') db = require('better-sqlite3')(':memory:');
  if (name === 'node:sqlite') db = new (require('node:sqlite').DatabaseSync)(':memory:', { allowExtension: true });
  if (name === 'bun:sqlite') db = new (require('bun:sqlite').Database)(':memory:');
  db.loadExtension(extension);
  for (const query of queries) console.log(Object.values(db.prepare(query).get())[0]);
}
