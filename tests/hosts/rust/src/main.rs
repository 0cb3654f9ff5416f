// The five queries by rusqlite: host EXTENSION
use rusqlite::{types::Value, Connection, LoadExtensionGuard};

fn main() -> rusqlite::Result<()> {
    let extension = std::env::args().nth(1).expect("an extension");
    let db = Connection::open_in_memory()?;
    unsafe {
        let _guard = LoadExtensionGuard::new(&db)?;
        db.load_extension(extension, None)?;
    }
    for query in std::fs::read_to_string("tests/hosts/queries.sql").expect("queries").lines() {
        match db.query_row(query, [], |row| row.get::<_, Value>(0))? {
            Value::Integer(n) => println!("{n}"),
            Value::Text(text) => println!("{text}"),
            other => println!("{other:?}"),
        }
    }
    Ok(())
}
