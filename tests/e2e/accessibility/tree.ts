/** The accessibility tree of a state as text under version control. `npm run accessibility` writes it. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator } from 'playwright/test'
import { root } from '../../support/hosts'
import type { App } from '../app'
import type { State } from './screens'

const folder = path.join(root, 'tests/e2e/accessibility/trees')
const longest = 120
const writes = process.env.FIELDBOOK_ACCESSIBILITY === 'write'

/** The first lines that differ from the file; nothing when it is the same. */
export async function compareTree(app: App, { name: state, shuffled = false }: State, of: Locator): Promise<string[]> {
  const file = path.join(folder, `${state.replaceAll(/[^\w]+/g, '-').toLowerCase()}.yml`)
  if (writes) {
    await mkdir(folder, { recursive: true })
    await writeFile(file, await settledTree(app, of, shuffled))
    return []
  }
  const kept = await readFile(file, 'utf8').catch(() => '')
  // What comes a moment later than the rest is waited for.
  for (const until = Date.now() + 3000; Date.now() < until; await of.page().evaluate(() => window.look.settled()))
    if ((await treeOf(app, of, shuffled)) === kept) return []
  return [`its tree is another than in ${path.basename(file)}${firstDifference(kept, await treeOf(app, of, shuffled))}`]
}

/** The tree once half a second has not changed it. */
async function settledTree(app: App, of: Locator, shuffled: boolean): Promise<string> {
  let before = ''
  let now = await treeOf(app, of, shuffled)
  while (before !== now) {
    await of.page().evaluate(() => new Promise((done) => setTimeout(done, 500)))
    before = now
    now = await treeOf(app, of, shuffled)
  }
  return now
}

/** Without addresses, times of day and what is this machine's own; long texts are cut. */
async function treeOf(app: App, of: Locator, shuffled: boolean): Promise<string> {
  const tree = await of.ariaSnapshot()
  const lines = tree
    .replaceAll(app.dataFolder, '…')
    .replaceAll(/\d{1,2}:\d{2}( [AP]M)?/g, '…')
    .replaceAll(/Node [\d.]+/g, 'Node …')
    .replaceAll(/\b[0-9a-f]{12}\b/g, '…')
    .split('\n')
    .filter((line) => !/^\s*- \/url:/.test(line))
  if (shuffled) lines.sort()
  return `${lines.map((line) => (line.length > longest ? `${line.slice(0, longest)}…` : line)).join('\n')}\n`
}

function firstDifference(kept: string, now: string): string {
  const [before, after] = [kept.split('\n'), now.split('\n')]
  const at = before.findIndex((line, n) => line !== after[n])
  return `:\n    was: ${before[at]?.trim()}\n    is:  ${after[at]?.trim()}`
}
