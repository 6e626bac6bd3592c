import { createContext, useContext } from 'react'
import type { At, Item, Texts } from './items'
import { valueAt } from './items'

/** What is wrong at one place of the thing in the form. */
export interface FieldProblem {
  at: At
  words: string
  /** It is only not written yet: nothing to be alarmed about. */
  isOpen: boolean
}
export interface Form {
  item: Item
  /** `also`: what changes with it in the other things of the pack. */
  change: (at: At, to: unknown, also?: (texts: Texts) => Texts) => void
  problems: readonly FieldProblem[]
}
export const FormContext = createContext<Form | null>(null)

export function useForm(): Form {
  const form = useContext(FormContext)
  if (!form) throw new Error('a field without a form')
  return form
}

/** One place of the thing: what stands there, what is wrong there, and the way to change it. */
export function useField(at: At) {
  const { item, change, problems } = useForm()
  const name = at.join('.')
  const here = problems.filter((one) => one.at.join('.') === name)
  return { value: valueAt(item.value, at), set: (to: unknown) => change(at, to), problems: here, name }
}
