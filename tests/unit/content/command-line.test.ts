import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { main } from '../../../content/compiler/cli'
import { compilePack } from '../../../content/compiler/compile'
import { changed, type Files, soundPack } from './packs'

const runner = fileURLToPath(new URL('../../../content/compiler/run.mjs', import.meta.url))
let root: string
let pack: string
let printed: string[]
/** The pack's folder as it is printed. */
let shown: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'fieldbook-command-'))
  pack = join(root, 'packs', 'small')
  shown = pack.replaceAll('\\', '/')
  printed = []
  vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(line))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(root, { recursive: true })
})

async function write(files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(pack, path)), { recursive: true })
    await writeFile(join(pack, path), content)
  }
}

test('check prints each problem with its place, then one line of counts', async () => {
  await write(changed('cards/first.yaml', 'section: consent\n', 'section: consents\n'))
  expect(await main(root, ['check', pack])).toBe(1)
  const counts =
    '2 chapters (1 outline), 16 statements, 3 plain paragraphs, 2 entries, 2 cards, 0 scenarios; 1 error, 0 warnings'
  expect(printed).toEqual([
    expect.stringMatching(
      /\/packs\/small\/cards\/first\.yaml:4:12 error unknown section "consents" in the chapter "first"$/,
    ),
    `${shown}: ${counts}`,
  ])
})

test('check --plain lists what is marked plain', async () => {
  await write(soundPack)
  expect(await main(root, ['check', pack, '--plain'])).toBe(0)
  expect(printed).toContain(`${shown}/chapters/01-first.md:11 plain Why this matters on a shift.`)
})

test('build writes what compilePack gives', async () => {
  await write(soundPack)
  expect(await main(root, ['build', pack])).toBe(0)
  const written = JSON.parse(await readFile(join(root, 'out', 'content', 'small.json'), 'utf8'))
  expect(written).toEqual((await compilePack(pack, '2026-11-22')).pack)
})

test('build leaves the last good pack alone when there are errors', async () => {
  await write(soundPack)
  await main(root, ['build', pack])
  const file = join(root, 'out', 'content', 'small.json')
  const before = await readFile(file, 'utf8')
  await write(changed('pack.yaml', 'about:', 'abuot:'))
  expect(await main(root, ['build', pack])).toBe(1)
  expect(await readFile(file, 'utf8')).toBe(before)
})

test('an unknown command says how it is used', async () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(await main(root, ['chekc'])).toBe(2)
  expect(complaint).toHaveBeenCalledWith(expect.stringContaining('Usage'))
})

test('runs from any folder', { timeout: 30_000 }, async () => {
  await write(soundPack)
  const good = spawnSync(process.execPath, [runner, 'check', 'small'], { cwd: join(root, 'packs'), encoding: 'utf8' })
  expect(good).toMatchObject({ status: 0, stderr: '' })
  expect(good.stdout).toMatch(/^small: 2 chapters .* 0 errors, 0 warnings\n$/)
  await write(changed('pack.yaml', 'about:', 'abuot:'))
  const bad = spawnSync(process.execPath, [runner, 'check', 'small'], { cwd: join(root, 'packs'), encoding: 'utf8' })
  expect(bad.status).toBe(1)
  expect(bad.stdout).toContain('small/pack.yaml:6:1 error unknown key "abuot"')
})
