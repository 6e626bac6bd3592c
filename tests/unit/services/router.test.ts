import { createRouterClient } from '@orpc/server'
import { expect, test, vi } from 'vitest'
import { createRouter, type Services } from '../../../electron/core/router'
import { NotSaved, StoreFailure } from '../../../electron/core/store/store'
import type { Opened, Session } from '../../../electron/core/vault/session'

/** Services of which every call throws the same thing. */
function throwing(error: unknown) {
  const service = new Proxy({}, { get: () => () => Promise.reject(error) })
  const services = new Proxy({}, { get: () => service }) as Services
  const rest = { touch: () => {}, begun: () => () => {}, timesReopened: 0, erasedAt: null }
  const session = { isLocked: false, isReopening: false, ...rest } as unknown as Session<Opened>
  return createRouterClient(createRouter(services, () => null, session))
}
const told = async (error: unknown) => {
  const answer = await throwing(error)
    .settings.get()
    .catch((thrown: unknown) => thrown)
  return JSON.parse(JSON.stringify(answer))
}

test('a change that could not be saved and a folder that fails are coded, with why', async () => {
  const failure = { code: 'disk-full', detail: { free: 0 } } as const
  expect(await told(new NotSaved(failure))).toMatchObject({ defined: true, code: 'NOT_SAVED', data: failure })
  expect(await told(new StoreFailure(failure))).toMatchObject({ defined: true, code: 'UNAVAILABLE', data: failure })
})

test('a fault of ours is told without what it was, and goes to the log', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const answer = await told(new Error('secret /home/me'))
  expect(answer).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' })
  expect(JSON.stringify(answer)).not.toMatch(/secret|home|stack|\.ts/)
  expect(log).toHaveBeenCalledOnce()
  log.mockRestore()
})
