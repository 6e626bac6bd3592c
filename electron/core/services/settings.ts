import type { Appearance, StudySettings } from '../../../shared/model/study'
import type { Settings } from '../../../shared/model/views'
import type { Store } from '../store/store'
import type { InTurn } from './turns'

export function settingsService({ store, inTurn }: { store: Store; inTurn: InTurn }) {
  const get = (): Settings => ({ appearance: { ...store.appearance }, study: { ...store.state.settings } })
  return {
    get,
    changeAppearance: (patch: Partial<Appearance>) =>
      inTurn(async () => {
        await store.changeAppearance(patch)
        return get()
      }),
    /** Setting what is set already records nothing. */
    changeStudy: (patch: Partial<StudySettings>) =>
      inTurn(async () => {
        const before = store.state.settings
        const settings = { ...before, ...given(patch) }
        const changed = JSON.stringify(settings) !== JSON.stringify(before)
        if (changed) await store.record('study-settings', { settings, before })
        return get()
      }),
  }
}

/** Only what was given: a key that is there without a value must not overwrite one. */
function given<T extends object>(patch: T): T {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as T
}
