import './marks.css'

/**
 * The one identity of each class, everywhere: smuggling an ochre triangle, trafficking a blue circle, both the two
 * overlapping, neither an empty square, not enough to say a dashed one. By colour, shape and word.
 */
const shapes: Record<string, React.ReactNode> = {
  smuggling: <path className="mark-smuggling" d="M8 1.8 15 14.2H1Z" />,
  trafficking: <circle className="mark-trafficking" cx="8" cy="8" r="6.4" />,
  both: (
    <>
      <path className="mark-smuggling" d="M6 2.6 11.6 13.4H.4Z" />
      <circle className="mark-trafficking mark-over" cx="10.6" cy="8.6" r="4.9" />
    </>
  ),
  neither: <rect className="mark-line" x="2" y="2" width="12" height="12" />,
  'not-enough-to-say': <rect className="mark-line mark-dashed" x="2" y="2" width="12" height="12" />,
}
const names: Record<string, string> = {
  smuggling: 'Smuggling',
  trafficking: 'Trafficking',
  both: 'Both',
  neither: 'Neither',
  'not-enough-to-say': 'Not enough to say',
}

/** The shape alone; always next to its word. */
export function ClassShape({ of }: { of: string }) {
  return (
    <svg className="class-shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {shapes[of] ?? shapes.neither}
    </svg>
  )
}

/** Shape and word. */
export function ClassMark({ of, children }: { of: string; children?: React.ReactNode }) {
  return (
    <span className={`class-mark class-${of}`}>
      <ClassShape of={of} /> {children ?? names[of] ?? of}
    </span>
  )
}
