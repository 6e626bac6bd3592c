/** What a service may refuse; the router turns each into the contract's coded error. */

export class NotFound extends Error {
  override name = 'NotFound'
  constructor(
    readonly what: string,
    readonly id: string,
  ) {
    super(`there is no ${what} ${id}`)
  }
}

/** The thing changed since the caller saw it; nothing was written. */
export class Conflict extends Error {
  override name = 'Conflict'
  constructor(
    readonly what: string,
    readonly id: string,
  ) {
    super(`${what} ${id} changed in the meantime`)
  }
}
