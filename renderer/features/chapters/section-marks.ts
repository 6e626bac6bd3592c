import { api, client, isUnderWay, queries } from '../../client'

const key = api.reading.state.queryKey()
/** Marks are sent one after the other, or a quick second one could be overtaken by the first. */
let sending: Promise<unknown> = Promise.resolve()
let waiting = 0

/** Shown at once; rejects, and shows what is kept, where it couldn't be. */
async function send(chapter: string, section: string, read: boolean, automatic: boolean): Promise<void> {
  const place = `${chapter}#${section}`
  queries.setQueryData(key, (state) => {
    if (!state || Object.hasOwn(state.sections, place) === read) return state
    const { [place]: _, ...others } = state.sections
    return { ...state, sections: read ? { ...others, [place]: Date.now() } : others }
  })
  waiting += 1
  const sent = isUnderWay(sending.then(() => client.reading.markSection({ chapter, section, read, automatic })))
  sending = sent.catch(() => undefined)
  try {
    const state = await sent
    if (waiting === 1) queries.setQueryData(key, state)
  } catch (error) {
    void queries.invalidateQueries({ queryKey: key })
    throw error
  } finally {
    waiting -= 1
  }
}

/** The text before the first heading has no mark of its own: it goes with the first section that is read. */
export async function markSection(chapter: string, section: string, read: boolean, automatic: boolean): Promise<void> {
  const hasOpening = Object.hasOwn(queries.getQueryData(key)?.sections ?? {}, `${chapter}#opening`)
  const marked = send(chapter, section, read, automatic)
  if (read && !hasOpening && section !== 'opening') await send(chapter, 'opening', true, true).catch(() => undefined)
  await marked
}
