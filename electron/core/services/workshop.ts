import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'
import type { Pack } from '../../../shared/model/content'
import type { FileOnDesk } from '../../../shared/model/exchange'
import type { PackDraft, PackDraftCheck, PackDraftSummary, PackText, SeenDraft } from '../../../shared/model/packs'
import { slugOf } from '../../../shared/rules/letters'
import { own } from '../../../shared/rules/own'
import { localDay } from '../../../shared/rules/past-date'
import type { Desk } from '../exchange/desk'
import { PackDrafts, startingTexts } from '../packs/drafts'
import { checkExtension, countsOf, type PackPlaces, readPackBytes } from '../packs/installed'
import { readPackFile, UnreadablePack, writePackFile } from '../packs/pack-file'
import { signingKey } from '../packs/signing-key'
import type { Store } from '../store/store'
import { Conflict, NotFound } from './errors'
import type { InTurn } from './turns'

export interface WorkshopNeeds {
  store: Store
  places: PackPlaces
  desk: Desk
  inTurn: InTurn
}

/** Where a trainer makes packs: drafts of text files, checked by the compiler, signed and handed out. */
export function workshopService({ store, places, desk, inTurn }: WorkshopNeeds) {
  const { files, folder, codec, base, clock } = places
  const drafts = new PackDrafts(files, folder, codec)

  async function existing(draft: string): Promise<PackDraft> {
    const found = await drafts.read(draft)
    if (!found) throw new NotFound('draft', draft)
    return found
  }
  const begin = (texts: PackText[]) =>
    drafts.write({ draft: randomUUID(), revision: 1, savedAt: clock(), files: texts })

  return {
    list: async (): Promise<PackDraftSummary[]> =>
      (await drafts.list()).map(({ draft, savedAt, files }) => ({ draft, savedAt, ...aboutOf(files) })),
    get: ({ draft }: { draft: string }) => existing(draft),
    create: ({ title }: { title: string }) =>
      inTurn(() => begin(startingTexts(slugOf(title, 60) || 'my-pack', title, base.id, localDay(clock())))),
    /** A draft of the texts of a pack that is installed, to make the next version of it. */
    fromInstalled: ({ pack }: { pack: string }) =>
      inTurn(async () => {
        const ref = own(store.state.packs, pack)
        const read = ref && !ref.removed ? await readPackBytes(places, ref) : null
        if (!read) throw new NotFound('pack', pack)
        return begin((await readPackFile(read)).content.files.map(withNextVersion))
      }),
    /** The same of a pack's file on the desk. */
    fromFile: ({ file }: { file: string }) =>
      inTurn(async () => {
        const read = await readPackFile(desk.read(file).bytes).catch((error: unknown) => {
          if (error instanceof UnreadablePack) throw new NotFound('pack', file)
          throw error
        })
        return begin(read.content.files)
      }),
    /** Throws `Conflict` where another window has saved since. */
    save: ({ draft, base: before, files }: { draft: string; base: number; files: PackText[] }) =>
      inTurn(async () => {
        const there = await existing(draft)
        // What was refused may be there all the same, and is asked for again.
        const isAgain = there.revision === before + 1 && isDeepStrictEqual(there.files, files)
        if (there.revision !== before && !isAgain) throw new Conflict('draft', draft)
        return drafts.write({ draft, revision: before + 1, savedAt: clock(), files })
      }),
    remove: ({ draft }: { draft: string }) =>
      inTurn(async () => {
        await existing(draft)
        await drafts.remove(draft)
      }),
    /** What the compiler says of these texts, saved or not. */
    async check({ files }: { files: PackText[] }): Promise<PackDraftCheck> {
      const { pack, seen, errors, warnings } = await checkExtension(files, base, clock())
      return { errors, warnings, counts: pack && countsOf(pack), seen: seen && seenDraft(seen, base, files) }
    },
    /** The fingerprint that a trainer reads out for others to compare; the key is made on first use. */
    key: async () => ({ fingerprint: (await inTurn(() => signingKey(files, folder, codec))).fingerprint }),
    /** One signed file of a draft without faults. Throws `NotFound` for one that has some. */
    export: ({ draft, author }: { draft: string; author: string }): Promise<FileOnDesk> =>
      inTurn(async () => {
        const { files: texts } = await existing(draft)
        const { pack } = await checkExtension(texts, base, clock())
        if (!pack) throw new NotFound('pack without faults', draft)
        const { privateKey } = await signingKey(files, folder, codec)
        const bytes = await writePackFile({ author, madeAt: clock(), files: texts }, privateKey)
        return desk.lay(`${pack.id}-${pack.version}.fieldbook`, bytes)
      }),
  }
}

/** What was handed out has its version for good: the next one is counted up. */
function withNextVersion({ path, text }: PackText): PackText {
  if (path !== 'pack.yaml') return { path, text }
  const next = text.replace(
    /^(version: *["']?)(\d+)\.(\d+)\.\d+/m,
    (_, before: string, major: string, minor: string) => {
      return `${before}${major}.${Number(minor) + 1}.0`
    },
  )
  return { path, text: next }
}

function seenDraft(seen: Pack, base: Pack, files: readonly PackText[]): SeenDraft {
  const { id, title, chapters, help, glossary, cards, scenarios, overlays } = seen
  const named = new Set(files.flatMap(({ text }) => text.match(/\b[A-Z][A-Z0-9]*-\d{1,6}\b/g) ?? []))
  const ofBook = Object.entries(base.facts).filter(([fact]) => named.has(fact))
  const facts = { ...Object.fromEntries(ofBook), ...seen.facts }
  const cited = new Set(Object.values(facts).map(({ source }) => source))
  const sources = [...base.sources, ...seen.sources].filter((source) => cited.has(source.id))
  return {
    ...{ id, title, chapters, glossary, cards, scenarios, facts },
    ...(help && { help }),
    ...(overlays && { overlays }),
    sources: Object.fromEntries(sources.map((source) => [source.id, source])),
  }
}

function aboutOf(files: readonly PackText[]): { title: string; version: string } {
  try {
    const { title, version } = parse(files.find(({ path }) => path === 'pack.yaml')?.text ?? '') ?? {}
    return { title: String(title ?? ''), version: String(version ?? '') }
  } catch {
    return { title: '', version: '' }
  }
}
