/**
 * Hands the page one port to the core when it asks, and the names of the menu's commands as they come. Nothing else:
 * nothing is put on `window`.
 */
import { ipcRenderer } from 'electron'

window.addEventListener('message', (event) => {
  if (event.source !== window || event.origin !== location.origin || event.data !== 'fieldbook:connect') return
  const { port1, port2 } = new MessageChannel()
  ipcRenderer.postMessage('fieldbook:port', null, [port1])
  window.postMessage('fieldbook:port', location.origin, [port2])
})

ipcRenderer.on('fieldbook:command', (_event, command: unknown) => {
  window.postMessage({ 'fieldbook:command': command }, location.origin)
})
