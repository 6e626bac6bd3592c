/** Own cards of every kind, for property tests of what leaves and comes back. */
import fc from 'fast-check'
import type { OwnCardText } from '../../shared/model/own-card'
import { problemsOf } from '../../shared/rules/own-cards'

/** What a format could take for its own: delimiters, quotation marks, ends of lines, formulas, headers, markup. */
const signs = [...'abc DEé,;\t|:"\'\n#=+-@*_()[]{}<>&\\/%1', 'ü', 'u\u0308', 'ש', '中', '👩‍👩‍👧', '\u200b', '\u2028']
const said = (most: number) =>
  fc
    .string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: most })
    .filter((text) => text.trim() === text && text !== '')
const line = (most: number) => said(most).filter((text) => !/[\n\u2028]/.test(text))
/** Of a cloze text: nothing that would begin or end a deletion. */
const unbraced = said(16)
  .map((text) => text.replace(/[{}:]/g, '').trim())
  .filter((text) => text !== '')
const tag = fc.constantFrom('law', 'law::state', 'a,b', 'größe', '中文')

const common = fc.record({
  note: fc.oneof(fc.constant(''), said(40)),
  factors: fc.constantFrom<string[]>([], ['consent'], ['consent', 'border']),
  place: fc.constant(null),
  tags: fc.option(fc.uniqueArray(tag, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  deck: fc.constantFrom<string | undefined>(undefined, 'County::Law', 'Größe, "quoted"; and more'),
})
const kinds = fc.oneof(
  fc.record({ kind: fc.constantFrom('basic' as const, 'reversed' as const), front: said(60), back: said(60) }),
  fc.record({
    kind: fc.constant('typed' as const),
    front: said(30),
    back: line(20),
    accept: fc.uniqueArray(line(12), { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('cloze' as const),
    text: fc
      .tuple(unbraced, unbraced, unbraced, unbraced)
      .map(([one, two, three, four]) => `${one} {{${two}}} ${three} {{${four}::hint}}`),
  }),
  fc.record({
    kind: fc.constant('multiple-choice' as const),
    front: said(30),
    options: fc
      .uniqueArray(line(14), { minLength: 2, maxLength: 4 })
      .map((texts) => texts.map((text, at) => ({ text, right: at === texts.length - 1 }))),
  }),
)

export const anyOwnCard: fc.Arbitrary<OwnCardText> = fc
  .tuple(common, kinds)
  .map(([rest, kind]) => JSON.parse(JSON.stringify({ ...rest, ...kind })) as OwnCardText)
  .filter((text) => problemsOf(text).length === 0)
