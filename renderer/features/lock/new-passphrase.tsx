import { useState } from 'react'
import { type PassphraseProblem, problemOfPassphrase } from '../../../shared/rules/passphrase'
import { PassphraseField } from './passphrase-field'

const problemWords: Record<PassphraseProblem, string> = {
  short: 'Use at least 10 characters.',
  repeats: 'Use more different characters.',
  row: 'Not characters in a row.',
}

/** What is typed for a new passphrase, twice. `problem` is empty when it can be used. */
export function useNewPassphrase() {
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [made, setMade] = useState(false)
  const found = problemOfPassphrase(first)
  const problem = found ? problemWords[found] : first === second ? '' : 'The two are not the same.'
  return { first, second, made, problem, setFirst, setSecond, setMade }
}

/** `tried`: what is wrong is said only once somebody wanted to go on. */
export function NewPassphrase(props: {
  state: ReturnType<typeof useNewPassphrase>
  tried: boolean
  autoFocus?: boolean
}) {
  const { first, second, made, problem, setFirst, setSecond, setMade } = props.state
  const tooWeak = problemOfPassphrase(first)
  return (
    <>
      <PassphraseField
        key={`first ${made}`}
        label="New passphrase"
        value={first}
        change={setFirst}
        autoComplete="new-password"
        shown={made}
        autoFocus={Boolean(props.autoFocus) && !made}
        hint="At least 10 characters: a few words that don’t belong together are easy to keep and hard to guess. Your agency’s rules may also ask for capitals, digits and signs, as CJIS Security Policy 5.10.1.2.2 does."
        wrong={props.tried && tooWeak ? problem : ''}
      />
      <PassphraseField
        key={`second ${made}`}
        label="The same again"
        value={second}
        change={setSecond}
        autoComplete="new-password"
        shown={made}
        wrong={props.tried && !tooWeak ? problem : ''}
      />
      <p>
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            const one = madePassphrase()
            setFirst(one)
            setSecond(one)
            setMade(true)
          }}
        >
          Make one for me
        </button>
      </p>
      {made && (
        <p role="status" className="small">
          Both fields hold a passphrase drawn at random. Write it down before you go on.
        </p>
      )}
    </>
  )
}

const letters = 'abcdefghjkmnpqrstvwxyz23456789'
/** Four times five random letters and digits without look-alikes: 98 bits. */
function madePassphrase(): string {
  const drawn: string[] = []
  while (drawn.length < 20) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    // Else the first letters would come more often.
    if (byte < 256 - (256 % letters.length)) drawn.push(letters[byte % letters.length] ?? '')
  }
  return drawn.join('').replace(/.{5}(?!$)/g, '$&-')
}
