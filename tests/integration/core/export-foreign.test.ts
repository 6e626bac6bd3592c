/** Another program takes what leaves Fieldbook: Mnemosyne's importer of Anki's packages, where it is here; `npm run test:all` fetches it. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { openCore, type TestCore } from '../../support/core'
import { exported } from '../../support/exports'
import { findMnemosyne, type Mnemosyne } from '../../support/mnemosyne/find'
import { basic, cloze, plain, uuid } from '../../support/own-cards'

const run = promisify(execFile)

interface Imported {
  guid: string
  fields: Record<string, string>
  question: string
  type: string
  tags: string[]
  grade: number
  /** UTC s. */
  next: number
  last: number
  reviews: number
}

async function imported(bytes: Uint8Array, { python, library }: Mnemosyne): Promise<Imported[]> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'fieldbook-mnemosyne-'))
  onTestFinished(() => rm(scratch, { recursive: true, force: true }))
  const file = path.join(scratch, 'cards.apkg')
  await writeFile(file, bytes)
  const driver = path.join(import.meta.dirname, '..', '..', 'support', 'mnemosyne', 'import.py')
  const { stdout } = await run(python, [driver, file, library, path.join(scratch, 'data')], {
    maxBuffer: 64 * 1024 ** 2,
  })
  return JSON.parse(
    stdout
      .split('\n')
      .find((line) => line.startsWith('RESULT '))
      ?.slice(7) ?? '',
  )
}

const whole = process.env.FIELDBOOK_ALL !== undefined

test('Mnemosyne imports our package: cards, tags, decks, dates', { timeout: 120_000 }, async ({ skip }) => {
  const mnemosyne = await findMnemosyne({ fetch: whole })
  if (typeof mnemosyne === 'string') {
    console.log(`Left out: Mnemosyne's importer was not asked, since ${mnemosyne}.`)
    return skip()
  }
  const core: TestCore = await openCore()
  const { call } = core
  const save = (n: number, text: Parameters<typeof call.ownCards.save>[0]['text']) =>
    call.ownCards.save({ card: uuid(n), base: 0, text })
  await save(1, basic('Who & what?', 'A <b>'))
  await save(2, { ...plain, kind: 'reversed', front: 'Front', back: 'Back' })
  await save(3, cloze('The {{border}} is {{crossed::verb}}'))
  const learnt = await core.rateNext('easy')
  const { record } = await call.study.card({ card: learnt })
  const { bytes } = await exported(core, { format: 'anki', cards: { kind: 'all' }, progress: true })

  const cards = await imported(bytes, mnemosyne)
  expect(cards).toHaveLength(8 + 1 + 2 + 2)
  const of = (guid: string) => cards.filter((card) => card.guid === `fieldbook:${guid}`)
  expect(of('jtfa-law')).toHaveLength(1)
  expect(of('jtfa-law')[0]).toMatchObject({
    type: 'Fieldbook Basic',
    tags: ['Fieldbook::Chapter 02 The response to smuggling', 'Fieldbook::chapter::response-to-smuggling'],
    grade: -1,
  })
  expect(of(uuid(1))[0]?.fields).toMatchObject({ 0: 'Who &amp; what?', 1: 'A &lt;b&gt;' })
  expect(
    of(uuid(3))
      .map(({ question }) => question.replace(/<style>.*?<\/style>/s, ''))
      .sort(),
  ).toEqual([expect.stringContaining('[...]'), expect.stringContaining('[verb]')])
  const [first] = cards.filter(({ grade }) => grade === 4)
  expect(first?.guid).toBe(`fieldbook:${learnt.replace('own:', '')}`)
  // It counts days from the first instant of the collection, 04:00 local.
  const days = record?.memory.scheduledDays ?? 0
  expect(first).toMatchObject({ reviews: 1, next: Date.parse('2026-06-08T08:00:00Z') / 1000 + days * 86_400 })
})
