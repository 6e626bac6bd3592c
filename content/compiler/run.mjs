// Runs the compiler's command line through Vite, which is here anyway: Node 20 can't run TypeScript itself.
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = fileURLToPath(new URL('cli.ts', import.meta.url))
const { module } = await runnerImport(cli, { root, configFile: false, logLevel: 'error' })
process.exitCode = await module.main(root, process.argv.slice(2))
