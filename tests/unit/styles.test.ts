/** Style sheets are global and stay once a screen was opened: two screens must not give one class two meanings. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const renderer = path.join(import.meta.dirname, '../../renderer')

function classesIn(folder: string): Set<string> {
  const sheets = readdirSync(path.join(renderer, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css'))
    .map((file) => readFileSync(path.join(renderer, folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''))
  return new Set(sheets.flatMap((sheet) => [...sheet.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name ?? '')))
}

test('no class belongs to two features', () => {
  const shared = new Set([...classesIn('ui'), ...classesIn('styles')])
  const owners = new Map<string, string>()
  const twice: string[] = []
  for (const feature of readdirSync(path.join(renderer, 'features')))
    for (const name of classesIn(path.join('features', feature))) {
      const owner = owners.get(name)
      if (owner && !shared.has(name)) twice.push(`.${name}: ${owner} and ${feature}`)
      owners.set(name, feature)
    }
  expect(twice).toEqual([])
})
