/** What commands do that is done elsewhere too. */
import type { Appearance } from '../../../shared/model/study'
import { api, client, queries, workChanged } from '../../client'

/** Shown before it is saved; what couldn't be saved is taken back. */
export async function changeAppearance(patch: Partial<Appearance>): Promise<void> {
  const key = api.settings.get.queryKey()
  await queries.cancelQueries({ queryKey: key })
  const now = queries.getQueryData(key)
  if (now) queries.setQueryData(key, { ...now, appearance: { ...now.appearance, ...patch } })
  try {
    queries.setQueryData(key, await client.settings.changeAppearance(patch))
    workChanged()
  } catch {
    void queries.invalidateQueries({ queryKey: key })
  }
}
