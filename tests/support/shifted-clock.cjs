/**
 * A clock that starts at a given instant and goes on at its own pace: for whatever writes days and times on the screen.
 * Node: `--require` this file with FIELDBOOK_NOW (UTC ms). A page: `addInitScript(shiftClock, now)`.
 */
function shiftClock(start) {
  const { Date: Real } = globalThis
  const shift = start - Real.now()
  globalThis.Date = class extends Real {
    constructor(...parts) {
      if (parts.length === 0) super(globalThis.Date.now())
      else super(...parts)
    }
    static now() {
      return Real.now() + shift
    }
  }
}
if (process.env.FIELDBOOK_NOW) shiftClock(Number(process.env.FIELDBOOK_NOW))

module.exports = { shiftClock }
