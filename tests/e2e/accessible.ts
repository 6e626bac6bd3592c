import AxeBuilder from '@axe-core/playwright'
import { type App, expect } from './app'

/**
 * Fails on anything that axe finds in the state the page is in. Legacy mode, because the usual one opens a second page to
 * sum up in, and in the stand-in a second page is a second window, which Fieldbook doesn't have.
 */
export async function expectAccessible(app: App, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: app.page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  expect(found, state).toEqual([])
}
