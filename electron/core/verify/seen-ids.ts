/**
 * Which ids of operations (`device:n`) were met. Numbers of a device rise by one, so a million take the room of a few
 * runs; a set of a million words would stop the process whenever it grows.
 */
export class SeenIds {
  private readonly runs = new Map<string, { from: number; to: number }[]>()
  private readonly others = new Set<string>()

  /** False if it was met before. */
  add(id: string): boolean {
    const [, device = '', digits = ''] = named.exec(id) ?? []
    const n = Number(digits)
    if (device === '' || !Number.isSafeInteger(n)) return this.addOther(id)
    const runs = this.runs.get(device)
    if (runs === undefined) {
      this.runs.set(device, [{ from: n, to: n }])
      return true
    }
    if (runs.some(({ from, to }) => n >= from && n <= to)) return false
    const run = runs.find(({ to }) => n === to + 1)
    if (run) run.to = n
    else runs.push({ from: n, to: n })
    return true
  }
  private addOther(id: string): boolean {
    if (this.others.has(id)) return false
    this.others.add(id)
    return true
  }
}
const named = /^(.*):(0|[1-9]\d{0,15})$/s
