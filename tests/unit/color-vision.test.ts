/** The colors of the two classes are told apart with every color vision (WCAG 1.4.1, A21). */
import { describe, expect, test } from 'vitest'
import { colorsOf } from '../support/theme-colors'

type Color = [number, number, number]
const linear = (hex: string): Color =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as Color

/** Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB. */
const visions = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
}
const seenWith = (matrix: number[], color: Color) =>
  [0, 3, 6].map((row) => color.reduce((sum, value, at) => sum + value * (matrix[row + at] ?? 0), 0)) as Color
/** CIE 1976 color difference of linear sRGB colors (D65). */
function difference(one: Color, other: Color): number {
  const lab = ([red, green, blue]: Color) => {
    const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27) * (t / 116) + 16 / 116)
    const x = f(Math.max(0, 0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    const y = f(Math.max(0, 0.2126 * red + 0.7152 * green + 0.0722 * blue))
    const z = f(Math.max(0, 0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }
  const [a, b] = [lab(one), lab(other)]
  return Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)))
}

describe.each(['light', 'dark', 'high-contrast', 'high-contrast-dark'])('%s', (theme) => {
  const colors = colorsOf(theme)
  test.each(Object.entries({ ...visions, 'usual vision': [1, 0, 0, 0, 1, 0, 0, 0, 1] }))(
    'smuggling and trafficking differ with %s',
    (_, matrix) => {
      const [one, other] = (['smuggling-fill', 'trafficking-fill'] as const).map((name) =>
        seenWith(matrix, linear(colors.get(name) ?? '')),
      ) as [Color, Color]
      expect(difference(one, other)).toBeGreaterThan(15)
    },
  )
})
