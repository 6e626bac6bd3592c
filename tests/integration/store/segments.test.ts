import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Low } from 'lowdb'
import { expect, test } from 'vitest'
import { type Files, nodeFiles } from '../../../electron/core/store/files'
import { Quarantine } from '../../../electron/core/store/quarantine'
import type { LogRecord } from '../../../electron/core/store/record-codec'
import { SegmentAdapter, type Tail } from '../../../electron/core/store/segment-adapter'
import { faultyFiles } from './faulty-files'
import { scratch } from './support'

async function openLog(root: string, files: Files = nodeFiles, limits = { maxRecords: 5, maxBytes: 1 << 20 }) {
  const quarantine = new Quarantine(files, root, Date.now)
  const read: LogRecord[] = []
  const each = (record: LogRecord) => read.push(record)
  const adapter = new SegmentAdapter({
    files,
    root,
    folder: 'log',
    format: 'fieldbook-log',
    quarantine,
    known: [],
    through: 0,
    each,
    ...limits,
  })
  const log = new Low<Tail>(adapter, { tail: [] })
  await log.read()
  await adapter.prepare()
  return { adapter, log, read }
}
const records = (from: number, to: number): LogRecord[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ n: from + i, json: `{"value":${from + i}}` }))
const names = (root: string) => readdirSync(join(root, 'log')).sort()

test('only what is new is appended, however often it is written', async () => {
  const root = scratch()
  const { adapter, log } = await openLog(root)
  log.data = { tail: records(1, 2) }
  await log.write()
  await log.write()
  await log.update((data) => data.tail.push(...records(3, 3)))
  log.data = { tail: records(4, 4) }
  await Promise.all([log.write(), log.write(), log.write()])
  await adapter.close()
  const again = await openLog(root)
  expect(again.read).toEqual(records(1, 4))
  await again.adapter.close()
})

test('a segment is left when it is full, by records or by bytes', async () => {
  const root = scratch()
  const first = await openLog(root)
  first.log.data = { tail: records(1, 12) }
  await first.log.write()
  expect(names(root)).toEqual(['000001.log', '000002.log', '000003.log'])
  expect(first.adapter.segments).toMatchObject([
    { first: 1, last: 5, records: 5 },
    { first: 6, last: 10, records: 5 },
    { first: 11, last: 12, records: 2 },
  ])
  await first.adapter.close()
  const second = await openLog(root, nodeFiles, { maxRecords: 1000, maxBytes: 150 })
  expect(second.read).toEqual(records(1, 12))
  for (let n = 13; n <= 20; n++) {
    second.log.data = { tail: records(n, n) }
    await second.log.write()
  }
  expect(names(root).length).toBeGreaterThan(4)
  for (const name of names(root)) expect(readFileSync(join(root, 'log', name)).length).toBeLessThan(250)
  await second.adapter.close()
})

test('callers that arrive during a flush share the next one', async () => {
  let writes = 0
  const files = faultyFiles(({ call, path }) => {
    if (call === 'write' && path.includes('/log/')) writes++
    return undefined
  })
  const root = scratch()
  const { adapter, log } = await openLog(root, files, { maxRecords: 10_000, maxBytes: 1 << 20 })
  writes = 0
  const waiting: Promise<void>[] = []
  for (const record of records(1, 1000)) {
    log.data.tail.push(record)
    waiting.push(log.write())
  }
  await Promise.all(waiting)
  expect(writes).toBeLessThanOrEqual(2)
  expect(adapter.last).toBe(1000)
  await adapter.close()
})

test('a failure at the change of segments keeps what was durable before it', async () => {
  const root = scratch()
  let failing = true
  const files = faultyFiles(({ call, path }) =>
    failing && path.includes('000002') && call === 'sync' ? 'EIO' : undefined,
  )
  const { adapter, log } = await openLog(root, files)
  log.data = { tail: records(1, 8) }
  await expect(log.write()).rejects.toThrow()
  expect(adapter.last).toBe(5)
  expect(names(root)).toEqual(['000001.log'])
  failing = false
  await log.write()
  expect(adapter.last).toBe(8)
  await adapter.close()
  const again = await openLog(root)
  expect(again.read).toEqual(records(1, 8))
  await again.adapter.close()
})

test('a log folder that is a file is an error, not a new log', async () => {
  const root = scratch()
  mkdirSync(join(root, 'log'))
  mkdirSync(join(root, 'log/000001.log'))
  await expect(openLog(root)).rejects.toThrow()
})
