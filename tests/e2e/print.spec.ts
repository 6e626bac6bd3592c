/** Handouts, as the PDFs that Chromium's printing makes of them. */
import type { Page } from 'playwright/test'
import { hasPoppler, type PdfWord, pdfPages, pdfWords } from '../support/pdf'
import { expectAccessible } from './accessible'
import { type App, expect, test } from './app'

test.beforeAll(() => {
  if (!hasPoppler) console.log('print.spec: no pdftotext here, so the words of the PDFs are not looked at')
})

const sizes = { 'US Letter': [215.9, 279.4], A4: [210, 297] } as const
const ready = (page: Page) => expect(page.getByRole('status').filter({ hasText: /^Page 1 of \d+$/ })).toBeVisible()
const print = (page: Page) => page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })
const wordsOf = (words: readonly PdfWord[]) => words.map(({ text }) => text).join(' ')

async function open(app: App, query: string): Promise<number> {
  await app.page.goto(`${app.origin}/print${query}`)
  return pagesShown(app.page)
}
async function pagesShown(page: Page): Promise<number> {
  await ready(page)
  return Number(await page.locator('.print-viewer').getAttribute('data-pages'))
}

/** The smallest text on paper, points, but for small print and the numbers of notes. */
async function smallestText(page: Page): Promise<number> {
  await page.emulateMedia({ media: 'print' })
  const smallest = await page.locator('.print-strip').evaluate((strip) => {
    const walker = document.createTreeWalker(strip, NodeFilter.SHOW_TEXT)
    let least = Number.POSITIVE_INFINITY
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement
      if (!parent || !walker.currentNode.textContent?.trim() || !parent.checkVisibility()) continue
      if (parent.closest('.handout-colophon, .cut-place, .cut-foot, .paper-note, .visually-hidden')) continue
      least = Math.min(least, Number.parseFloat(getComputedStyle(parent).fontSize) * 0.75)
    }
    return least
  })
  await page.emulateMedia({ media: null })
  return smallest
}

test('cards come out of the printer with each back behind its front, on both papers', async ({ app }) => {
  test.setTimeout(60_000)
  for (const [paper, sides, orientation] of [
    ['US Letter', 'long-edge', 'portrait'],
    ['A4', 'short-edge', 'portrait'],
    ['US Letter', 'long-edge', 'landscape'],
  ] as const) {
    await open(app, `?what=cards&chapter=the-distinction&sides=${sides}&orientation=${orientation}`)
    const { page } = app
    await page.getByRole('radio', { name: paper }).check()
    const upright = orientation === 'portrait'
    const [width, height] = upright ? sizes[paper] : (sizes[paper].toReversed() as [number, number])
    await expect
      .poll(() =>
        page
          .locator('.cut-side')
          .first()
          .evaluate((side) => side.clientWidth),
      )
      .toBe(Math.round((width / 25.4) * 96))
    const shown = await pagesShown(page)
    expect(shown % 2).toBe(0)
    expect(await smallestText(page)).toBeGreaterThanOrEqual(12)
    const faces = await page.locator('.cut-side').evaluateAll((all) =>
      all.map((side) => {
        const edge = side.getBoundingClientRect()
        const scale = edge.width / (side.clientWidth / (96 / 25.4))
        return [...side.querySelectorAll<HTMLElement>('.cut-face')].map((face) => {
          const box = face.getBoundingClientRect()
          const text = face.querySelector<HTMLElement>('.cut-text')
          return {
            card: text?.dataset.card ?? '',
            words: text?.innerText ?? '',
            centered: text?.querySelectorAll('.cut-options, .cut-why, .cut-classes').length === 0,
            textEnd: ((text?.getBoundingClientRect().bottom ?? 0) - edge.top) / scale,
            x: (box.left - edge.left) / scale,
            y: (box.top - edge.top) / scale,
            width: box.width / scale,
            height: box.height / scale,
          }
        })
      }),
    )
    const cards = faces.flatMap((side) => side.map(({ card }) => card))
    expect(new Set(cards).size).toBeGreaterThan(20)
    expect(cards).toHaveLength(2 * new Set(cards).size)

    const pdf = await print(page)
    const pages = pdfPages(pdf)
    expect(pages).toHaveLength(shown)
    for (const one of pages) {
      expect(Math.abs(one.width - width)).toBeLessThan(0.5)
      expect(Math.abs(one.height - height)).toBeLessThan(0.5)
    }
    if (!hasPoppler) continue
    const words = await pdfWords(pdf)
    for (const some of words) expect(some.length, 'no page is empty').toBeGreaterThan(3)
    /** Middle of what is printed on each centered card, by card: fronts and then backs. */
    const middles: Map<string, number>[] = [new Map(), new Map()]
    for (const [at, side] of faces.entries())
      for (const face of side) {
        const inside = (words[at] ?? []).filter(
          ({ x, y }) => x >= face.x && x < face.x + face.width && y >= face.y && y < face.y + face.height,
        )
        const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
        expect(letters(wordsOf(inside)), `page ${at + 1}`).toContain(letters(face.words).slice(0, 12))
        expect(Math.max(...inside.map((word) => word.x + word.width))).toBeLessThan(face.x + face.width)
        if (!face.centered) continue
        const lines = inside.filter(({ y }) => y < face.textEnd - 2)
        const middle =
          (Math.min(...lines.map(({ x }) => x)) + Math.max(...lines.map((word) => word.x + word.width))) / 2
        expect(Math.abs(middle - face.x - face.width / 2), `${face.words} on page ${at + 1}`).toBeLessThan(1)
        middles[at % 2]?.set(face.card, middle)
      }
    const both = [...(middles[0] ?? [])].flatMap(([card, front]) => {
      const back = middles[1]?.get(card)
      return back === undefined ? [] : [{ front, behind: (sides === 'long-edge') === upright ? width - back : back }]
    })
    expect(both.length).toBeGreaterThan(10)
    for (const { front, behind } of both) expect(Math.abs(front - behind)).toBeLessThan(1)
  }
})

test('a chapter, the glossary and the distinctions are printed as the preview shows them', async ({ app }) => {
  test.setTimeout(60_000)
  const { page } = app
  for (const [query, title, orientation] of [
    ['?chapter=the-distinction', 'The distinction', 'portrait'],
    ['?what=glossary&kind=agency&orientation=landscape', 'Glossary', 'landscape'],
    ['?what=distinctions', 'Smuggling or trafficking', 'portrait'],
  ] as const) {
    const shown = await open(app, query)
    await expect(page.getByRole('heading', { level: 2, name: title })).toBeAttached()
    expect(await smallestText(page), query).toBeGreaterThanOrEqual(12)
    const pdf = await print(page)
    const pages = pdfPages(pdf)
    expect(pages, query).toHaveLength(shown)
    expect(pages[0]?.width, query).toBeCloseTo(orientation === 'portrait' ? 215.9 : 279.4, 0)
    const raw = pdf.toString('latin1')
    for (const part of [/\/MarkInfo\s*<<[^>]*\/Marked true/, /\/StructTreeRoot/, /\/Outlines/])
      expect(part.test(raw), `${query}: ${part}`).toBe(true)
    if (!hasPoppler) continue
    const words = (await pdfWords(pdf)).map(wordsOf)
    expect(words[0]).not.toContain('Choose')
    expect(words[1]).toContain(title) // the running title
    expect(words[1]).toContain(`2 of ${shown}`)
    // So the last page isn't empty either.
    expect(words.at(-1)).toMatch(/edition [0-9a-f]{16}/)
    expect(words.join(' ')).toContain('Notes')
  }
  await expectAccessible(app, 'printing the distinctions')

  await open(app, '?chapter=the-distinction')
  await page.getByText(/^Sections: all/).click()
  await page.getByRole('checkbox').first().check()
  await expect(page.getByText(/^Sections: 1 of/)).toBeVisible()
  const less = pagesShown(page)
  expect(await less).toBeLessThan(14)
})

test('a question sheet comes with its key on other pages, and again by its seed', async ({ app }) => {
  test.setTimeout(60_000)
  const { page } = app
  const query = '?what=questions&forms=2&count=6&seed=42'
  await open(app, query)
  const stories = await page.locator('.handout-questions:not(.handout-key)').allInnerTexts()
  expect(stories).toHaveLength(2)
  expect(stories[0]).not.toBe(stories[1])
  await open(app, query)
  expect(await page.locator('.handout-questions:not(.handout-key)').allInnerTexts()).toEqual(stories)
  await page.getByRole('textbox', { name: 'Seed' }).fill('43')
  await expect.poll(() => page.locator('.handout-questions:not(.handout-key)').allInnerTexts()).not.toEqual(stories)

  await open(app, query)
  const pdf = await print(page)
  if (hasPoppler) {
    const pages = (await pdfWords(pdf)).map(wordsOf)
    const key = pages.findIndex((words) => words.includes('Key to questions A'))
    expect(key).toBeGreaterThan(1)
    expect(pages.slice(0, key).join(' ')).not.toMatch(/Key to|Also right/)
    expect(pages[0]).toContain('Seed 42')
    expect(pages[key]).toContain('Seed 42')
    expect(pages.findIndex((words) => words.includes('Questions B'))).toBeLessThan(key)
  }

  await expect(page.getByRole('note').filter({ hasText: 'Whoever has seen this sheet' })).toHaveCount(0)
  await page.getByLabel('Test', { exact: true }).selectOption('transfer')
  await expect(page.getByRole('note').filter({ hasText: 'Whoever has seen this sheet' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'Transfer test A', exact: true })).toBeAttached()
})

test('what Browse finds, and notes with what they hang on, are printed from where they are', async ({ app }) => {
  const { page } = app
  await page.goto(`${app.origin}/chapters/the-distinction`)
  await page
    .getByRole('button', { name: /^Note on/ })
    .first()
    .click()
  await page.getByRole('textbox', { name: 'Note on this paragraph' }).fill('Ask who **holds** the papers.')
  await expect(page.locator('.block-side').getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await page.goto(`${app.origin}/notes`)
  await page.getByRole('link', { name: 'Print notes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Print' })).toBeFocused()
  expect(await pagesShown(page)).toBe(1)
  await expect(page.locator('.handout-note')).toContainText('On: Chapter 2')
  await expect(page.locator('.handout-note strong')).toHaveText('holds')

  await page.goto(`${app.origin}/flashcards/browse?q=kind:typed`)
  await page.getByRole('link', { name: 'Print these cards' }).click()
  await ready(page)
  await expect(page.getByRole('status').filter({ hasText: '18 cards' })).toBeVisible()
  await page.getByLabel('Printed on').selectOption('fold')
  await expect.poll(() => pagesShown(page)).toBe(5)
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('Page 2 of 5')).toBeVisible()
  await expectAccessible(app, 'printing cards')
})
