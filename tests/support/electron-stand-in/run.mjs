/** `node run.mjs <built main> [arguments]`: runs the built main file with the stand-in in Electron's place. */
import * as nodeModule from 'node:module'
import { pathToFileURL } from 'node:url'
import { appCodeLoaded } from './electron.mjs'

const standIn = new URL('electron.mjs', import.meta.url).href

// Node 20 has only the older way, newer ones warn about it.
if (nodeModule.registerHooks)
  nodeModule.registerHooks({
    resolve: (name, context, next) =>
      name === 'electron' ? { url: standIn, shortCircuit: true } : next(name, context),
  })
else {
  const hook = `export const resolve = (name, context, next) =>
    name === 'electron' ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(name, context)`
  nodeModule.register(`data:text/javascript,${encodeURIComponent(hook)}`)
}

process.argv.splice(1, 1) // as in Electron: the program, then the app
await import(pathToFileURL(process.argv[1]).href)
appCodeLoaded()
