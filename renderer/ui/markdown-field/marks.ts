/** What the toolbar and its keys do to the Markdown of a selection. */
import { startCompletion } from '@codemirror/autocomplete'
import { type ChangeSpec, EditorSelection, type EditorState, type Line } from '@codemirror/state'
import type { Command, EditorView, KeyBinding } from '@codemirror/view'

export interface MarkTool {
  name: string
  /** As CodeMirror writes it. */
  key: string
  run: Command
}

/** Puts a mark around the selection (or where the cursor is), or takes it off again. */
function around(mark: string): Command {
  const length = mark.length
  return ({ state, dispatch }) => {
    const change = state.changeByRange(({ from, to }) => {
      const { doc } = state
      const outside = doc.sliceString(from - length, from) === mark && doc.sliceString(to, to + length) === mark
      // Of `**bold**` a single star is no italics.
      const isLonger =
        length === 1 && doc.sliceString(from - 2, from) === mark + mark && doc.sliceString(from - 3, from - 2) !== mark
      if (outside && !isLonger) {
        const changes = [
          { from: from - length, to: from },
          { from: to, to: to + length },
        ]
        return { changes, range: EditorSelection.range(from - length, to - length) }
      }
      // Written up to the mark's end, the same key goes on behind it.
      const isEnd = from === to && doc.sliceString(to, to + length) === mark
      if (isEnd && !(length === 1 && doc.sliceString(to, to + 2) === '**'))
        return { range: EditorSelection.cursor(to + length) }
      const changes = [
        { from, insert: mark },
        { from: to, insert: mark },
      ]
      return { changes, range: EditorSelection.range(from + length, to + length) }
    })
    dispatch(state.update(change, { userEvent: 'input', scrollIntoView: true }))
    return true
  }
}

function selectedLines(state: EditorState): Line[] {
  const lines = new Map<number, Line>()
  for (const { from, to } of state.selection.ranges)
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at)
      lines.set(line.number, line)
      at = line.to + 1
    }
  return [...lines.values()]
}

/** Begins the selected lines with a mark, or takes it off them when all have it. */
function before(mark: string, has: RegExp, other = has): Command {
  return ({ state, dispatch }) => {
    const lines = selectedLines(state)
    const all = lines.every(({ text }) => has.test(text))
    const changes = lines.flatMap(({ from, text }): ChangeSpec[] => {
      if (!all && has.test(text)) return []
      const to = from + (other.exec(text)?.[0].length ?? 0)
      return [{ from, to, insert: all ? '' : mark }]
    })
    const set = state.changes(changes)
    // A cursor at the beginning of its line goes on behind the mark.
    const selection = state.selection.map(set, 1)
    dispatch(state.update({ changes: set, selection, userEvent: 'input', scrollIntoView: true }))
    return true
  }
}

/** Begins a link to a place in the book: what is selected is looked for. */
function linkToPlace(view: EditorView): boolean {
  const { state } = view
  view.dispatch(
    state.changeByRange(({ from, to }) => ({
      changes: { from, insert: '[[' },
      range: EditorSelection.cursor(to + 2),
    })),
    { userEvent: 'input', scrollIntoView: true },
  )
  startCompletion(view)
  return true
}

export const markTools: MarkTool[] = [
  { name: 'Bold', key: 'Mod-b', run: around('**') },
  { name: 'Italic', key: 'Mod-i', run: around('*') },
  { name: 'Heading', key: 'Mod-Shift-h', run: before('## ', /^#{1,6} /) },
  { name: 'List', key: 'Mod-Shift-8', run: before('- ', /^[-*+] /, /^([-*+]|\d+[.)]) /) },
  { name: 'Link', key: 'Mod-Shift-k', run: linkToPlace },
]

export const noteKeys: KeyBinding[] = markTools.map(({ key, run }) => ({ key, run, preventDefault: true }))
