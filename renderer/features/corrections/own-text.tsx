import { useMemo } from 'react'
import { ownInlines } from '../../../shared/rules/corrections'
import { Inlines } from '../../ui/text'

/** Words written in the editor of corrections. `theirs`: the book's, kept in the same form. `inline`: within a line. */
export function OwnText({ of, theirs = false, inline = false }: { of: string; theirs?: boolean; inline?: boolean }) {
  const inlines = useMemo(() => ownInlines(of), [of])
  const name = theirs ? 'own-words-theirs' : 'own-words-text'
  if (inline)
    return (
      <span className={name}>
        <Inlines of={inlines} />
      </span>
    )
  return (
    <p className={name}>
      <Inlines of={inlines} />
    </p>
  )
}
