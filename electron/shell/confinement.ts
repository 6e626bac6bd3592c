import { app } from 'electron'
import { isOwn } from './policy'

/** Holds for every page that ever comes to be: it stays inside the app, opens no windows and takes in no webviews. */
export function confinePages(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', stayInside)
    contents.on('will-frame-navigate', stayInside)
    contents.on('will-redirect', stayInside)
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

function stayInside(event: { url: string; preventDefault(): void }): void {
  if (!isOwn(event.url)) event.preventDefault()
}
