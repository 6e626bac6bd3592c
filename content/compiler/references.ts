import type { Findings } from './findings'
import type { Known } from './known'
import { error } from './problems'

/** Looks up what texts and cards point to. */
export function checkReferences(known: Known, findings: Findings): void {
  for (const reference of findings.references) {
    const message = faultOf(reference, known)
    if (message) findings.problems.push(error(reference.place, message))
  }
}

function faultOf(reference: Findings['references'][number], known: Known): string | undefined {
  switch (reference.to) {
    case 'fact':
      if (known.facts.has(reference.id) || known.incomplete.has('facts.yaml')) return undefined
      return `unknown fact ${reference.id}: it is not in facts.yaml`
    case 'entry':
      if (known.entries.has(reference.id) || known.incomplete.has('glossary')) return undefined
      return `broken link: there is no glossary entry "${reference.id}"`
    case 'section': {
      const { chapter, section } = reference
      if (!known.chapters.has(chapter)) {
        return known.incomplete.has('chapters') ? undefined : `broken link: there is no chapter "${chapter}"`
      }
      const sections = known.sections.get(chapter)
      if (section === undefined || !sections || sections.has(section)) return undefined
      return `broken link: the chapter "${chapter}" has no section "${section}"`
    }
  }
}
