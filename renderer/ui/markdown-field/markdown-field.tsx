import { autocompletion, closeCompletion, completionKeymap } from '@codemirror/autocomplete'
import { history, historyKeymap, standardKeymap } from '@codemirror/commands'
import { markdownKeymap, markdownLanguage } from '@codemirror/lang-markdown'
import { LanguageSupport, syntaxHighlighting } from '@codemirror/language'
import { EditorState, Prec, type Transaction } from '@codemirror/state'
import { EditorView, highlightSpecialChars, keymap, tooltips } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { useEffect, useRef, useState } from 'react'
import { fromClipboard } from './from-clipboard'
import { completeLinks } from './link-completion'
import { noteKeys } from './marks'
import type { PlainFieldProps } from './plain-field'
import { Toolbar } from './toolbar'
import './markdown-field.css'

/** A Markdown field by CodeMirror: keys and a toolbar for the marks, its own undo, Tab leaves it. */
export function MarkdownField(props: PlainFieldProps & { selection: { from: number; to: number } | null }) {
  const place = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  latest.current = props
  const [view, setView] = useState<EditorView | null>(null)

  useEffect(() => {
    if (!place.current) return
    const { id, labelledBy, describedBy, initial, most, selection, autoFocus } = latest.current
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: initial(),
        extensions: [
          EditorView.cspNonce.of(styleNonce()),
          history(),
          new LanguageSupport(markdownLanguage),
          syntaxHighlighting(classHighlighter),
          highlightSpecialChars(),
          EditorView.lineWrapping,
          EditorView.perLineTextDirection.of(true),
          EditorView.contentAttributes.of({
            id,
            'aria-labelledby': labelledBy,
            'aria-describedby': describedBy,
            // Focusable as it is, but not every checker knows that of editable text.
            tabindex: '0',
            spellcheck: 'true',
            autocapitalize: 'sentences',
          }),
          autocompletion({ override: [completeLinks], icons: false }),
          tooltips({ position: 'absolute' }),
          // Escape closes the list of suggestions and, pressed again, the editor around it.
          Prec.highest(keymap.of([{ key: 'Escape', run: closeCompletion, stopPropagation: true }])),
          keymap.of([...noteKeys, ...completionKeymap, ...markdownKeymap, ...historyKeymap, ...standardKeymap]),
          EditorState.transactionFilter.of((change) => {
            if (!isTooLong(change, most)) return change
            queueMicrotask(() => latest.current.refused(change.newDoc.length))
            return []
          }),
          EditorView.updateListener.of(({ docChanged, state: { doc } }) => {
            if (!docChanged) return
            let text: string | undefined
            latest.current.changed(() => {
              text ??= doc.toString()
              return text
            }, doc.length)
          }),
          EditorView.domEventHandlers({
            blur: () => latest.current.left(),
            paste: (event, view) => {
              const pasted = event.clipboardData && fromClipboard(event.clipboardData)
              if (!pasted) return false
              event.preventDefault()
              view.dispatch(view.state.replaceSelection(pasted), { userEvent: 'input.paste', scrollIntoView: true })
              return true
            },
          }),
        ],
      }),
    })
    // Whoever opens a note goes on writing it; whoever was in the plain field stays where they were.
    const end = made.state.doc.length
    if (selection) {
      made.dispatch({ selection: { anchor: Math.min(selection.from, end), head: Math.min(selection.to, end) } })
      made.focus()
    } else if (autoFocus) {
      made.dispatch({ selection: { anchor: end }, scrollIntoView: true })
      made.focus()
    }
    setView(made)
    return () => made.destroy()
  }, [])

  return (
    <div className="markdown-field">
      <Toolbar view={view} field={props.id} />
      <div ref={place} className="markdown-field-text" />
    </div>
  )
}

function isTooLong({ docChanged, newDoc, startState }: Transaction, most: number): boolean {
  return docChanged && newDoc.length > most && newDoc.length > startState.doc.length
}

/** CodeMirror's own rules stand in a `<style>` element, which the page lets in by this response's nonce. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
