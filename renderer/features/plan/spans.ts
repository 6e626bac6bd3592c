import type { PlanForecast } from '../../../shared/model/views'

/** A day of the forecast, or a week: cards in all, minutes a day. */
export interface Span {
  from: string
  days: number
  new: number
  reviews: number
  minutes: number
  inPass: boolean
}
/** More bars than this are too thin to tell apart. */
const mostDays = 70

export function spansOf({ days, pass }: PlanForecast): Span[] {
  const length = days.length > mostDays ? 7 : 1
  return Array.from({ length: Math.ceil(days.length / length) }, (_, index) => {
    const part = days.slice(index * length, (index + 1) * length)
    const sum = (of: (day: PlanForecast['days'][number]) => number) => part.reduce((total, day) => total + of(day), 0)
    const from = part[0]?.day ?? ''
    return {
      from,
      days: part.length,
      new: sum((day) => day.new),
      reviews: sum(({ reviews }) => reviews),
      minutes: sum(({ minutes }) => minutes) / Math.max(1, part.length),
      inPass: from >= pass.from,
    }
  })
}
