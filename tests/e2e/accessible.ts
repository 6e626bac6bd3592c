import AxeBuilder from '@axe-core/playwright'
import { type App, expect } from './app'

export const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** The rules that colors can break. */
export const colorRules = ['color-contrast', 'link-in-text-block']

/**
 * Fails on anything that axe finds in the state the page is in: for states that the table of all screens doesn't reach
 * (accessibility/screens.ts). Legacy mode, because the usual one opens a second page to
 * sum up in, and in the stand-in a second page is a second window, which Fieldbook doesn't have.
 */
export async function expectAccessible(app: App, state: string): Promise<void> {
  if (looked(app)) await expectNothing(axe(app).withTags(tags), state)
}

const axe = ({ page }: App) => new AxeBuilder({ page }).setLegacyMode()

/** The stand-in shows the very same page: it is looked at there in `npm run test:all` only. */
const looked = ({ host }: App) => host !== 'stand-in' || process.env.FIELDBOOK_ALL !== undefined

async function expectNothing(builder: AxeBuilder, state: string): Promise<void> {
  const { violations } = await builder.analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  expect(found, state).toEqual([])
}
