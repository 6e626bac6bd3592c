import type { LooseEntry } from '../../../shared/rules/mentions'
import { type Problem, warning } from '../problems'
import { type FlatText, flatten, placeAt } from '../text/flat-text'
import type { Span } from '../text/span'

/** Capital letters in a row, with what may follow them: JTFA, TCIUs, ACTeams, the FY of FY2022. Quoted words are names. */
const acronym = /(?<![\p{L}\p{N}.“])[A-Z]{2,}[A-Za-z]*(?![\p{L}.])/gu
const romanNumeral = /^[IVXLC]+$/
/** Understood by everyone who reads this book. */
const common = new Set(['US', 'UN', 'OK', 'ID', 'IDs', 'TV', 'PDF', 'SUV'])

/**
 * Warns of short forms that no entry explains, and of those a chapter uses before it says what they mean: in words
 * before them, in brackets behind their name, or by a link to their entry.
 */
export function acronymProblems(texts: Span[][], entries: LooseEntry[]): Problem[] {
  const names = new Map(
    entries.flatMap(({ name, acronym = '', aliases }) => [acronym, ...aliases].map((form) => [form, name] as const)),
  )
  const explained = new Map<string, Set<string>>()
  const soFar = new Map<string, string>()
  return texts.flatMap((spans) => {
    const flat = flatten(spans)
    const file = flat.runs[0]?.place.file ?? ''
    const inChapter = file.startsWith('chapters/') || file === 'help.md'
    const known = explained.get(file) ?? new Set<string>()
    explained.set(file, known)
    const before = soFar.get(file) ?? ''
    if (inChapter) soFar.set(file, `${before}\n${flat.text.toLowerCase()}`)
    const problems: Problem[] = []
    for (const match of flat.text.matchAll(acronym)) {
      const form = match[0]
      if (romanNumeral.test(form) || common.has(form)) continue
      const plain = form.replace(/s$/, '')
      const name = names.get(form) ?? names.get(plain)
      const place = placeAt(flat, match.index)
      if (name === undefined) {
        problems.push(
          warning(place, `unknown short form "${form}": no glossary entry has it as its acronym or other name`),
        )
        continue
      }
      if (!inChapter || known.has(plain)) continue
      const earlier = `${before} ${flat.text.slice(0, match.index).toLowerCase()}`
      if (!isExplained(flat, match.index, name, earlier))
        problems.push(warning(place, `"${form}" is used before it is explained: write "${name} (${form})" or link it`))
      known.add(plain)
    }
    return problems
  })
}

function isExplained(flat: FlatText, offset: number, name: string, earlier: string): boolean {
  const run = flat.runs.findLast((each) => each.offset <= offset)
  return run?.term !== undefined || flat.text[offset - 1] === '(' || earlier.includes(name.toLowerCase())
}
