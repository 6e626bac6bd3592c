/** Wilson's score interval at 95 %: what a share of so few or so many can tell. (Wilson 1927, JASA 22.) */
export function likelyRange(hits: number, of: number): [number, number] {
  const z = 1.96
  const share = hits / of
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}
