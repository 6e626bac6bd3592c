import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { CorrectionPlace, CorrectionView } from '../../../shared/model/corrections'
import { blockKey } from '../../../shared/rules/corrections'
import { api } from '../../client'
import type { OwnWordsLayer, Where } from '../../ui/correctable'
import { CorrectionActions } from './actions'
import { isShown } from './editing'
import { OwnText } from './own-text'
import './own-words.css'

type InText = Exclude<CorrectionPlace, { kind: 'card' }>
const OwnWordsContext = createContext<ReadonlyMap<string, CorrectionView>>(new Map())

const none: readonly CorrectionView[] = []
export function useCorrections(): readonly CorrectionView[] {
  return useQuery(api.corrections.list.queryOptions()).data ?? none
}

const isIn = (place: CorrectionPlace, where: Where): place is InText =>
  'chapter' in where
    ? place.kind === 'chapter' && place.chapter === where.chapter
    : place.kind === 'entry' && place.entry === where.entry

function WithOwnWords({ where, children }: { where: Where; children: ReactNode }) {
  const corrections = useCorrections()
  const key = JSON.stringify(where)
  const here = useMemo(() => {
    const place = JSON.parse(key) as Where
    return new Map(
      corrections.flatMap((one) =>
        isShown(one) && isIn(one.place, place) ? [[blockKey(one.place.block, one.place.item), one]] : [],
      ),
    )
  }, [corrections, key])
  return <OwnWordsContext value={here}>{children}</OwnWordsContext>
}

function Correctable(props: { block: string; item: number | null; paper: boolean; children: ReactNode }) {
  const view = useContext(OwnWordsContext).get(blockKey(props.block, props.item))
  if (!view) return props.children
  return props.paper ? <OnPaper view={view} /> : <OwnWords view={view}>{props.children}</OwnWords>
}

/** Lays one's own words over the text, wherever they stand in it. */
export const ownWordsLayer: OwnWordsLayer = { WithOwnWords, Correctable }

/** One's own words, never without saying so, and the book's one press away; beside them once those have changed. */
export function OwnWords(props: { view: CorrectionView; children: ReactNode; done?: () => void }) {
  const { view, children, done } = props
  if (view.status === 'changed')
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
      <div role="group" aria-label="Your words and the book’s" className="own-words" tabIndex={-1} data-own-home>
        <p className="own-words-mark own-words-new">The book’s words have changed since you wrote yours.</p>
        <div className="own-words-both">
          <div>
            <p className="own-words-mark">The book now</p>
            {children}
          </div>
          <div className="own-words-mine">
            <p className="own-words-mark">Your words</p>
            <OwnText of={view.text} />
          </div>
        </div>
        <details>
          <summary>What the book said then</summary>
          <OwnText of={view.base} theirs />
        </details>
        <CorrectionActions view={view} done={done} />
      </div>
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div role="group" aria-label="Your words" className="own-words own-words-mine" tabIndex={-1} data-own-home>
      <p className="own-words-mark">Your words</p>
      <OwnText of={view.text} />
      <details>
        <summary>The book’s words</summary>
        {children}
        <CorrectionActions view={view} done={done} />
      </details>
    </div>
  )
}

function OnPaper({ view }: { view: CorrectionView }) {
  return (
    <span className="own-words-paper">
      <span className="own-words-mark">
        My words, not the book’s{view.status === 'changed' && ', which have changed since'}:
      </span>{' '}
      <OwnText of={view.text} inline />
    </span>
  )
}
