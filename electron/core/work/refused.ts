import type { ExchangeProblem } from '../../../shared/model/exchange'

/** Work of another copy can't be taken as it is; nothing was changed. */
export class WorkRefused extends Error {
  override name = 'WorkRefused'
  constructor(readonly problem: ExchangeProblem) {
    super(`work not taken: ${problem.code} (${problem.where})`)
  }
}
export const refuse = (code: string, where: string, detail?: ExchangeProblem['detail']): WorkRefused =>
  new WorkRefused({ code, where, ...(detail && { detail }) })
