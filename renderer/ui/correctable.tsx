/**
 * Places in the text where one's own words may stand. Text knows of no words but the book's: whoever has others lays
 * them over it by this context, once, around the app.
 */
import { createContext, type ReactNode, useContext } from 'react'

export type Where = { chapter: string } | { entry: string }
interface Place {
  block: string
  item: number | null
  /** With nothing to press. */
  paper: boolean
  children: ReactNode
}
export interface OwnWordsLayer {
  WithOwnWords: (props: { where: Where; children: ReactNode }) => ReactNode
  Correctable: (props: Place) => ReactNode
}
const asItStands = ({ children }: { children: ReactNode }) => children
export const OwnWordsOver = createContext<OwnWordsLayer>({ WithOwnWords: asItStands, Correctable: asItStands })

/** In the text inside it one's own words stand over the book's. */
export function WithOwnWords(props: { where: Where; children: ReactNode }) {
  const { WithOwnWords: Over } = useContext(OwnWordsOver)
  return <Over {...props} />
}
/** A paragraph, item or cell: the book's, or one's own over it. */
export function Correctable(props: Place) {
  const { Correctable: Over } = useContext(OwnWordsOver)
  return <Over {...props} />
}
