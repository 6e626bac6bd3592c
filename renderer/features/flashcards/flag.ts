import type { CardMarks } from '../../../shared/model/study'

/** How many flags there are; what each means is the learner's own. */
const flags = 4

/** One key goes through all of them: none, 1, 2, 3, 4, none. */
export function nextFlag(marks: CardMarks | null): number | null {
  const next = (marks?.flag ?? 0) + 1
  return next > flags ? null : next
}

export function withFlag(marks: CardMarks | null, flag: number | null): CardMarks | null {
  const { flag: _, ...others } = marks ?? {}
  if (flag !== null) return { ...others, flag }
  return Object.keys(others).length > 0 ? others : null
}
