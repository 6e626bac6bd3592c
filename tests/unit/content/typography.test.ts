import { expect, test } from 'vitest'
import { typographic } from '../../../content/compiler/text/typography'

test.each([
  ['He said, "I paid for it." Then he left.', 'He said, “I paid for it.” Then he left.'],
  ['"Yes" is not the end', '“Yes” is not the end'],
  ["the victim's own words; agencies' duties", 'the victim’s own words; agencies’ duties'],
  ['a \'mule\' and ("so called")', 'a ‘mule’ and (“so called”)'],
  ['"\'Over on arrival\'" is a rule of thumb', '“‘Over on arrival’” is a rule of thumb'],
  ['the CNSI calls it "Operational Sentinel"', 'the CNSI calls it “Operational Sentinel”'],
  ['it says "{{1|may}}" and "{{2|must|a verb}}"', 'it says “{{1|may}}” and “{{2|must|a verb}}”'],
  ['', ''],
])('%s', (typed, set) => {
  expect(typographic(typed)).toBe(set)
})

test('a mark after words in bold closes what they stood in', () => {
  // Text after **bold** begins with the mark.
  expect(typographic('" it said')).toBe('” it said')
})
