import { randomUUID } from 'node:crypto'
import type { Correction, CorrectionChange, CorrectionPlace, CorrectionView } from '../../../shared/model/corrections'
import { placeKey, placesNear, type Standing, sameWords } from '../../../shared/rules/corrections'
import { own } from '../../../shared/rules/own'
import type { Store } from '../store/store'
import type { CorrectionLayer } from './correction-layer'
import { Conflict, NotFound } from './errors'
import type { InTurn } from './turns'

export interface CorrectionsNeeds {
  store: Store
  layer: CorrectionLayer
  /** UTC ms. */
  clock: () => number
  inTurn: InTurn
}
interface Write {
  place: CorrectionPlace
  base: string
  text: string
}

/** What the learner says in the place of the book's and the packs' own words. */
export function correctionsService({ store, layer, clock, inTurn }: CorrectionsNeeds) {
  function view({ correction, status, beneath }: Standing): CorrectionView {
    const { deleted: _, ...kept } = correction
    const place = beneath?.place ?? correction.place
    return {
      ...kept,
      place,
      status,
      now: beneath?.markup ?? null,
      within: beneath?.within ?? '',
      title: titleOf(place),
    }
  }

  function titleOf(place: CorrectionPlace): string {
    if (place.kind === 'card') return layer.text.card(place.card)?.frontText ?? ''
    if (place.kind === 'entry') return layer.text.entry(place.entry)?.name ?? ''
    const chapter = layer.text.chapter(place.chapter)
    const section = chapter?.sections.find(({ id }) => id === place.section)
    return [chapter?.title, section?.title].filter(Boolean).join(': ')
  }

  /** Those that wait for a word of the learner's first. */
  const order = { changed: 0, covered: 1, gone: 2, stands: 3 }
  const list = (): CorrectionView[] =>
    layer
      .standing()
      .map(view)
      .sort((one, other) => order[one.status] - order[other.status] || other.updatedAt - one.updatedAt)

  /** What was there at a place before it is written anew; more than one where two copies were merged. */
  const at = (place: CorrectionPlace): Standing[] =>
    layer.standing().filter(({ beneath }) => beneath && placeKey(beneath.place) === placeKey(place))

  async function write({ place, base, text }: Write): Promise<CorrectionView[]> {
    const beneath = placesNear(place, layer.text).find((one) => placeKey(one.place) === placeKey(place))
    if (!beneath) throw new NotFound('place', placeKey(place))
    // Nobody has put words in the place of those that he hasn't seen.
    if (!sameWords(beneath.markup, base)) throw new Conflict('place', placeKey(place))
    const there = at(place)
    const before = there.find(({ status }) => status !== 'covered')?.correction ?? null
    const others = there.flatMap(({ correction }) => (correction === before ? [] : [correction]))
    const isSame = before !== null && before.text === text && placeKey(before.place) === placeKey(place)
    // The answer was lost on the way and it is sent again.
    if (isSame && sameWords(before.base, beneath.markup) && others.length === 0) return list()
    const now = clock()
    const after: Correction = {
      ...{ id: before?.id ?? randomUUID(), place, base: beneath.markup, text },
      ...{ createdAt: before?.createdAt ?? now, updatedAt: now },
    }
    const changes: CorrectionChange[] = [{ before, after }, ...others.map((one) => ({ before: one, after: null }))]
    const what = before === null ? 'made' : before.text === text ? 'kept' : 'edited'
    await store.record('correct', { what, changes })
    return list()
  }

  return {
    list,
    /** Throws `NotFound` for a place that isn't there, `Conflict` where other words stand by now than `base`. */
    write: (input: Write) => inTurn(() => write(input)),
    /** The book's words are shown again; all that stood at its place goes with it. */
    remove: ({ correction: id }: { correction: string }) =>
      inTurn(async () => {
        const correction = own(store.state.corrections, id)
        if (!correction || correction.deleted) throw new NotFound('correction', id)
        const found = layer.standing().find((one) => one.correction === correction)
        // One that is covered goes alone: the newer words weren't meant.
        const all = found?.beneath && found.status !== 'covered' ? at(found.beneath.place) : []
        const changes = (all.length > 0 ? all.map((one) => one.correction) : [correction]).map((before) => ({
          before,
          after: null,
        }))
        await store.record('correct', { what: 'removed', changes })
        return list()
      }),
  }
}
