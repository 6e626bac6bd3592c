/**
 * What `npm test` runs: the checks, the unit and integration tests, the build, the end-to-end tests. Each goes on after
 * a failure of another, so one run tells everything; the last line counts it all.
 *
 *   --only checks|unit|prove|e2e|accessibility|bench   just that part
 *   --all   with the long tests (FIELDBOOK_ALL=1 for them)
 */
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { BuildFailed, buildIfNeeded, root } from '../electron/launch/build.mjs'
import { findOrInstallBrowser } from './support/find-browser.mjs'

process.chdir(root)
const { argv } = process
const part = argv.includes('--only') ? argv[argv.indexOf('--only') + 1] : undefined
const all = argv.includes('--all')
/** Passed on to the tool of a single part: `npm run test:e2e -- boots`. */
const rest = part ? argv.slice(argv.indexOf('--only') + 2).filter((word) => word !== '--all') : []
const total = { passed: 0, failed: 0, skipped: 0 }
/** A line for each failure, said again at the end: whoever reads only that must learn what failed. */
const failures = []
const env = { ...process.env, ...(all ? { FIELDBOOK_ALL: '1' } : {}) }
const begun = Date.now()
/** The one build of this run, once somebody needs it. */
let build

const parts = { checks, unit, prove, e2e, accessibility, bench }
if (part && !Object.hasOwn(parts, part)) {
  console.error(`--only takes one of ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
await mkdir('.cache', { recursive: true })
if (part) await parts[part]()
else for (const run of [checks, unit, prove, e2e]) await run()

for (const failure of failures) console.log(`Failed: ${failure}`)
if (!all && !part) console.log('Longer tests: npm run test:all')
console.log(`Took ${Math.round((Date.now() - begun) / 1000)} s`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed > 0 ? 1 : 0

/** Types, lint, content and licences: each counts as one. */
async function checks() {
  for (const script of ['types', 'lint', 'content:check', 'licences']) {
    title(script)
    count(await npm(script), script)
  }
}

async function unit() {
  title('unit and integration tests')
  if (!(await built())) return
  const file = '.cache/unit.json'
  await rm(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await node('node_modules/vitest/vitest.mjs', 'run', ...reporters, ...rest)
  const result = await read(file)
  add('Vitest', code, {
    passed: result?.numPassedTests,
    failed: result?.numFailedTests,
    skipped: result && result.numPendingTests + result.numTodoTests,
    failures: result?.testResults.flatMap(failuresIn),
  })
}

/** Of one file of Vitest's report. */
function failuresIn({ name, status, message, assertionResults }) {
  const file = path.relative(root, name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [`${file}: ${inALine(message)}`] : []
  return failed.map(
    ({ fullName, failureMessages }) => `${file}: ${fullName}: ${failureMessages.join(' ').slice(0, 600)}`,
  )
}

/** Without the stack: that stands above, where it failed. */
function inALine(message) {
  return message.split('\n    at ')[0].replace(/\s+/g, ' ').slice(0, 400)
}

/** A sample of what `npm run prove` tries: counts as one. */
async function prove() {
  title('kill points, power cuts and disk errors')
  count(await node('tests/prove/run.mjs', all ? '--points' : '--quick'), 'prove')
}

async function e2e() {
  title('end-to-end tests')
  if (!(await built())) return
  const browser = findOrInstallBrowser(console.log)
  if (!browser) {
    return fail('No Chromium, Chrome or Edge could be found or installed: set CHROMIUM_PATH to one.')
  }
  console.log(`Browser: ${browser.path} (${browser.from})`)
  const file = '.cache/e2e.json'
  await rm(file, { force: true })
  const code = await node('node_modules/playwright/cli.js', 'test', '-c', 'tests/e2e/playwright.config.ts', ...rest)
  add('Playwright', code, await read(file))
}

/** Everything of it, on the one host where it is made; writes the trees and docs/accessibility-checks.md. */
async function accessibility() {
  Object.assign(env, { FIELDBOOK_ALL: '1', FIELDBOOK_ACCESSIBILITY: 'write' })
  rest.push('--project=loopback', 'e2e/accessibility/', 'keyboard-session')
  await e2e()
}

async function bench() {
  title('benchmarks')
  if (!(await built())) return
  count(await node('node_modules/vitest/vitest.mjs', 'bench', '--run', ...rest), 'bench')
}

/** Once a run; a failure counts as one. */
function built() {
  build ??= buildIfNeeded().then(
    () => true,
    (error) => {
      fail(`the build: ${error instanceof BuildFailed ? error.message : error}`)
      return false
    },
  )
  return build
}

function title(text) {
  console.log(`\n== ${text}`)
}

function count(code, what) {
  if (code === 0) total.passed++
  else fail(what)
}

function fail(what) {
  total.failed++
  failures.push(what)
  console.error(`Failed: ${what}`)
}

/** A tool that ends badly, or that ran nothing, has failed, whatever it counted. */
function add(tool, code, { passed = 0, failed = 0, skipped = 0, failures: told = [] } = {}) {
  total.passed += passed
  total.skipped += skipped
  total.failed += failed
  failures.push(...told)
  if (failed === 0 && (code !== 0 || passed === 0)) fail(`${tool} ended with ${code}, ${passed} passed`)
}

function npm(script) {
  // npm is a script of its own (npm.cmd on Windows); it tells those it runs where it is.
  const cli = process.env.npm_execpath
  return cli ? run(process.execPath, [cli, 'run', '--silent', script]) : run('npm', ['run', '--silent', script])
}

function node(...line) {
  return run(process.execPath, line)
}

function run(program, line) {
  return new Promise((resolve) => {
    const child = spawn(program, line, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env })
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

async function read(file) {
  try {
    return JSON.parse(await readFile(path.join(root, file), 'utf8'))
  } catch {
    return undefined
  }
}
