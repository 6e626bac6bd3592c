/** The statement is whole OpenACR: schema openacr-0.1.0 and catalog 2.5-edition-wcag-2.2-508-en of GSA/openacr. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'

const root = path.resolve(import.meta.dirname, '../..')
const file = path.join(root, 'docs/accessibility-statement/fieldbook-openacr.yaml')

const contact = z.strictObject({ name: z.string(), email: z.string().min(3) })
/** "not-evaluated" is for level AAA alone. */
const level = z.enum(['supports', 'partially-supports', 'does-not-support', 'not-applicable'])
const component = z.strictObject({
  name: z.enum(['web', 'electronic-docs', 'software', 'authoring-tool', 'none']),
  adherence: z.strictObject({ level, notes: z.string().min(3) }),
})
const criterion = z.strictObject({ num: z.string(), components: z.array(component).min(1) })
const chapter = z.union([
  z.strictObject({ notes: z.string().optional(), criteria: z.array(criterion) }),
  z.strictObject({ notes: z.string(), disabled: z.literal(true) }),
])
const report = z.strictObject({
  title: z.string().endsWith('Accessibility Conformance Report'),
  catalog: z.literal('2.5-edition-wcag-2.2-508-en'),
  product: z.strictObject({ name: z.string(), version: z.string(), description: z.string() }),
  author: contact,
  vendor: contact,
  report_date: z.iso.date(),
  last_modified_date: z.iso.date(),
  version: z.int().min(1),
  notes: z.string(),
  evaluation_methods_used: z.string(),
  legal_disclaimer: z.string(),
  license: z.string(),
  chapters: z.strictObject({
    success_criteria_level_a: chapter,
    success_criteria_level_aa: chapter,
    success_criteria_level_aaa: chapter,
    functional_performance_criteria: chapter,
    hardware: chapter,
    software: chapter,
    support_documentation_and_services: chapter,
  }),
})

const wcag = ['web', 'electronic-docs', 'software', 'authoring-tool']
const wanted: Record<string, { components: string[]; criteria: string }> = {
  success_criteria_level_a: {
    components: wcag,
    criteria: `1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3
      2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.1 4.1.2`,
  },
  success_criteria_level_aa: {
    components: wcag,
    criteria: `1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8
      3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3`,
  },
  functional_performance_criteria: {
    components: ['none'],
    criteria: '302.1 302.2 302.3 302.4 302.5 302.6 302.7 302.8 302.9',
  },
  software: {
    components: ['none'],
    criteria: `502.2.1 502.2.2 502.3.1 502.3.2 502.3.3 502.3.4 502.3.5 502.3.6 502.3.7 502.3.8 502.3.9 502.3.10 502.3.11
      502.3.12 502.3.13 502.3.14 502.4 503.2 503.3 503.4.1 503.4.2 504.2 504.2.1 504.2.2 504.3 504.4`,
  },
  support_documentation_and_services: { components: ['none'], criteria: '602.2 602.3 602.4 603.2 603.3' },
}

test('the statement is valid OpenACR with every criterion of WCAG 2.2 A and AA and of Section 508', () => {
  const { chapters } = report.parse(parse(readFileSync(file, 'utf8')))
  for (const [name, { components, criteria }] of Object.entries(wanted)) {
    const rated = chapters[name as keyof typeof chapters]
    if (!('criteria' in rated)) throw new Error(`${name} is not rated`)
    expect(
      rated.criteria.map(({ num }) => num),
      name,
    ).toEqual(criteria.split(/\s+/))
    for (const one of rated.criteria)
      expect(
        one.components.map(({ name }) => name),
        one.num,
      ).toEqual(components)
  }
})

test('it is of this version, and says what no person has tested', () => {
  const { product, notes } = report.parse(parse(readFileSync(file, 'utf8')))
  expect(product.version).toBe(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version)
  for (const untested of ['NVDA', 'JAWS', 'VoiceOver', 'contrast themes of Windows', 'voice control', 'NO PERSON'])
    expect(notes).toContain(untested)
})
