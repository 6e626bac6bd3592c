/** Problems of a file as they are found: of one kind only so many are named, the rest are counted. */
import type { ExchangeProblem } from '../../../shared/model/exchange'
import type { ProblemCode } from '../../../shared/rules/exchange-words'

export const mostOfOneKind = 100

export type Note = (code: ProblemCode, where: string, detail?: ExchangeProblem['detail']) => void

export function problemList() {
  const named: ExchangeProblem[] = []
  const counts = new Map<string, number>()
  return {
    add(code: ProblemCode, where: string, detail?: ExchangeProblem['detail']): void {
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count <= mostOfOneKind) named.push({ code, where, ...(detail && { detail }) })
    },
    all(): ExchangeProblem[] {
      const more = [...counts].filter(([, count]) => count > mostOfOneKind)
      return [
        ...named,
        ...more.map(([code, count]): ExchangeProblem => {
          return { code: 'more-like-this', where: code, detail: { count: count - mostOfOneKind } }
        }),
      ]
    },
  }
}
