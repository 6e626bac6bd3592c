import type { Failure } from '../../../shared/model/views'
import { codeOf } from './files'

/** The folder can't be opened; nothing in it was changed. */
export class StoreFailure extends Error {
  override name = 'StoreFailure'
  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super(`the data can't be opened: ${failure.code} ${JSON.stringify(failure.detail)}`, options)
  }
}

/** A change that could not be made durable. Ask again under the same request id: it is stored once. */
export class NotSaved extends Error {
  override name = 'NotSaved'
  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super(`the change could not be saved: ${failure.code} ${JSON.stringify(failure.detail)}`, options)
  }
}

/** Asked of a store that is closed: nothing was done. */
export class Closed extends NotSaved {
  constructor() {
    super({ code: 'io', detail: { error: 'closed' } })
  }
}

/** The system refused to do something with a file. */
export const isOfSystem = (error: unknown): boolean => /^E(?!RR_)[A-Z0-9]+$/.test(codeOf(error) ?? '')

/** What a failed file operation means to the person. */
export function failureOf(error: unknown, detail: Failure['detail'] = {}): Failure {
  if (error instanceof StoreFailure || error instanceof NotSaved) return error.failure
  const code = codeOf(error)
  const reason = { ...detail, error: code || String(error) }
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', detail: reason }
  if (code === 'EROFS') return { code: 'read-only', detail: reason }
  if (code === 'EACCES' || code === 'EPERM') return { code: 'no-access', detail: reason }
  return { code: 'io', detail: reason }
}
