/** Pictures of own cards, handed out to the page: pictures only, whatever lies in the folder. */
import { hash, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { png } from '../../support/anki-package'
import { codeOf, openCore } from '../../support/core'

const sha = 'ab'.repeat(32)

test('a picture with its type, by its bytes and not by a name; anything else isn’t found', async () => {
  const { call, folder } = await openCore()
  const put = async (bytes: Uint8Array, sha = hash('sha256', bytes)) => {
    await mkdir(path.join(folder, 'media'), { recursive: true })
    await writeFile(path.join(folder, 'media', sha), bytes)
    return sha
  }
  expect(await codeOf(call.media.get({ sha }))).toBe('NOT_FOUND')
  const picture = { type: 'image/png', data: Buffer.from(png).toString('base64') }
  expect(await call.media.get({ sha: await put(png) })).toEqual(picture)
  // Its name says that it should be another.
  expect(await codeOf(call.media.get({ sha: await put(png, sha) }))).toBe('NOT_FOUND')
  const large = Buffer.concat([png, Buffer.alloc(10 * 1024 ** 2)])
  for (const other of [Buffer.from('<svg onload="alert(1)"/>'), Buffer.from('GIF88a'), new Uint8Array(), large])
    expect(await codeOf(call.media.get({ sha: await put(other) }))).toBe('NOT_FOUND')
})

test.each(['../state.json', 'AB'.repeat(32), `${sha}.png`, ''])('%j is no name of a picture', async (name) => {
  const { call } = await openCore()
  expect(await codeOf(call.media.get({ sha: name }))).toBe('BAD_REQUEST')
})

test('a card with markup is kept, asked and found as its words', async () => {
  const { call } = await openCore()
  const card = randomUUID()
  const text = { note: '', factors: [], place: null, markup: true as const, kind: 'cloze' as const }
  const saved = await call.ownCards.save({
    card,
    base: 0,
    text: { ...text, text: `**The {{c3::*House*}}**\n![seal](media:${sha}.png)` },
  })
  expect(saved.text.markup).toBe(true)
  expect(saved.cards).toEqual([`own:${card}:2`])
  const { card: asked } = await call.study.card({ card: `own:${card}:2` })
  expect(asked.front).toEqual([
    { type: 'strong', children: [{ type: 'text', text: 'The ' }, { type: 'gap' }] },
    { type: 'break' },
    { type: 'image', media: `${sha}.png`, alt: 'seal' },
  ])
  expect([asked.frontText, asked.backText]).toEqual(['The […] seal', 'House'])
})
