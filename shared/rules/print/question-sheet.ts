/** Which questions stand on a sheet: only what is asked for and the seed decide, so that a sheet can be printed again. */
import { shuffled } from '../shuffle'

export const questionKinds = ['choice', 'case', 'open'] as const
export type QuestionKind = (typeof questionKinds)[number]

export interface Question {
  id: string
  kind: QuestionKind
  /** Questions of one group give each other away: only one of them is asked, on any of the sheets. */
  group: string
  /** Of a case: the story of the same pair. The two don't stand on one sheet. */
  twin?: string
}
export interface QuestionWish {
  seed: string
  kinds: readonly QuestionKind[]
  /** Questions on each sheet. */
  count: number
  /** How many sheets with different questions. */
  forms: number
}

/**
 * The questions of each sheet, kind by kind. The sheets have the same number of questions of each kind as far as there
 * are enough; none is on two of them. Fewer questions than wished are given where there are no more.
 */
export function questionForms(pool: readonly Question[], wish: QuestionWish): Question[][] {
  const forms: Question[][] = Array.from({ length: wish.forms }, () => [])
  const left = new Map(
    wish.kinds.map((kind) => [
      kind,
      shuffled(
        pool.filter((question) => question.kind === kind),
        wish.seed,
      ),
    ]),
  )
  const groups = new Set<string>()
  const take = (kind: QuestionKind, form: readonly Question[]): Question | undefined => {
    const rest = left.get(kind) ?? []
    const fits = (question: Question) =>
      !groups.has(question.group) && form.every(({ id, twin }) => question.twin !== id && twin !== question.id)
    const index = rest.findIndex(fits)
    const [question] = index < 0 ? [] : rest.splice(index, 1)
    if (question) groups.add(question.group)
    return question
  }
  for (let at = 0; at < wish.count; at += 1) {
    for (const form of forms) {
      const first = at % Math.max(1, wish.kinds.length)
      const turns = [...wish.kinds.slice(first), ...wish.kinds.slice(0, first)]
      for (const kind of turns) {
        const question = take(kind, form)
        if (!question) continue
        form.push(question)
        break
      }
    }
  }
  const order = (question: Question) => wish.kinds.indexOf(question.kind)
  return forms.map((form) => form.toSorted((one, other) => order(one) - order(other)))
}
