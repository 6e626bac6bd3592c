/** The windows that show the app, as they make themselves known about once a second. */

/** Longer unheard of (ms), it is closed, or in the background and long saved. */
const heardFrom = 3000
/** How long (ms) the lock waits for windows to save what is being typed. */
const patience = 3000

export class OpenWindows {
  private readonly windows = new Map<string, { heard: number; saved: boolean }>()
  private settled: (() => void) | null = null

  /** `saved`: it has nothing unsaved any more, since it was asked. */
  heard(window: string, saved: boolean): void {
    this.windows.set(window, { heard: performance.now(), saved })
    this.settled?.()
  }

  /** True while they are asked to save. */
  get areAsked(): boolean {
    return this.settled !== null
  }

  /** Asks all of them but one to save. Resolves once they have, or patience ends. */
  async saved(but?: string): Promise<void> {
    for (const [name, window] of this.windows) window.saved = name === but
    await new Promise<void>((resolve) => {
      const end = setTimeout(resolve, patience)
      this.settled = () => {
        const now = performance.now()
        for (const { heard, saved } of this.windows.values()) if (!saved && now - heard < heardFrom) return
        clearTimeout(end)
        resolve()
      }
      this.settled()
    })
    this.settled = null
  }

  forget(): void {
    this.windows.clear()
  }
}
