/** What the tokens promise in every theme: contrast of words and of what is drawn (WCAG 1.4.3, 1.4.6, 1.4.11). */
import { expect, test } from 'vitest'
import { contrast } from '../../renderer/features/design/contrast'
import { colorsOf, sheet } from '../support/theme-colors'

const papers = ['paper', 'paper-raised', 'paper-sunk']
/** Words, and all that they stand on. */
const words: Record<string, string[]> = {
  ink: [...papers, 'accent-soft', 'danger-soft', 'mark'],
  'ink-soft': [...papers, 'accent-soft', 'danger-soft', 'mark'],
  'ink-faint': papers,
  accent: [...papers, 'accent-soft'],
  'accent-hover': papers,
  danger: [...papers, 'danger-soft'],
  smuggling: papers,
  trafficking: papers,
  paper: ['ink'],
  'on-accent': ['accent', 'accent-hover'],
}
/** What is drawn and has to be seen: frames of fields, bars, marks, the ring of the focus. */
const drawn: Record<string, string[]> = {
  'rule-strong': papers,
  accent: papers,
  danger: papers,
  'smuggling-fill': papers,
  'trafficking-fill': papers,
}

const themes = { light: 4.5, dark: 4.5, 'high-contrast': 7, 'high-contrast-dark': 7 }

for (const [theme, least] of Object.entries(themes)) {
  const colors = colorsOf(theme)
  const ratio = (one: string, other: string) => contrast(colors.get(one) ?? '', colors.get(other) ?? '')
  const tooLow = (pairs: Record<string, string[]>, least: number) =>
    Object.entries(pairs)
      .flatMap(([one, on]) => on.map((other) => ({ pair: `${one} on ${other}`, ratio: ratio(one, other) })))
      // What isn't a number isn't enough either.
      .filter(({ ratio }) => !(ratio >= least))

  test(`${theme}: words have a contrast of at least ${least} to 1`, () => {
    expect(tooLow(words, least)).toEqual([])
  })
  test(`${theme}: what is drawn has a contrast of at least 3 to 1`, () => {
    expect(tooLow(drawn, 3)).toEqual([])
  })
  test(`${theme} says every color anew`, () => {
    expect([...colors.keys()].sort()).toEqual([...colorsOf('light').keys()].sort())
  })
}

test('reading text is 18 px or more, in every font', () => {
  const sizes = [...sheet.matchAll(/--text-reading: ([\d.]+)rem/g)].map(([, rem]) => Number(rem) * 16)
  expect(sizes).toHaveLength(3)
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18)
})

test('black on white is 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})
