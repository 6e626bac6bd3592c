/**
 * A collection as an SQLite database in memory. sql.js's build with its WebAssembly inside the script: one file that works the
 * same from source, bundled, in a worker and without a network (docs/decisions/0055-sqlite-inside-the-worker.md).
 */
/// <reference path="../sql-wasm-inline.d.ts" />
import type { Database, SqlValue } from 'sql.js'
import initSqlJs from 'sql.js/dist/sql-wasm-inline.js'
import { Refused } from '../refused'

export type Row = readonly SqlValue[]
export interface AnkiDatabase {
  /** Name of the collection's entry. */
  where: string
  /** Throws `Refused` for a table that is missing. */
  need(...tables: string[]): void
  has(table: string): boolean
  /** The rows one by one. Throws `Refused` after `most` rows, and where the database is damaged. */
  rows(sql: string, what: string, most?: number): Generator<Row>
  /** The first value of the first row. */
  value(sql: string): SqlValue
  close(): void
}

const magic = 'SQLite format 3\0'
const mostTables = 500

/** `bytes` must be ours: SQLite works in them. */
export async function openDatabase(bytes: Uint8Array, where: string): Promise<AnkiDatabase> {
  if (Buffer.from(bytes.subarray(0, 16)).toString('latin1') !== magic || bytes.length < 512)
    throw new Refused('not-a-database', where)
  // A file in WAL mode can't be opened from memory; all of it is in the file that came.
  if (bytes[18] === 2) bytes[18] = 1
  if (bytes[19] === 2) bytes[19] = 1
  const { Database } = await initSqlJs()
  let db: Database
  try {
    db = new Database(bytes)
  } catch {
    throw new Refused('not-a-database', where)
  }
  try {
    const tables = prepare(db, where)
    return reading(db, where, tables)
  } catch (error) {
    close(db)
    throw error instanceof Refused ? error : new Refused('broken-database', where)
  }
}

/** Makes the database safe to read: nothing in it runs, and it is whole. Gives the names of its tables. */
function prepare(db: Database, where: string): Set<string> {
  db.run('PRAGMA trusted_schema=OFF')
  db.run('PRAGMA cell_size_check=ON')
  // Anki sorts some columns by a comparison of its own, without which SQLite won't read them. Nothing is looked up by it here.
  db.run('PRAGMA writable_schema=ON')
  const schema = db.exec('SELECT type, name, substr(sql, 1, 20000) FROM sqlite_schema LIMIT 501')[0]?.values ?? []
  if (schema.length > mostTables) throw new Refused('strange-database', where)
  const tables = new Set<string>()
  for (const [type, name, sql] of schema) {
    // Views, virtual and generated columns and checks can compute anything while they are read.
    if (
      type === 'view' ||
      (type === 'table' && /\bvirtual\b|\bgenerated\b|\bcheck\b|\bas\s*\(/i.test(String(sql ?? '')))
    )
      throw new Refused('strange-database', where)
    if (type === 'table') tables.add(String(name))
  }
  db.run(`UPDATE sqlite_schema SET sql = replace(replace(sql, 'COLLATE unicase', ''), 'collate unicase', '')
    WHERE sql LIKE '%collate unicase%'`)
  db.run("DELETE FROM sqlite_schema WHERE type = 'trigger'")
  db.run('PRAGMA writable_schema=RESET')
  // Also finds pages that are used twice, through which reading would never end.
  if (db.exec('PRAGMA quick_check(1)')[0]?.values[0]?.[0] !== 'ok') throw new Refused('broken-database', where)
  return tables
}

function reading(db: Database, where: string, tables: ReadonlySet<string>): AnkiDatabase {
  const broken = (error: unknown) => (error instanceof Refused ? error : new Refused('broken-database', where))
  return {
    where,
    has: (table) => tables.has(table),
    need(...names) {
      for (const table of names) if (!tables.has(table)) throw new Refused('missing-table', where, { table })
    },
    *rows(sql, what, most = 1_000_000) {
      let count = 0
      try {
        const statement = db.prepare(sql)
        try {
          while (statement.step()) {
            count += 1
            if (count > most) throw new Refused('too-many', where, { what, most })
            yield statement.get()
          }
        } finally {
          statement.free()
        }
      } catch (error) {
        throw broken(error)
      }
    },
    value(sql) {
      try {
        return db.exec(sql)[0]?.values[0]?.[0] ?? null
      } catch (error) {
        throw broken(error)
      }
    },
    close: () => close(db),
  }
}

function close(db: Database): void {
  try {
    db.close()
  } catch {
    // What a damaged file left behind is gone with the worker.
  }
}
