import { noteIds } from './fact-ids'
import type { Findings } from './findings'
import type { Known } from './known'
import { parsePart } from './parse-part'
import type { TextFile } from './read-folder'
import * as schemas from './schemas'
import { listIn, validate } from './validate'

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
