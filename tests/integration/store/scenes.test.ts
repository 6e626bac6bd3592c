/** The acts of `tests/prove/scenes.ts`, stopped at every point; and what their syncs are for. */
import { expect, test } from 'vitest'
import { broken, played, syncsShown } from '../../prove/scene'
import { scenes } from '../../prove/scenes'

/** All points and syncs with the long tests; some otherwise. */
const isLong = Boolean(process.env.FIELDBOOK_ALL)

test.each(Object.entries(scenes))('stopped at any point: %s', { timeout: 300_000 }, async (_, made) => {
  const scene = await made()
  const recorded = await played(scene)
  const { looked, breach } = await broken(scene, recorded, { every: isLong ? 1 : 5 })
  expect(breach).toBeNull()
  expect(looked).toBeGreaterThan(4)
  const syncs = syncsShown(recorded, scene)
  expect(syncs).not.toEqual([])
  const unmissed: string[] = []
  for (const leftOut of isLong ? syncs : syncs.slice(0, 1))
    if ((await broken(scene, recorded, { leftOut })).breach === null) unmissed.push(leftOut)
  expect(unmissed).toEqual([])
})
