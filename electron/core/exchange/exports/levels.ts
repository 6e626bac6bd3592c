/** `a::b::c` -> `a`, `a::b`, `a::b::c`. */
export function levelsOf(name: string): string[] {
  if (name === '') return []
  const parts = name.split('::')
  return parts.map((_, index) => parts.slice(0, index + 1).join('::'))
}
