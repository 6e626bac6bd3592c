import { existsSync } from 'node:fs'
import path from 'node:path'

/** Real files written by other programs. They lie beside the project and never in it; `FIELDBOOK_ANKI_FIXTURES` says where else. */
const folder = path.resolve(
  process.env.FIELDBOOK_ANKI_FIXTURES ?? path.join(import.meta.dirname, '../../../shared/fixtures/anki'),
)
export const ankiFixture = (name: string): string => path.join(folder, name)
/** Tells that tests were left out where the files are missing. */
export function hasAnkiFixtures(): boolean {
  const there = existsSync(folder)
  if (!there) console.warn(`left out: there are no real Anki files at ${path.relative(process.cwd(), folder)}`)
  return there
}
