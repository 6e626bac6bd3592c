import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import type { SearchAnswer } from '../../../shared/model/views'
import { type Engine, engineHere, engineInWorker } from '../search/engine'
import type { Asked } from '../search/finder'
import type { Page } from '../search/page'
import { type Item, type Source, sourcesOf } from '../search/sources'
import type { Store } from '../store/store'
import type { CorrectionLayer } from './correction-layer'
import type { PackIndex } from './pack'
import { takeTurns } from './turns'

export interface SearchNeeds {
  store: Store
  pack: PackIndex
  layer: CorrectionLayer
  /** Without it the index is kept in this thread. */
  startWorker: (() => Worker) | undefined
}

/** Items put into the index at a time: between them the process answers others, and questions get in. */
const batch = 100
/** A question waits for changes that cost no more than this, about as many milliseconds; otherwise it is answered in parts. */
const patience = 40

const isOf = ({ group }: Source, key: string) => key.startsWith(`${group} `)

/** As many as are handed over at once; those that every question waits for by themselves. */
function nextOf(items: Iterable<Item>): Item[] {
  const next: Item[] = []
  let cost = 0
  for (const item of items) {
    cost += item.cost
    if (next.length === batch || (next[0] && (next[0].always !== item.always || cost > patience))) break
    next.push(item)
  }
  return next
}

/**
 * Finds words, beginnings of words and words with a slip in them, in the pack, the learner's cards and notes. The index
 * is filled in the background and brought up to date before each question; its texts are in memory only.
 */
export function searchService({ store, pack, layer, startWorker }: SearchNeeds) {
  const sources = sourcesOf(pack, store, layer)
  /** What the engine has: the version of each page. */
  const known = new Map<string, unknown>()
  const seen = new Map<object, unknown>()
  /** What it is to get, in order. */
  const queue = new Map<string, Item>()
  const inTurn = takeTurns()
  let engine: Engine | undefined
  let canWork = startWorker !== undefined

  function running(): Engine {
    if (engine) return engine
    if (startWorker && canWork) {
      try {
        engine = engineInWorker(startWorker)
        return engine
      } catch {
        canWork = false
      }
    }
    engine = engineHere()
    return engine
  }

  /** A lost worker's index is made again in this thread; nobody need be told. Throws what can't be helped so. */
  async function replace(failed: Engine, error: unknown): Promise<void> {
    if (!canWork) throw error
    if (engine !== failed) return
    canWork = false
    await forget()
  }

  async function forget(): Promise<void> {
    const gone = engine
    engine = undefined
    for (const each of [known, seen, queue]) each.clear()
    await gone?.close()
  }

  const hasChanged = (source: Source) => !seen.has(source) || seen.get(source) !== source.state()

  /** Puts what has changed since the last look into the queue; gives what is gone. */
  async function look(): Promise<string[]> {
    const gone: string[] = []
    for (const source of sources.filter(hasChanged)) {
      // Thousands of cards and thousands of notes each have a turn of their own.
      await setImmediate()
      seen.set(source, source.state())
      // Of thousands, those that were there and aren't named any more.
      const missing = new Set([...queue.keys(), ...known.keys()].filter((key) => isOf(source, key)))
      for (const item of source.items()) {
        missing.delete(item.key)
        if (known.get(item.key) === item.version) queue.delete(item.key)
        else queue.set(item.key, item)
      }
      for (const key of missing) {
        queue.delete(key)
        if (known.delete(key)) gone.push(key)
      }
    }
    return gone
  }

  /** Hands the next items over. */
  async function feed(): Promise<void> {
    const to = running()
    const items = nextOf(queue.values())
    const pages: Page[] = []
    const unreadable = new Set<string>()
    for (const item of items) {
      const page = await item.page()
      if (page) pages.push(page)
      else unreadable.add(item.key)
    }
    // All forgotten in the meantime.
    if (engine !== to) return
    try {
      await to.put(pages)
      const gone = items.map(({ key }) => key).filter((key) => unreadable.has(key) || !queue.has(key))
      if (gone.length > 0 && engine === to) await to.drop(gone)
    } catch (error) {
      return replace(to, error)
    }
    if (engine !== to) return
    for (const item of items) {
      if (!queue.has(item.key)) continue
      known.set(item.key, item.version)
      // Otherwise it has changed in the meantime, and its turn comes.
      if (queue.get(item.key) === item) queue.delete(item.key)
    }
  }
  async function drain(): Promise<void> {
    while (queue.size > 0) await inTurn(feed)
  }

  function mustWait(): boolean {
    let cost = 0
    for (const item of queue.values()) {
      if (item.always) return true
      cost += item.cost
      if (cost > patience) return false
    }
    return queue.size > 0
  }

  /** Gives the engine that knows what has changed by now. */
  async function upToDate(): Promise<Engine> {
    for (;;) {
      const gone = sources.some(hasChanged) ? await inTurn(look) : []
      const to = running()
      if (gone.length > 0) await inTurn(() => to.drop(gone)).catch((error) => replace(to, error))
      while (mustWait()) await inTurn(feed)
      if (engine !== to) continue
      drain().catch(() => {})
      return to
    }
  }

  return {
    /** Fills the index before anybody asks. */
    async warm(): Promise<void> {
      await upToDate()
      await drain()
    },
    async query(asked: Asked): Promise<SearchAnswer> {
      for (;;) {
        const of = await upToDate()
        try {
          return { ...(await of.ask(asked)), complete: queue.size === 0 }
        } catch (error) {
          await replace(of, error)
        }
      }
    },
    /** Lets go of the worker and of every text in the index. A later question fills a new one. */
    close: forget,
  }
}
