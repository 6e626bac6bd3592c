import { protocol } from 'electron'
import type { AnswerRequest } from '../core/assets'
import { scheme } from './policy'

/** Before 'ready'. Standard: addresses and origins work as on the web. Code cache: a second start needn't compile again. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** After 'ready', before the window loads. */
export function servePages(answer: AnswerRequest): void {
  protocol.handle(scheme, answer)
}
