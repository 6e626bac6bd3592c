/** What was asked can't be done; the message is one line for the person who asked. Nothing was changed. */
export class Failed extends Error {
  override name = 'Failed'
  constructor(
    message: string,
    /** Exit code: 1, or 2 for a command that isn't understood. */
    readonly code: 1 | 2 = 1,
  ) {
    super(message)
  }
}
