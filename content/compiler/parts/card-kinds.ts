/** What each kind of card takes from its item in the file. The keys that all have are in cards.ts. */
import type * as z from 'zod'
import type { Inline, Option } from '../../../shared/model/content'
import type * as schemas from '../files/schemas'
import type { Path, YamlFile } from '../files/yaml-file'
import type { Findings } from '../findings'
import { error } from '../problems'
import { compileGapsAt, compileShortTextAt } from '../text/short-text'
import type { Span } from '../text/span'
import { inlinesOf, textOf } from '../text/spans'
import type { LooseCard } from './taught-in'

export type Kind = keyof typeof schemas.cards
type Item<Name extends Kind> = z.output<(typeof schemas.cards)[Name]>
export type AnyItem = { [Name in Kind]: Item<Name> }[Kind]
type AnyCard = Omit<Item<'basic'>, 'kind' | 'front' | 'back' | 'why' | 'contrast'> & {
  why: Inline[]
  contrast?: string
}

interface Context {
  yaml: YamlFile
  path: Path
  findings: Findings
}

/** The cards an item makes: one, or siblings. `item` is undefined where it hasn't its shape; its texts are checked. */
export function cardsOf(
  kind: Kind,
  item: AnyItem | undefined,
  common: AnyCard | undefined,
  context: Context,
): LooseCard[] {
  const text = (...keys: Path) =>
    compileShortTextAt(context.yaml, [...context.path, ...keys], 'no-marks', context.findings)
  switch (kind) {
    case 'basic': {
      const sides = sidesOf(text('front'), text('back'))
      return common ? [{ ...common, ...sides, kind }] : []
    }
    case 'typed': {
      const sides = sidesOf(text('front'), text('back'))
      return common && item?.kind === kind ? [{ ...common, ...sides, kind, accept: item.accept }] : []
    }
    case 'reversed': {
      const sides = sidesOf(text('front'), text('back'))
      const back = sidesOf(text('reverse', 'front'), text('reverse', 'back'))
      if (!common) return []
      return [
        { ...common, ...sides, kind, item: common.id },
        { ...common, ...back, kind, item: common.id, id: `${common.id}-reverse` },
      ]
    }
    case 'cloze':
      return clozeCards(common, context)
    case 'multiple-choice': {
      const front = text('front')
      if (item?.kind !== kind || !common) return []
      const options = item.options.map((option, index): Option => {
        const at = (key: string) => [...context.path, 'options', index, key]
        return {
          id: option.id,
          text: text('options', index, 'text'),
          right: option.right,
          why: compileShortTextAt(context.yaml, at('why'), 'statements', context.findings),
        }
      })
      const right = options.find((option) => option.right)
      return [{ ...common, ...sidesOf(front, right?.text ?? []), kind, options }]
    }
  }
}

function clozeCards(common: AnyCard | undefined, { yaml, path, findings }: Context): LooseCard[] {
  const spans = compileGapsAt(yaml, [...path, 'text'], findings)
  const gaps = gapsIn(spans)
  const numbers = [...new Set(gaps.map(({ number }) => number))].sort((one, other) => one - other)
  const fail = (message: string) => void findings.problems.push(error(yaml.placeOf([...path, 'text']), message))
  if (numbers.length === 0) fail('has no gap: write {{1|the words to be found}}')
  else if (numbers.some((number, index) => number !== index + 1)) fail('gaps are numbered 1, 2, 3 …, none left out')
  if (!common) return []
  return numbers.map((number) => {
    const answer = gaps.filter((gap) => gap.number === number).map(({ text }) => text)
    return {
      ...common,
      ...sidesOf(inlinesOf(spans, number), [{ type: 'text', text: answer.join(' … ') }]),
      kind: 'cloze' as const,
      item: common.id,
      id: number === 1 ? common.id : `${common.id}-${number}`,
    }
  })
}

function gapsIn(spans: Span[]): (Span & { type: 'gap' })[] {
  return spans.flatMap((span) => (span.type === 'gap' ? [span] : 'children' in span ? gapsIn(span.children) : []))
}

function sidesOf(front: Inline[], back: Inline[]) {
  return { front, back, frontText: textOf(front), backText: textOf(back) }
}
