import type { Zone } from '../../shared/rules/study-day'

/** The offset of a named zone, from Node's own tables: tests must not depend on the machine's zone. */
export function zoneOf(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset', year: 'numeric' })
  return (at) => {
    const text = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? []
    return hours ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0
  }
}

export const utc: Zone = () => 0
export const eastern = zoneOf('America/New_York')
