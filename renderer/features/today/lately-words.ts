import type { Lately } from '../../../shared/model/views'

const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString()} ${n === 1 ? one : many}`

/** The last days in one sentence, without what is nought; empty when nothing was done. */
export function latelyWords({ studied, reviews, introduced, practised, read, written }: Lately): string {
  const parts = [
    reviews > 0 && `${count(reviews, 'review')} on ${count(studied, 'day')}`,
    introduced > 0 && `${count(introduced, 'card')} met for the first time`,
    practised > 0 && `${count(practised, 'card')} practiced`,
    read > 0 && `${count(read, 'section')} read`,
    written > 0 && `${count(written, 'note')} written or changed`,
  ].filter((part) => part !== false)
  const words = parts.join(', ')
  return words && `${words}.`
}
