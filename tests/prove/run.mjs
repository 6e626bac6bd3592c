// Runs the proof through Vite, which is here anyway: Node 20 can't run TypeScript itself.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const main = fileURLToPath(new URL('main.ts', import.meta.url))
const { module } = await runnerImport(main, { root, configFile: false, logLevel: 'error' })
process.exitCode = await module.main(process.argv.slice(2))
