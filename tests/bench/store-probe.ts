/** A process of its own, so that nothing is warm and memory is what this alone takes: prints milliseconds and RSS added. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openStore } from '../../electron/core/store/store'

const [folder = '', task = ''] = process.argv.slice(2)
const before = process.memoryUsage.rss()
const began = performance.now()
const kept: unknown[] = []

if (task === 'parse')
  for (const name of readdirSync(join(folder, 'log')))
    for (const line of readFileSync(join(folder, 'log', name), 'utf8').split('\n'))
      if (line !== '') kept.push(JSON.parse(line.slice(line.indexOf('{'))))
if (task === 'open') kept.push(await openStore({ folder }))
if (task === 'history') {
  const store = await openStore({ folder })
  for await (const operation of store.operations()) kept.push(operation)
}
const ms = performance.now() - began
console.log(JSON.stringify({ ms, rss: process.memoryUsage.rss() - before, kept: kept.length }))
process.exit(0)
