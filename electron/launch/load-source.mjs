/** Loads a module from its TypeScript source, for development and tests. */
import { createServer } from 'vite'

/**
 * Vite's own `runnerImport` ends once the module is there; what that imports later, when somebody needs it, could then not
 * be had. This stays open as long as the process, or the worker.
 * @param {string} file absolute
 */
export async function loadSource(file) {
  const vite = await createServer({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, watch: null, ws: false, hmr: false },
    optimizeDeps: { noDiscovery: true },
  })
  return vite.ssrLoadModule(file)
}
