import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Library } from '../../../shared/model/views'
import { browsePath } from './address'

/** The fields of the search, each with what it takes; every example is a link that searches for it. */
export function SearchHelp({ library }: { library: Library | undefined }) {
  return (
    <details className="browse-help">
      <summary>What can be searched for</summary>
      <p>
        Words are looked for in the question, the options and the answer; a field narrows it down. All of it must hold.{' '}
        <code>-</code> before a part turns it round, and <code>"two words"</code> keeps words together.
      </p>
      <dl>
        <Field name="State">
          {['new', 'learning', 'review', 'due', 'suspended', 'buried', 'flagged', 'leech'].map((state) => (
            <Example key={state} search={`state:${state}`} />
          ))}
        </Field>
        <Field name="Kind">
          {['basic', 'reversed', 'cloze', 'typed', 'multiple-choice', 'classification'].map((kind) => (
            <Example key={kind} search={`kind:${kind}`} />
          ))}
        </Field>
        <Field name="Made by">
          <Example search="is:own" words="you" />
          <Example search="is:book" words="the book" />
        </Field>
        <Field name="Tags and decks of your own cards">
          <Example search="tag:law" words="and what is below it" />
          <Example search="deck:Border::Terms" />
          <Example search="is:own tag:none" />
        </Field>
        <Field name="Days until it is due">
          <Example search="due:<7" />
          <Example search="due:<0" words="late" />
        </Field>
        <Field name="Numbers">
          <Example search="stability:>30" words="in days" />
          <Example search="difficulty:>=7" words="1 to 10" />
          <Example search="lapses:>2" />
          <Example search="flag:1" words="1 to 4" />
        </Field>
        {library && (
          <>
            <Field name="Factor">
              {library.factors.map(({ id }) => (
                <Example key={id} search={`factor:${id}`} />
              ))}
            </Field>
            <Field name="Class">
              {library.classes.map(({ id }) => (
                <Example key={id} search={`class:${id}`} />
              ))}
            </Field>
            <Field name="Chapter">
              {library.chapters.map(({ id }) => (
                <Example key={id} search={`chapter:${id}`} />
              ))}
            </Field>
          </>
        )}
        <Field name="Together">
          <Example search="state:review factor:consent due:<7 stability:>30" />
          <Example search="debt -state:suspended" words="not suspended" />
        </Field>
      </dl>
    </details>
  )
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Example({ search, words }: { search: string; words?: string }) {
  return (
    <span>
      <Link href={browsePath({ search })}>
        <code>{search}</code>
      </Link>
      {words && <span className="faint"> {words}</span>}
    </span>
  )
}
