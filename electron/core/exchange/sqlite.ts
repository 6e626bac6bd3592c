/// <reference path="./sql-wasm-inline.d.ts" />
import type { SqlJsStatic } from 'sql.js'

let opening: Promise<SqlJsStatic> | undefined

/**
 * SQLite in WebAssembly, loaded when first asked for. The build with its binary inside: nothing is fetched or looked for
 * on the disk, so it works bundled, in any host and in a worker.
 */
export function sqlite(): Promise<SqlJsStatic> {
  opening ??= import('sql.js/dist/sql-wasm-inline.js').then(({ default: open }) => open())
  return opening
}
