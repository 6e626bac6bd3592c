/** The one typed door to the core. Features call `api`; nothing else knows which host is behind it. */
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { notifyManager, QueryClient } from '@tanstack/react-query'
import type { Contract } from '../shared/contract'
import type { Note } from '../shared/model/study'
import { changesWork, listenToWindows, tellWindows } from './windows-in-step'

const tokenKey = 'fieldbook:token'

/** The loopback host's entry token: from the address once, then kept for reloads of this tab only. */
function takeToken(): string | null {
  const fresh = new URLSearchParams(location.hash.slice(1)).get('token')
  if (fresh) {
    sessionStorage.setItem(tokenKey, fresh)
    history.replaceState(null, '', location.pathname + location.search)
  }
  return fresh ?? sessionStorage.getItem(tokenKey)
}

/** Asks the preload for a port to the core. */
function takePort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    window.addEventListener('message', function receive(event) {
      const port = event.ports[0]
      if (event.source !== window || event.data !== 'fieldbook:port' || !port) return
      window.removeEventListener('message', receive)
      port.start()
      resolve(port)
    })
    window.postMessage('fieldbook:connect', location.origin)
  })
}

/** Whether the core answered when it was last asked. Only the loopback host's can be gone while its page stays. */
let answering = true
const watching = new Set<() => void>()
function heard(answered: boolean): void {
  if (answering === answered) return
  answering = answered
  for (const tell of watching) tell()
}
export const core = {
  answers: () => answering,
  watch: (tell: () => void) => {
    watching.add(tell)
    return () => watching.delete(tell)
  },
}

/** Called whenever a call is refused because Fieldbook is locked, or because all was erased that this page shows. */
const refused = new Set<() => void>()
export function whenLocked(tell: () => void): void {
  refused.add(tell)
}
/** Changes that are on their way to the core, and those that wait for their turn to be sent. */
const underWay = new Set<Promise<unknown>>()
/** For changes that are on screen already: `changesSettled` waits for them. */
export function isUnderWay<Result>(change: Promise<Result>): Promise<Result> {
  const settled: Promise<unknown> = change.then(
    () => underWay.delete(settled),
    () => underWay.delete(settled),
  )
  underWay.add(settled)
  return change
}
/** Resolves once nothing that is on screen is still to be recorded: undoing must not come before it. */
export async function changesSettled(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay)
}

/** Around every call. */
async function watched<Result>({ next, path }: { next(): Promise<Result>; path: readonly string[] }): Promise<Result> {
  const call = path.join('.')
  try {
    const answer = await (changesWork(call) ? isUnderWay(next()) : next())
    tellWindows(call)
    return answer
  } catch (error) {
    if (error instanceof ORPCError && ['LOCKED', 'ERASED'].includes(error.code)) for (const tell of refused) tell()
    throw error
  }
}

/** Goes with each call: a page of before everything was erased can save nothing any more. */
let knownErasing: Record<string, string> = {}
/** @param erased when everything was last erased, UTC ms; null: it never was. */
export function knowsOfErasing(erased: number | null): void {
  knownErasing = { 'x-fieldbook-erased': String(erased ?? 'none') }
}

let leaving = false
window.addEventListener('pagehide', () => {
  leaving = true
})
window.addEventListener('pageshow', () => {
  leaving = false
})

const token = takeToken()
/** Electron's window: it has a menu, and no browser around it that keeps keys and mouse buttons for itself. */
export const ownWindow = token === null

async function connect(): Promise<ContractRouterClient<Contract>> {
  const link = token
    ? new FetchLink({
        url: `${location.origin}/call`,
        interceptors: [watched],
        headers: () => ({ 'x-fieldbook-token': token, ...knownErasing }),
        // What is sent while the page goes (the last words of a note) must outlive it.
        fetch: async (request, init) => {
          try {
            const response = await fetch(request, { ...init, keepalive: leaving })
            heard(true)
            return response
          } catch (error) {
            if (!leaving && !request.signal.aborted) heard(false)
            throw error
          }
        },
      })
    : new PortLink({ port: await takePort(), interceptors: [watched] })
  return createORPCClient(link)
}

export const client = await connect()
export const api = createTanstackQueryUtils(client)

// A change is drawn in the frame of the click that made it, not a timer later.
notifyManager.setScheduler(queueMicrotask)

export const queries = new QueryClient({
  defaultOptions: {
    // The core is the only other party and it is local: nothing goes stale by itself, nothing is worth retrying,
    // and there is no network to wait for.
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, networkMode: 'always', refetchOnWindowFocus: false },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** After a change to the learner's work: everything derived from it is asked for again where it is on screen. */
export function workChanged(): void {
  for (const part of [
    'reading',
    'study',
    'practice',
    'plan',
    'parameters',
    'notes',
    'highlights',
    'corrections',
    'print',
    'history',
    'progress',
    'settings',
    'search',
    'app',
  ] as const)
    void queries.invalidateQueries({ queryKey: api[part].key() })
  // An undo can change own cards too, and the words of others.
  for (const part of [api.ownCards, api.library.cards, api.glossary.entry, api.work.conflicts])
    void queries.invalidateQueries({ queryKey: part.key() })
}

/** After a version of a note was saved: the note itself is known, only what tells of it is asked for again. */
export function noteSaved(note: Note): void {
  queries.setQueryData(api.notes.get.queryKey({ input: { note: note.id } }), note)
  for (const part of [api.notes.list, api.notes.tags, api.notes.versions, api.search, api.history, api.app])
    void queries.invalidateQueries({ queryKey: part.key() })
}

/** In one window of our own there is nobody else. */
if (!ownWindow)
  listenToWindows((call) => {
    if (call !== null) return changedElsewhere(call)
    const shown = queries.getQueryData(api.app.status.queryKey())
    client.app.status().then(
      (now) => now.savedAt !== shown?.savedAt && changedElsewhere(''),
      () => undefined,
    )
    void queries.invalidateQueries({ queryKey: api.settings.key() })
  })

function changedElsewhere(call: string): void {
  if (call === 'settings.changeAppearance') void queries.invalidateQueries({ queryKey: api.settings.key() })
  else if (call === 'reading.setPosition')
    for (const part of [api.reading, api.app]) void queries.invalidateQueries({ queryKey: part.key() })
  else workChanged()
}
