import { ResponseMark } from '../glossary/response-mark'

/** What the shapes and lines of the picture mean. */
export function MapKey({ marks }: { marks: boolean }) {
  return (
    <div className="map-key">
      <ul className="plain-list" aria-label="Key to the boxes">
        <Sign name="Body" drawing={<rect className="map-box" x="1" y="1" width="26" height="14" />} />
        <Sign name="Program, plan" drawing={<rect className="map-box" x="1" y="1" width="26" height="14" rx="7" />} />
        <Sign
          name="Law"
          drawing={
            <>
              <rect className="map-box" x="1" y="1" width="26" height="14" />
              <path className="map-edge" d="M4.5 1V15" />
            </>
          }
        />
        <Sign name="Word" drawing={<path className="map-edge" d="M1 15H27" />} />
      </ul>
      <ul className="plain-list" aria-label="Key to the lines">
        <Sign name="over and under" drawing={<path className="map-line" d="M1 8H27" />} />
        <Sign name="based on" drawing={<path className="map-line map-line-based-on" d="M1 8H27" />} />
        <Sign name="works with" drawing={<path className="map-line map-line-works-with" d="M1 8H27" />} />
      </ul>
      {marks && (
        <ul className="plain-list" aria-label="Key to the marks">
          {(['smuggling', 'trafficking', 'both'] as const).map((response) => (
            <li key={response}>
              <ResponseMark of={response} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Sign({ name, drawing }: { name: string; drawing: React.ReactNode }) {
  return (
    <li>
      <svg width="28" height="16" viewBox="0 0 28 16" aria-hidden="true" focusable="false">
        {drawing}
      </svg>
      {name}
    </li>
  )
}
