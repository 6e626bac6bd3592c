import { Fragment } from 'react'
import { isMac } from '../words'
import { keyWords } from './keys'
import './key-combination.css'

/** The ways to type one shortcut, as the keyboard in front of the reader names them. */
export function KeyCombination({ keys }: { keys: readonly string[] }) {
  return keys.map((key, index) =>
    key === '–' ? (
      ' – '
    ) : (
      <Fragment key={key}>
        {index > 0 && keys[index - 1] !== '–' && ' '}
        <span className="key-combination">
          {keyWords(key, isMac).map((part) => (
            <kbd key={part}>{part}</kbd>
          ))}
        </span>
      </Fragment>
    ),
  )
}
