/** What the keys and buttons of a note's field do to its Markdown. */
import { EditorSelection, EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markTools } from '../../renderer/ui/markdown-field/marks'

/** `|` stands at the two ends of the selection, or once where the cursor is. */
function press(name: string, shown: string, times = 1): string {
  const [before = '', inside = '', after] = shown.split('|')
  const text = after === undefined ? before + inside : before + inside + after
  const head = after === undefined ? before.length : before.length + inside.length
  let state = EditorState.create({ doc: text, selection: EditorSelection.single(before.length, head) })
  const run = markTools.find((tool) => tool.name === name)?.run
  for (let n = 0; n < times; n += 1) {
    const view = { state, dispatch: (change: { state: EditorState }) => (state = change.state) }
    run?.(view as unknown as EditorView)
  }
  const { from, to } = state.selection.main
  const doc = state.doc.toString()
  return from === to
    ? `${doc.slice(0, from)}|${doc.slice(from)}`
    : `${doc.slice(0, from)}|${doc.slice(from, to)}|${doc.slice(to)}`
}

test.each([
  ['Bold', 'a |word| b', 'a **|word|** b'],
  ['Bold', 'a **|word|** b', 'a |word| b'],
  ['Bold', 'a |', 'a **|**'],
  ['Bold', 'a **word|**', 'a **word**|'],
  ['Italic', 'a |word| b', 'a *|word|* b'],
  ['Italic', 'a **|word|** b', 'a ***|word|*** b'],
  ['Italic', 'a ***|word|*** b', 'a **|word|** b'],
  ['Italic', 'a *word|*', 'a *word*|'],
  ['Heading', 'one\ntw|o', 'one\n## tw|o'],
  ['Heading', '# o|ne', 'o|ne'],
  ['List', '|', '- |'],
  ['List', '|one\ntwo|', '- |one\n- two|'],
  ['List', '|- one\n* two|', '|one\ntwo|'],
  ['List', '|- one\ntwo|', '|- one\n- two|'],
  ['List', '1. |one', '- |one'],
])('%s on %j makes %j', (name, before, after) => {
  expect(press(name, before)).toBe(after)
})

test('pressed twice, a mark is gone again', () => {
  const words = fc.stringMatching(/^[a-z ]{0,8}$/)
  fc.assert(
    fc.property(
      fc.constantFrom('Bold', 'Italic', 'Heading', 'List'),
      ...([words, fc.stringMatching(/^[a-z]{1,8}$/), words] as const),
      (name, before, inside, after) => {
        const shown = `${before}|${inside}|${after}`
        expect(press(name, shown, 2)).toBe(shown)
      },
    ),
  )
})
