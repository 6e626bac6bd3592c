import type { Pack } from '../../../shared/model/content'
import type { InstalledPackView, PackDoubt, PackFileView, PackPreview, PackRef } from '../../../shared/model/packs'
import { own } from '../../../shared/rules/own'
import { compareVersions, packChanges } from '../../../shared/rules/pack-changes'
import type { Desk } from '../exchange/desk'
import {
  checkExtension,
  countsOf,
  type InstalledPack,
  type PackPlaces,
  removePack,
  writePack,
} from '../packs/installed'
import { readPackFile, UnreadablePack } from '../packs/pack-file'
import { failureOf, NotSaved } from '../store/failure'
import type { Store } from '../store/store'
import { Conflict, NotFound } from './errors'
import type { InTurn } from './turns'

export interface PacksNeeds {
  store: Store
  places: PackPlaces
  /** As they were when everything was opened: after each change all is opened anew. */
  installed: readonly InstalledPack[]
  desk: Desk
  inTurn: InTurn
  /** Opens everything anew with the packs that are there now, and resolves to the list of them. */
  reopen: () => Promise<InstalledPackView[]>
}

/** Packs that extend the book. Installing one is no step of undo: removing it, or installing another, is. */
export function packsService({ store, places, installed, desk, inTurn, reopen }: PacksNeeds) {
  const { base, clock } = places
  const refOf = (id: string): PackRef | undefined => own(store.state.packs, id)
  const isShown = (id: string) => installed.some(({ view }) => view.id === id && view.trouble === null)
  const here = (id: string): PackRef | null => {
    const ref = refOf(id)
    return ref && !ref.removed ? ref : null
  }

  interface Read {
    view: PackFileView
    ready: { pack: Pack; ref: PackRef; bytes: Uint8Array; preview: PackPreview } | null
  }
  async function read(file: string): Promise<Read> {
    const { bytes } = desk.read(file)
    let found: Awaited<ReturnType<typeof readPackFile>>
    try {
      found = await readPackFile(bytes)
    } catch (error) {
      if (!(error instanceof UnreadablePack)) throw error
      return { view: { is: 'refused', fault: error.fault, detail: error.detail }, ready: null }
    }
    const { content, hash, signer } = found
    const { author, madeAt } = content
    const { pack, errors: problems } = await checkExtension(content.files, base, clock())
    if (!pack) return { view: { is: 'faulty', author, signer, problems }, ready: null }
    const { id, title, version } = pack
    const before = refOf(id)
    const old = installed.find(({ view }) => view.id === id)?.pack
    const changes = old ? packChanges(old, pack, store.state) : null
    const preview: PackPreview = {
      ...{ id, title, version, about: pack.about, asOf: pack.asOf, author, madeAt, signer },
      ...(before && { pinned: before.signer }),
      installedVersion: here(id)?.version ?? null,
      isSame: here(id)?.hash === hash && here(id)?.signer === signer && isShown(id),
      doubts: doubtsOf({ signer, version }, before),
      counts: countsOf(pack),
      changes,
      problems,
    }
    const learnt = changes?.learnt
    const changed = learnt && (learnt.cards.length > 0 || learnt.sections.length > 0) ? { changed: learnt } : {}
    const ref: PackRef = { id, title, version, author, hash, signer, installedAt: clock(), ...changed }
    return { view: { is: 'pack', preview }, ready: { pack, ref, bytes, preview } }
  }

  return {
    list: (): InstalledPackView[] => installed.map(({ view }) => view),
    /** What a file on the desk is, and what installing it would change. */
    preview: async ({ file }: { file: string }): Promise<PackFileView> => (await read(file)).view,
    /** Throws `Conflict` where a doubt isn't accepted, `NotFound` for what is no pack, `NotSaved`. */
    install: async ({ file, accept }: { file: string; accept: readonly PackDoubt[] }) => {
      await inTurn(async () => {
        const { ready } = await read(file)
        if (!ready) throw new NotFound('pack', file)
        const { ref, bytes, preview } = ready
        if (preview.doubts.some((doubt) => !accept.includes(doubt))) throw new Conflict('pack', ref.id)
        try {
          await writePack(places, ref, bytes)
        } catch (error) {
          throw new NotSaved(failureOf(error, { pack: ref.id }), { cause: error })
        }
        const before = refOf(ref.id) ?? null
        await store.record('pack', { pack: ref.id, before, after: ref })
        if (before && before.hash !== ref.hash) await removePack(places, before)
      })
      return reopen()
    },
    /** What was learnt of its cards stays, for the day it comes back. */
    remove: async ({ pack }: { pack: string }) => {
      await inTurn(async () => {
        const before = here(pack)
        if (!before) throw new NotFound('pack', pack)
        await store.record('pack', { pack, before, after: null })
        await removePack(places, before)
      })
      return reopen()
    },
    /** The list of what had changed has been looked through. */
    changesSeen: async ({ pack }: { pack: string }) => {
      await inTurn(async () => {
        const before = here(pack)
        if (!before) throw new NotFound('pack', pack)
        const { changed: _, ...after } = before
        await store.record('pack', { pack, before, after })
      })
      return reopen()
    },
  }
}

/** The first pack of an id settles who may sign the next ones. */
function doubtsOf({ signer, version }: Pick<PackRef, 'signer' | 'version'>, before: PackRef | undefined): PackDoubt[] {
  const doubts: PackDoubt[] = []
  if (signer === null) doubts.push('unsigned')
  if (before && before.signer !== null && before.signer !== signer) doubts.push('other-signer')
  if (before && !before.removed && compareVersions(version, before.version) < 0) doubts.push('lower-version')
  return doubts
}
