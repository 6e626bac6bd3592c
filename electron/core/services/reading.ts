import type { ReadingState } from '../../../shared/model/views'
import type { Store } from '../store/store'
import type { PackIndex } from './pack'
import type { InTurn } from './turns'

/** Offsets in a block that differ by less are the same place: a log of each line would say no more. */
const sameLine = 0.02

export function readingService({ store, pack, inTurn }: { store: Store; pack: PackIndex; inTurn: InTurn }) {
  const state = (): ReadingState => {
    const { sections, position, positions, checks } = store.state
    return { sections: { ...sections }, position, positions: { ...positions }, checks: { ...checks } }
  }
  return {
    state,
    /** Marking what is marked already records nothing. */
    markSection: (mark: { chapter: string; section: string; read: boolean; automatic: boolean }) =>
      inTurn(async () => {
        pack.section(mark.chapter, mark.section)
        const before = store.state.sections[`${mark.chapter}#${mark.section}`] ?? null
        if ((before !== null) !== mark.read) await store.record('section-read', { ...mark, before })
        return state()
      }),
    /** The block isn't checked: a place in an older edition of the text is still a place. */
    setPosition: (place: { chapter: string; section: string; block: string; offset?: number | undefined }) =>
      inTurn(async () => {
        pack.section(place.chapter, place.section)
        const last = store.state.position
        const { offset, ...block } = place
        const isSame = last?.chapter === place.chapter && last.section === place.section && last.block === place.block
        if (!isSame || Math.abs((last?.offset ?? 0) - (offset ?? 0)) >= sameLine)
          await store.record('position', { ...block, ...(offset !== undefined && { offset }) })
        return state()
      }),
  }
}
