/**
 * Lists the licence of every package in the lockfile and refuses those that don't fit a distributed app.
 * `node tests/support/licences.mjs` checks that docs/licences.md is up to date; with `--write` it writes it.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const compatible = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  'Unlicense',
  'CC0-1.0',
  'CC-BY-4.0',
  'BlueOak-1.0.0',
  'OFL-1.1',
  'Python-2.0',
])
const page = new URL('../../docs/licences.md', import.meta.url)

/** `MIT OR Apache-2.0` is fine when one of its choices is; `A AND B` only when both are. */
function fits(licence) {
  const words = licence.replace(/[()]/g, '')
  // Some packages write it small.
  if (/ and /i.test(words)) return words.split(/ and /i).every((part) => fits(part))
  return words.split(/ or /i).some((part) => compatible.has(part.trim()))
}

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'))
const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, about]) => ({
    name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: about.version,
    licence: about.license ?? 'not stated',
  }))
  .sort((a, b) => (a.name + a.version < b.name + b.version ? -1 : 1))

const misfits = packages.filter(({ licence }) => !fits(licence))
for (const { name, version, licence } of misfits) console.error(`${name} ${version}: ${licence} is not on the list`)

const text = `# Licences

Every package in the lockfile, made by \`node tests/support/licences.mjs --write\`. None is AGPL or GPL; MPL-2.0 ones are used
unchanged and only while building or testing.

| package | version | licence |
|---|---|---|
${packages.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`).join('\n')}
`
if (process.argv.includes('--write')) writeFileSync(page, text)
else if (readFileSync(page, 'utf8').replaceAll('\r\n', '\n') !== text) {
  console.error('docs/licences.md is out of date: run `node tests/support/licences.mjs --write`.')
  process.exitCode = 1
}
if (misfits.length > 0) process.exitCode = 1
