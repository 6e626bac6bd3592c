import { sha256 } from '../files/hash'
import type { PlacedText } from '../files/placed-text'
import type { Findings } from '../findings'

/** What blocks are compiled with. `idOf` gives each block its id, in the order of the text. */
export interface BlockContext {
  source: PlacedText
  findings: Findings
  idOf(text: string): string
  headings: boolean
}

/** Ids `<owner>-<hash of the text>`; what says the same twice gets -2, -3 … `taken` is kept for a whole chapter. */
export function blockIds(owner: string, taken: Set<string>): (text: string) => string {
  return (text) => {
    const base = `${owner}-${sha256(text).slice(0, 8)}`
    let id = base
    for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`
    taken.add(id)
    return id
  }
}
