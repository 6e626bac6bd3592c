/**
 * How long the map's picture takes to be laid out, as figures of this machine, and how that grows with the glossary, as a
 * ratio within one run. Run by `npm run bench`.
 */
import { performance } from 'node:perf_hooks'
import { bench, describe } from 'vitest'
import { allGroups, type Choice, shown } from '../../renderer/features/map/graph'
import { sheetOf } from '../../renderer/features/map/layout'
import type { MapView } from '../../shared/model/views'
import { once } from '../support/measure'
import { realView } from '../unit/map/pack'

const whole: Choice = { focus: null, steps: 1, groups: allGroups, response: '' }

/** The same glossary several times over, with nothing between the copies. */
function copies({ entries, relations, ...support }: MapView, count: number): MapView {
  const all = Array.from({ length: count }, (_, n) => n)
  return {
    entries: all.flatMap((n) => entries.map((entry) => ({ ...entry, id: `${entry.id}-${n}` }))),
    relations: all.flatMap((n) =>
      relations.map((relation) => ({ ...relation, from: `${relation.from}-${n}`, to: `${relation.to}-${n}` })),
    ),
    ...support,
  }
}

/** Of nine: the others tell how busy the machine is. */
function quickest(view: MapView, choice: Choice): number {
  const times = Array.from({ length: 9 }, () => {
    const began = performance.now()
    sheetOf(shown(view, choice))
    return performance.now() - began
  })
  return Math.min(...times)
}

describe('the map', () => {
  bench(
    'layout',
    () => {
      const real = realView()
      const figures: [string, Choice][] = [
        ['around DHS, one step', { ...whole, focus: 'dhs' }],
        ['around DHS, two steps', { ...whole, focus: 'dhs', steps: 2 }],
        ['all bodies and programs', { ...whole, groups: ['bodies', 'programs'] }],
        ['all 216 entries', whole],
      ]
      for (const [name, choice] of figures) console.log(`      ${name}: ${quickest(real, choice).toFixed(0)} ms`)
      const [one, four] = [quickest(real, whole), quickest(copies(real, 4), whole)]
      const ratio = four / one
      console.log(`${ratio <= 8 ? 'ok  ' : 'OVER'} M1  map of four glossaries / of one: ${ratio.toFixed(1)} (limit 8)`)
    },
    once,
  )
})
