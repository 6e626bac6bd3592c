import type { Findable } from './matching'

/** A setting by its label on the settings screen, under which it has its address there. */
export interface ListedSetting extends Findable {
  part: string
}

const inPart = (part: string, settings: [name: string, words: string][]): ListedSetting[] =>
  settings.map(([name, words]) => ({ part, name, words }))

/** All of them; tests/e2e/search.spec.ts holds the list against the screen. */
export const settingsList: ListedSetting[] = [
  ...inPart('Appearance', [
    ['Theme', 'color colour dark light high contrast night system mode look'],
    ['Text size', 'font size larger smaller zoom big letters'],
    ['Reading font', 'typeface serif sans Public Sans Source Serif Atkinson Hyperlegible dyslexia legible'],
    ['Width of the text', 'line length column narrow wide margins'],
    ['Line spacing', 'leading line height distance between lines'],
  ]),
  ...inPart('Study', [
    ['Wanted retention', 'how likely to remember recall target desired percent'],
    ['New cards a day', 'daily limit how many new'],
    ['Reviews a day, at most', 'daily limit maximum how many'],
    ['A new day begins at', 'day start midnight hour time rollover'],
    ['Rating buttons', 'two four again hard good easy answer'],
    ['Single-key shortcuts', 'keyboard keys space'],
    ['Steps of a new card, in minutes', 'learning steps minutes'],
    ['Steps of a forgotten card, in minutes', 'relearning steps minutes lapse'],
    ['Learn ahead, in minutes', 'early minutes waiting'],
    ['Longest interval, in days', 'maximum days'],
    ['Spread cards learned together', 'fuzz random dates'],
    ['One sibling a day', 'bury siblings related cards'],
    ['Lapses that make a leech', 'threshold forgotten again'],
    ['A leech is', 'suspend mark forgotten'],
  ]),
  ...inPart('Settings', [
    ['Your own memory model', 'fsrs parameters weights optimize optimise fit schedule algorithm'],
    ['Lock', 'passphrase password encrypt encryption secret recovery key auto-lock security'],
    [
      'Data',
      'folder files where kept saved copy computer disk erase wipe delete everything lend retire laptop merge bring in another export import anki packs corrections your own words print pdf my work sync two computers',
    ],
    ['About', 'version edition license licence sources publisher'],
    ['Show the design page', 'developers parts states themes'],
  ]),
]
