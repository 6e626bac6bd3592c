/** Right or not: by shape and always beside its word. */
export function VerdictShape({ of }: { of: 'right' | 'wrong' | 'missed' }) {
  return (
    <svg
      className={`verdict-shape verdict-${of}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      {of === 'right' && <path d="M2 8.6 6.2 13 14 3.4" />}
      {of === 'wrong' && <path d="M3 3 13 13M13 3 3 13" />}
      {of === 'missed' && <circle cx="8" cy="8" r="5.4" />}
    </svg>
  )
}
