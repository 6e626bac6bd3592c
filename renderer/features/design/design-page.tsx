import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Page } from '../../ui/page'
import { contrast } from './contrast'
import { Buttons, Cards, Charts, Choices, Fields, Marks, Opened, Said, Tables, Text, TypeScale } from './specimens'
import { showStatesByClass } from './states'
import './design.css'

const themes = {
  light: 'Light',
  dark: 'Dark',
  'high-contrast': 'High contrast',
  'high-contrast-dark': 'High contrast, dark',
}

/** For developers: every shared part in every state, in all themes side by side. Switched on in Settings. */
export function DesignPage() {
  useEffect(showStatesByClass, [])
  return (
    <Page title="Design" className="design-page" lead="Every shared part in every state, in all themes.">
      <Part title="Type">{() => <TypeScale />}</Part>
      <Part title="Colors">{(theme) => <Colors key={theme} />}</Part>
      <Part title="Spacing">{() => <Spacing />}</Part>
      <Part title="Buttons and links">{() => <Buttons />}</Part>
      <Part title="Fields">{(theme) => <Fields theme={theme} />}</Part>
      <Part title="Choices">{(theme) => <Choices theme={theme} />}</Part>
      <Part title="Text, sources, call-outs">{() => <Text />}</Part>
      <Part title="Marks, keys, tags">{() => <Marks />}</Part>
      <Part title="Said to the person">{() => <Said />}</Part>
      <Part title="Cards">{() => <Cards />}</Part>
      <Part title="Opened over the page">{() => <Opened />}</Part>
      <Part title="Tables">{() => <Tables />}</Part>
      <Part title="Charts">{(theme) => <Charts theme={theme} />}</Part>
    </Page>
  )
}

function Part({ title, children }: { title: string; children: (theme: string) => ReactNode }) {
  return (
    <section className="design-part" aria-label={title}>
      <h2>{title}</h2>
      <div className="design-themes">
        {Object.entries(themes).map(([theme, name]) => (
          <div key={theme} className="design-theme" data-theme={theme}>
            <p className="label">{name}</p>
            {children(theme)}
          </div>
        ))}
      </div>
    </section>
  )
}

const inks = [
  'ink',
  'ink-soft',
  'ink-faint',
  'accent',
  'accent-hover',
  'danger',
  'smuggling',
  'trafficking',
  'rule-strong',
  'smuggling-fill',
  'trafficking-fill',
]
const papers = ['paper', 'paper-raised', 'paper-sunk', 'accent-soft', 'danger-soft', 'mark', 'rule']

/** What is written and drawn with, and its contrast to paper as it is on the screen just now. */
function Colors() {
  const list = useRef<HTMLUListElement>(null)
  const [values, setValues] = useState<Record<string, string>>({})
  useLayoutEffect(() => {
    if (!list.current) return
    const style = getComputedStyle(list.current)
    setValues(Object.fromEntries([...inks, 'paper'].map((name) => [name, style.getPropertyValue(`--${name}`).trim()])))
  }, [])
  const figure = (name: string) => contrast(values[name] ?? '', values.paper ?? '')
  return (
    <>
      <ul ref={list} className="design-colors plain-list">
        {inks.map((name) => (
          <li key={name}>
            <span className="design-swatch" style={{ background: `var(--${name})` }} />
            {name}
            <span className="figures">
              {Number.isNaN(figure(name))
                ? ''
                : `${figure(name).toLocaleString(undefined, { maximumFractionDigits: 1 })} : 1`}
            </span>
          </li>
        ))}
      </ul>
      <ul className="design-colors plain-list">
        {papers.map((name) => (
          <li key={name}>
            <span className="design-swatch" style={{ background: `var(--${name})` }} />
            {name}
          </li>
        ))}
      </ul>
    </>
  )
}

function Spacing() {
  return (
    <ul className="design-spaces plain-list">
      {[1, 2, 3, 4, 5, 6, 7, 8].map((step) => (
        <li key={step}>
          <span style={{ width: `var(--space-${step})` }} /> space-{step}
        </li>
      ))}
    </ul>
  )
}
