/** A main of its own for the stand-in: quits at once, with a core whose closing goes as QUIT_CLOSES says. */
import { app } from 'electron'
import { closeBeforeQuit } from '../../electron/shell/lifecycle'

const closings: Record<string, () => Promise<void>> = {
  soon: () => new Promise((resolve) => setTimeout(resolve, 100)),
  never: () => new Promise(() => {}),
  fails: () => Promise.reject(new Error('the disk went')),
}
const close = async () => {
  console.log('closing')
  await closings[process.env.QUIT_CLOSES ?? '']?.()
  console.log('put away')
}
void app.whenReady().then(() => {
  closeBeforeQuit(Promise.resolve({ close }), Number(process.env.QUIT_PATIENCE))
  app.quit()
  // Impatient: asked for once more while it is closing.
  app.quit()
})
