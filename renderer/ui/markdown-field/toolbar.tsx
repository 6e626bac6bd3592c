import type { EditorView } from '@codemirror/view'
import { type KeyboardEvent, useState } from 'react'
import { isMac } from '../words'
import { markTools } from './marks'

/** One stop for Tab, walked by the arrow keys. */
export function Toolbar({ view, field }: { view: EditorView | null; field: string }) {
  const [current, setCurrent] = useState(0)
  function walk(event: KeyboardEvent<HTMLDivElement>) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const to = { Home: 0, End: markTools.length - 1 }[event.key]
    if (step === undefined && to === undefined) return
    event.preventDefault()
    const next = to ?? (current + (step ?? 0) + markTools.length) % markTools.length
    setCurrent(next)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div className="markdown-tools" role="toolbar" aria-label="Formatting" aria-controls={field} onKeyDown={walk}>
      {markTools.map(({ name, key, run }, index) => (
        <button
          key={name}
          type="button"
          className="button button-quiet"
          tabIndex={index === current ? 0 : -1}
          title={keyWords(key)}
          aria-keyshortcuts={key.replace('Mod', isMac ? 'Meta' : 'Control').replaceAll('-', '+')}
          onFocus={() => setCurrent(index)}
          // Pressed by the pointer, the selection stays where it is.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            if (!view) return
            run(view)
            view.focus()
          }}
        >
          {name}
        </button>
      ))}
    </div>
  )
}

function keyWords(key: string): string {
  const [last = '', ...modifiers] = key.split('-').reverse()
  const names = { Mod: isMac ? '⌘' : 'Ctrl', Shift: isMac ? '⇧' : 'Shift' }
  const parts = modifiers.reverse().map((name) => names[name as keyof typeof names])
  return [...parts, last.toUpperCase()].join(isMac ? '' : '+')
}
