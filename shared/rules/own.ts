/** Ids come from files that anybody may write: `constructor` must not find what objects inherit. */
export function own<Value>(from: Readonly<Record<string, Value>>, key: string): Value | undefined {
  const value = from[key]
  // Most cards have no marks: looking twice is only for what was found.
  return value !== undefined && Object.hasOwn(from, key) ? value : undefined
}
