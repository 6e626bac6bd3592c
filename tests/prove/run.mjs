// Runs the proof through Vite, which is here anyway: Node 20 can't run TypeScript itself.
import { fileURLToPath } from 'node:url'
import { createRunnableDevEnvironment, resolveConfig } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const main = fileURLToPath(new URL('main.ts', import.meta.url))
const config = await resolveConfig({ root, configFile: false, logLevel: 'error', environments: { prove: {} } }, 'serve')
const environment = createRunnableDevEnvironment('prove', config, { hot: false })
await environment.init()
// Open until the end: some modules are loaded only when somebody needs them.
const { main: prove } = await environment.runner.import(main)
process.exitCode = await prove(process.argv.slice(2))
await environment.close()
