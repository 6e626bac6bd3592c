import type { Place } from '../problems'

/** Inline text on its way from Markdown to the compiled form: its braces are found, its places still known. */
export type Span =
  | { type: 'text'; text: string; place: Place }
  | { type: 'mark'; plain: boolean; facts: string[]; place: Place }
  /** Words to be found in a cloze card; those of one number are asked together. */
  | { type: 'gap'; number: number; text: string; hint?: string; place: Place }
  | { type: 'strong' | 'emphasis'; children: Span[] }
  | { type: 'term'; entry: string; children: Span[] }
  | { type: 'link'; chapter: string; section?: string; children: Span[] }
