/** What the compiler says, in words for somebody who fills in a form. */
import type { FieldProblem } from './form'
import type { At } from './items'

const plain: [RegExp, string | ((...found: string[]) => string)][] = [
  [/^"[\w-]+" (?:is missing|must not be empty|has no value)$/, 'Still to be written.'],
  [/^(?:has no text|this text has no words)|^the section ".*" has no text$/, 'Still to be written.'],
  [/^"facts" must name at least one/, 'Say where this is written.'],
  [/^a section heading without words/, 'Still to be written.'],
  [/^"date" must be a date/, 'Write a date: 2026-05-01, 2026-05 or 2026.'],
  [/^"since" must be a date/, 'Write a date: 2021-06-10, 2021-06 or 2021.'],
  [/^unknown (?:glossary )?entry|^"to" must be an id/, 'Choose an entry: this one is not in the pack or the book.'],
  [/^unknown card/, 'Choose another card: this one is not in the pack or the book.'],
  [/^"contrast" must be mutual/, 'The other card names another look-alike. Choose it again, and both name each other.'],
  [/names (?:something|a factor) twice$/, 'The same is named twice: take one out.'],
  [/can't be related to itself$/, 'An entry has no connection to itself.'],
  [/^"asOf" must be a date/, 'Write a date: 2026-05-01.'],
  [/^"version" must be/, 'Write three numbers, such as 1.0.0.'],
  [/^"url" must be/, 'Write an address that begins with https://.'],
  [
    /takes no braces: it is shown as it stands|^no braces here|takes no braces/,
    'Take the braces { } out: here words stand as they are.',
  ],
  [/^statement without a fact id: (.+) \(.*\)$/, (words) => `Say below where this is written: ${words}`],
  [/^unknown fact "?([^"]+)"?/, (id) => `The mark ${id} stands for no place. Choose one below, or take it out.`],
  [
    /^no paragraph of/,
    'Nothing in the section where this stands rests on that place. Choose the section of this pack that says it, or a place that the section rests on.',
  ],
  [/^has no gap/, 'Select the words that are to be found, and press “Make a gap”.'],
  [/^gaps are numbered/, 'The gaps must be numbered 1, 2, 3 …, none left out.'],
  [
    /^has (\d+) words; a story has (\d+) to (\d+)$/,
    (now, least, most) => `It has ${now} words; a story has ${least} to ${most}.`,
  ],
  [/^must say why not "([^"]+)"$/, (id) => `Say why it is not: ${id.replaceAll('-', ' ')}.`],
  [/^must say what decides on "([^"]+)"/, (id) => `Tick “It decides” for the fact in which the two differ (${id}).`],
  [/^"factors" must have at least one that decides/, 'Tick “It decides” for at least one.'],
  [
    /^the two stories must differ in class/,
    'Both stories are the same kind of case now: the fact that differs must change it.',
  ],
  [/^a story with a victim needs/, 'Say below what comes first for the person.'],
  [/^must be one of the wrong classes|^"tempting" /, 'Choose one of the wrong answers.'],
  [/^"next" must ask at least one thing/, 'Write at least one thing to ask.'],
  [/^asks in the same words as the card/, 'Another card of this pack asks in the same words.'],
  [/^raw HTML is not allowed/, 'Write plain words: no < and >.'],
  [/^code is not allowed/, 'A line begins with four spaces: take them out.'],
  [/^no headings here|^headings are ##/, 'No headings inside this text: take out the # at the beginning of the line.'],
  [/^"options" must be three to five/, 'There must be three to five answers.'],
]
const open =
  /is missing$|must not be empty$|has no text|has no value$|no words|without words|must ask at least one thing|names at least|must say why not|must name at least one/

/** `around`: the place in the thing that the line belongs to. */
export function fieldProblem(around: At, message: string): FieldProblem {
  // What isn't there has no line: the one of the thing around it is given.
  const missing = /^"([\w-]+)" is missing$/.exec(message)?.[1]
  const at = missing === undefined ? around : [...around.slice(0, -1), missing]
  const isOpen = open.test(message)
  // A card that rests on nothing is mended where all say what they rest on; a pair is one thing to whoever writes it.
  const place = at[0] === 'facts' || at[0] === 'objectives' ? (at[0] === 'facts' ? ['facts'] : ['objectives', 0]) : at
  for (const [pattern, words] of plain) {
    const found = pattern.exec(message)
    if (found) return { at: place, isOpen, words: typeof words === 'string' ? words : words(...found.slice(1)) }
  }
  const words = message.replace(/^"[\w-]+" /, 'This ')
  return { at: place, isOpen, words: `${words[0]?.toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}` }
}
