/** YYYY, YYYY-MM or YYYY-MM-DD, and a day that exists. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (!match) return false
  const year = Number(match[1])
  const month = Number(match[2] ?? 1)
  const day = Number(match[3] ?? 1)
  if (year < 1) return false
  const date = new Date(Date.UTC(2000, 0, 1))
  date.setUTCFullYear(year, month - 1, day)
  // A day the month doesn't have runs over into another month.
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1
}
