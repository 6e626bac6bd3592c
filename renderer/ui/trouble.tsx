import { errorWords } from './errors'

/** What went wrong with a call, and what to do; nothing where none did. */
export function Trouble({ of: error }: { of: unknown }) {
  return error ? (
    <p role="alert" className="notice notice-bad">
      {errorWords(error)}
    </p>
  ) : null
}
