/** Ids come from files that anybody may write: `constructor` must not find what objects inherit. */
export function own<Value>(from: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(from, key) ? from[key] : undefined
}
