import { useMutation } from '@tanstack/react-query'
import type { Settings } from '../../shared/model/views'
import { api, queries, workChanged } from '../client'

const key = api.settings.get.queryKey()
const changing = ['change settings']

/** A change is on screen before it is on disk; if it can't be saved, what is saved is shown again and the reason said. */
function shownAtOnce<Patch>(change: (now: Settings, patch: Patch) => Settings) {
  return {
    mutationKey: changing,
    onMutate: async (patch: Patch) => {
      // An answer to what was asked before this change must not take it off the screen.
      await queries.cancelQueries({ queryKey: key })
      const now = queries.getQueryData(key)
      if (now) queries.setQueryData(key, change(now, patch))
    },
    onSuccess: (saved: Settings) => {
      // An answer to an earlier change must not take a later one off the screen.
      if (queries.isMutating({ mutationKey: changing }) === 1) queries.setQueryData(key, saved)
    },
    onError: () => void queries.invalidateQueries({ queryKey: key }),
    // Nor may what is asked for anew while a later change is on its way.
    onSettled: () => {
      if (queries.isMutating({ mutationKey: changing }) === 1) workChanged()
    },
  }
}

/** Shown at once, wherever it is changed from. */
export const useChangeAppearance = () =>
  useMutation(
    api.settings.changeAppearance.mutationOptions(
      shownAtOnce((now, patch) => ({ ...now, appearance: { ...now.appearance, ...patch } })),
    ),
  )
export const useChangeStudy = () =>
  useMutation(
    api.settings.changeStudy.mutationOptions(
      shownAtOnce((now, patch) => ({ ...now, study: { ...now.study, ...patch } })),
    ),
  )
