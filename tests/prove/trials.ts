/** What is tried, in an order that is the same in every process, so that several can share it. */
import { failings, liveThrough, reference, type Way, ways } from './errors'
import { lived, type Scratch } from './lives'
import { points } from './points'
import { type Breach, verify } from './promises'

export interface Trial {
  /** The row of the table that it counts in. */
  row: string
  /** Where exactly, for the words of a failure. */
  where: string
  acknowledged: number
  breaches: Breach[]
}
/** Every which one this process takes: those whose number leaves `of` over when divided by `every`. */
export interface Share {
  of: number
  every: number
}

export async function* kills(scratch: Scratch, { of, every }: Share): AsyncIterable<Trial> {
  const { recorded } = await lived(scratch)
  let number = 0
  for (const { disk, at, how, name, ordered } of points(scratch.root, recorded)) {
    if (number++ % every !== of) continue
    const verdict = await verify(disk, scratch.folder, recorded, { at, strict: ordered })
    yield { row: how.startsWith('killed') ? how : `power cut: ${how}`, where: name, ...verdict }
  }
}

export async function* errors(scratch: Scratch, { of, every }: Share): AsyncIterable<Trial> {
  const known = await reference(scratch)
  const { calls } = known
  let number = 0
  for (const way of Object.keys(ways) as Way[])
    for (const failing of failings(known, way)) {
      if (number++ % every !== of) continue
      const verdict = await liveThrough(scratch, failing, known)
      const { call, path } = calls[failing.at] as (typeof calls)[number]
      const where = `${failing.code} ${failing.lasting ? 'until tried again three times' : 'once'}, call ${failing.at}, ${call} ${path}`
      yield { row: `error: ${way}`, where, ...verdict }
    }
}
