import { type ReactNode, useMemo } from 'react'
import type { CheckAnswer } from '../../../shared/model/study'
import { api, client, queries } from '../../client'
import { type Checks, ChecksContext } from '../../ui/check-yourself'

interface KeptChecksProps {
  chapter: string
  /** By `<chapter>#<block>`. */
  answers: Record<string, CheckAnswer>
  children: ReactNode
}

/** What is said of the questions in a chapter is kept as practice. */
export function KeptChecks({ chapter, answers, children }: KeptChecksProps) {
  const checks = useMemo(
    (): Checks => ({
      answered: (block) => answers[`${chapter}#${block}`],
      async record(block, recalled, spent) {
        await client.practice.check({ request: crypto.randomUUID(), chapter, block, recalled, spent })
        for (const part of [api.reading, api.practice, api.progress, api.app])
          void queries.invalidateQueries({ queryKey: part.key() })
      },
    }),
    [chapter, answers],
  )
  return <ChecksContext value={checks}>{children}</ChecksContext>
}
