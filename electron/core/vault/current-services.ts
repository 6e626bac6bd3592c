import type { Services } from '../router'
import { Locked } from './session'

/** Services that hand each call to those that are open when it is made. What isn't open throws `Locked`. */
export function currentServices(current: () => Partial<Services>): Services {
  const service = (name: string) =>
    new Proxy({} as Record<string, unknown>, {
      get:
        (_, call: string) =>
        (...given: unknown[]) => {
          const open = (current() as Record<string, Record<string, (...given: unknown[]) => unknown>>)[name]
          if (open === undefined) throw new Locked(`${name}.${call} while it is locked`)
          return (open[call] as (...given: unknown[]) => unknown)(...given)
        },
    })
  return new Proxy({} as Services, { get: (_, name: string) => service(name) })
}
