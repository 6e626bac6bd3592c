import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, vi } from 'vitest'
import { openStore, type Store } from '../../../electron/core/store/store'
import type { Operation } from '../../../shared/model/operations'

export * from './samples'

// Many real files and processes: on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const folders: string[] = []
const stores: Store[] = []
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder of its own, removed after the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-store-'))
  folders.push(folder)
  return folder
}

/** Opens a store that is closed after the test at the latest. */
export async function open(folder: string, options: Partial<Parameters<typeof openStore>[0]> = {}): Promise<Store> {
  const store = await openStore({ folder, ...options })
  stores.push(store)
  return store
}

export async function history(store: Store): Promise<Operation[]> {
  const operations: Operation[] = []
  for await (const operation of store.operations()) operations.push(operation)
  return operations
}
/** The cards reviewed, in order, as the files tell. */
export async function cardsInHistory(store: Store): Promise<string[]> {
  return (await history(store)).flatMap((operation) => (operation.kind === 'review' ? [operation.data.card] : []))
}

/** Every file below a folder and its content. */
export function contents(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path).toString('latin1')]),
  )
}
export function codes(store: Store): string[] {
  return store.notices.map(({ code }) => code).sort()
}
