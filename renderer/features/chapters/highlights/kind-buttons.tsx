import { type HighlightKind, highlightKinds } from '../../../../shared/model/highlight'
import { highlightNames } from '../../../ui/highlight-names'

/** The four kinds, each word under its own line. `chosen`: the kind that it has. */
export function KindButtons({ chosen, choose }: { chosen?: HighlightKind; choose: (kind: HighlightKind) => void }) {
  return highlightKinds.map((kind) => (
    <button
      key={kind}
      type="button"
      className="button button-quiet highlight-kind"
      aria-pressed={chosen === undefined ? undefined : chosen === kind}
      onClick={() => choose(kind)}
    >
      <span className={`highlight highlight-${kind}`}>{highlightNames[kind]}</span>
    </button>
  ))
}
