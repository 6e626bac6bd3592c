/** How electron-vite builds main, preload and renderer; passed with --config. (The content is built before: launch/build.mjs.) */
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname
const at = (...parts: string[]) => path.join(root, ...parts)
/** launch/build.mjs builds beside the build that is there, and puts it in its place when it is whole. */
const out = (name: string) => path.join(process.env.FIELDBOOK_OUT ?? at('out'), name)

export default defineConfig(({ command }) => ({
  main: {
    define: { __DEVELOPMENT__: JSON.stringify(command === 'serve') },
    build: {
      outDir: out('main'),
      // The same files run under plain Node as the loopback host, so the oldest Node decides, not Electron's.
      target: 'node20.19',
      minify: true,
      emptyOutDir: true,
      lib: {
        entry: {
          main: at('electron/main.ts'),
          serve: at('electron/serve.ts'),
          cli: at('electron/cli/main.ts'),
          'reviews-worker': at('electron/core/reviews/worker.ts'),
          'search-worker': at('electron/core/search/worker.ts'),
          'exchange-worker': at('electron/core/exchange/worker.ts'),
        },
        formats: ['es'],
      },
      rolldownOptions: {
        // Finds its native part beside itself, in node_modules; loaded only when somebody fits.
        external: ['@open-spaced-repetition/binding'],
        // For a library, which Vite takes this for, `build.minify` would leave the white space in.
        output: { minify: true, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: out('preload'),
      target: 'node24',
      minify: true,
      lib: { entry: { preload: at('electron/preload.ts') }, formats: ['cjs'] },
      // A sandboxed preload must be CommonJS; with "type": "module" it would become preload.mjs.
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), pathsFromTheTop()],
    build: {
      outDir: out('renderer'),
      emptyOutDir: true,
      // Electron 45 is Chromium 156; the loopback host's browser may be a year or two older.
      target: 'chrome120',
      minify: true,
      assetsInlineLimit: 0, // an inlined font would be a data: address, which the CSP refuses
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
}))

/** electron-vite asks for relative addresses, which break on a client route with more than one part. */
function pathsFromTheTop(): Plugin {
  return { name: 'fieldbook:base', config: () => ({ base: '/' }) }
}
