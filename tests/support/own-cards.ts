import type { OwnCardText } from '../../shared/model/own-card'

export const plain = { note: '', factors: [], place: null }
export const basic = (front: string, back: string, more: Partial<OwnCardText> = {}): OwnCardText =>
  ({ ...plain, kind: 'basic', front, back, ...more }) as OwnCardText
export const cloze = (text: string): OwnCardText => ({ ...plain, kind: 'cloze', text })
export const typed = (front: string, back: string, accept: string[] = []): OwnCardText => ({
  ...plain,
  kind: 'typed',
  front,
  back,
  accept,
})
/** A UUID that tells in a failure which card it was. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
