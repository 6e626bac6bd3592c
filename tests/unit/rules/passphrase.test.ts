import { expect, test } from 'vitest'
import { problemOfPassphrase } from '../../../shared/rules/passphrase'

test.each([
  ['ninechars', 'short'],
  ['aaaaaaaaaaaaaaaa', 'repeats'],
  ['abababababab', 'repeats'],
  ['1234567890', 'row'],
  ['zyxwvutsrq', 'row'],
  ['heron weir', null],
  ['blue heron over the weir', null],
  ['пароль из слов', null],
])('%s: %s', (text, problem) => {
  expect(problemOfPassphrase(text)).toBe(problem)
})
