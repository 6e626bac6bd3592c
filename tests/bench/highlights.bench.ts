/** How long finding 500 highlights of the longest chapter takes, unchanged, edited and gone. Run by `npm run bench`. */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { bench, describe } from 'vitest'
import type { Pack } from '../../shared/model/content'
import { anchorAt, findAnchor, placesIn, type TextPlace, textPlace, wholeWords } from '../../shared/rules/text-anchor'
import { once } from '../support/measure'

const pack: Pack = JSON.parse(readFileSync('out/content/federal-response.json', 'utf8'))
const [longest] = pack.chapters.toSorted((one, other) => other.words - one.words)
const places = longest ? placesIn(longest) : []
const anchors = Array.from({ length: 500 }, (_, n) => {
  const place = places[(n * 7) % places.length] as TextPlace
  const { start, end } = wholeWords(place.text, (n * 13) % (place.text.length / 2), place.text.length - 2)
  return anchorAt(place, start, Math.min(end, start + 150))
})

function time(now: readonly TextPlace[]): string {
  const began = performance.now()
  const found = anchors.filter((anchor) => findAnchor(anchor, now)).length
  return `${(performance.now() - began).toFixed(0)} ms, ${found} found`
}

describe('highlights', () => {
  bench(
    'finding',
    () => {
      const edited = (change: (text: string) => string) =>
        places.map(({ section, block, text }) => textPlace(section, `${block}-new`, change(text)))
      console.log(`      500 in the same text: ${time(places)}`)
      console.log(`      500 in blocks edited around them: ${time(edited((text) => `Lately: ${text} So it says.`))}`)
      console.log(`      500 edited themselves: ${time(edited((text) => text.replaceAll('a', 'aa')))}`)
      console.log(`      500 gone: ${time(edited((text) => text.split('').reverse().join('')))}`)
    },
    once,
  )
})
