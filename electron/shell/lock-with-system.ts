import { powerMonitor } from 'electron'

/** After 'ready'. Linux tells of sleep only, not of its screen lock. */
export function lockWithSystem(core: Promise<{ lock(): Promise<void> }>): void {
  const lock = () => {
    core.then((open) => open.lock()).catch((error) => console.error(error))
  }
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)
}
