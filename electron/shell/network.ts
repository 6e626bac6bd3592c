import { app, session } from 'electron'
import { mayRequest } from './policy'

/** Before 'ready': Chromium itself finds no host by name and does nothing in the background. */
export function closeNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('disable-domain-reliability')
  app.commandLine.appendSwitch('disable-quic')
}

/** After 'ready': whatever the page asks for beyond its own files is cancelled. */
export function blockRequests(alsoAllowed: (address: string) => boolean = () => false): void {
  session.defaultSession.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !mayRequest(request.url) && !alsoAllowed(request.url) })
  })
}
