import { noteIds } from '../files/fact-ids'
import { parsePart } from '../files/parse-part'
import type { TextFile } from '../files/read-folder'
import * as schemas from '../files/schemas'
import { listIn, validate } from '../files/validate'
import type { Findings } from '../findings'
import type { Known } from '../known'

/** Facts that are left out on purpose, with the reason. Needs the facts to be known. */
export function compileNotTaught(file: TextFile | undefined, known: Known, findings: Findings): Map<string, string> {
  const reasons = new Map<string, string>()
  const yaml = file && parsePart(file, 'not-taught.yaml', known, findings)
  if (!yaml) return reasons
  for (const index of listIn(yaml, findings.problems).keys()) {
    const item = validate(schemas.notTaught, yaml, [index], findings.problems)
    if (!item) continue
    for (const id of noteIds(item.ids, yaml, [index, 'ids'], findings)) reasons.set(id, item.reason)
  }
  return reasons
}
