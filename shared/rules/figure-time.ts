/** A moment of a figure over time, in years: YYYY is the year's beginning, YYYY-MM the month's, and so on. */
export function yearsOf(moment: string): number {
  const [year = 0, month = 1, day = 1] = moment.split('-').map(Number)
  return year + (month - 1) / 12 + (day - 1) / 365
}
