/** A flag by its number; the numbers mean what the learner wants them to. */
export function FlagMark({ of }: { of: number }) {
  return (
    <span className="flag-mark">
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
        <path d="M3 15V1.5M3 2h10l-3 3.5L13 9H3" />
      </svg>
      Flag {of}
    </span>
  )
}
