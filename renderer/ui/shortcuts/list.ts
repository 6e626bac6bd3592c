/**
 * Every shortcut there is, by screen. The handlers of reviews, practice and of the whole app take their keys from here;
 * the others are held to it by tests/unit/shortcuts.test.ts. A single key works only where single keys are switched on.
 */
import { type CommandName, commands } from '../../../shared/model/commands'

export interface Shortcut {
  /** Each of them does it. `–` between two stands for all in between. */
  keys: readonly string[]
  does: string
}
export interface ShortcutGroup {
  title: string
  /** Single keys that Settings can switch off. */
  single?: true
  /** The file below renderer/ that hears the keys. */
  heardIn: string
  shortcuts: readonly Shortcut[]
}

export const commandWords: Record<CommandName, string> = {
  search: 'search everything',
  undo: 'undo the last step of study or notes',
  redo: 'do it again',
  back: 'back to where you were',
  forward: 'forward again',
  today: 'go to Today',
  chapters: 'go to Chapters',
  flashcards: 'go to Flashcards',
  glossary: 'go to Glossary',
  notes: 'go to Notes',
  progress: 'go to Progress',
  settings: 'go to Settings',
  shortcuts: 'this list',
  print: 'print',
  history: 'the last steps of study and notes',
  lock: 'lock, where a passphrase is set',
  'copy-link': 'copy a link to this place, for a note',
  help: 'where to report, where to get help',
  about: 'about Fieldbook',
}

/** Keys of a review by what they do. */
export const reviewKeys = {
  choose: { keys: ['1', '–', '9'], does: 'choose an option' },
  reveal: { keys: ['Space', 'Enter'], does: 'show the answer; check a case' },
  rate: { keys: ['1', '–', '4'], does: 'rate Again, Hard, Good, Easy' },
  take: { keys: ['Space', 'Enter'], does: 'give the marked rating; Space gives Good if none is' },
  undo: { keys: ['U'], does: 'undo the last step' },
  bury: { keys: ['B'], does: 'bury: put the card off until tomorrow' },
  suspend: { keys: ['S'], does: 'suspend: not shown until you bring it back' },
  flag: { keys: ['F'], does: 'set the next flag, 1 to 4, then none' },
  note: { keys: ['N'], does: 'write a note on this card' },
  edit: { keys: ['E'], does: 'edit a card of your own; of the book’s, make your own version' },
  info: { keys: ['I'], does: 'about this card' },
  passage: { keys: ['O'], does: 'open the passage it comes from' },
  pause: { keys: ['P'], does: 'pause; go on' },
  help: { keys: ['?'], does: 'this help' },
  end: { keys: ['Escape'], does: 'end the session' },
} satisfies Record<string, Shortcut>

export const practiceKeys = {
  choose: { keys: ['1', '–', '9'], does: 'choose an option' },
  reveal: { keys: ['Space', 'Enter'], does: 'show the answer; check a case' },
  missed: { keys: ['1'], does: 'say that you didn’t know it' },
  knew: { keys: ['2'], does: 'say that you knew it' },
  take: { keys: ['Space', 'Enter'], does: 'take the marked one; you knew it if none is' },
  back: { keys: ['U'], does: 'back to the card before' },
  info: { keys: ['I'], does: 'about this card' },
  passage: { keys: ['O'], does: 'open the passage it comes from' },
  help: { keys: ['?'], does: 'this help' },
  end: { keys: ['Escape'], does: 'end the practice' },
} satisfies Record<string, Shortcut>

/** The single key that opens the page of shortcuts, where no review has it for its own help. */
export const helpKey = '?'

const listOf = (keys: Record<string, Shortcut>): Shortcut[] => Object.values(keys)

/** @param ownWindow keys that a browser keeps for itself are told of only in a window of our own. */
export function shortcutGroups({ mac, ownWindow }: { mac: boolean; ownWindow: boolean }): ShortcutGroup[] {
  const everywhere = (Object.keys(commands) as CommandName[]).flatMap((name): Shortcut[] => {
    const keys = commands[name][mac ? 'mac' : 'other']
    return keys.length === 0 || (commands[name].ownWindow && !ownWindow) ? [] : [{ keys, does: commandWords[name] }]
  })
  return [
    {
      title: 'Everywhere',
      heardIn: 'ui/commands.ts',
      shortcuts: [
        ...everywhere,
        { keys: ['Mod++'], does: 'larger, all of it' },
        { keys: ['Mod+-'], does: 'smaller' },
        { keys: ['Mod+0'], does: 'its usual size' },
      ],
    },
    {
      title: 'Everywhere but in a review',
      single: true,
      heardIn: 'ui/commands.ts',
      shortcuts: [{ keys: [helpKey], does: commandWords.shortcuts }],
    },
    {
      title: 'In a review',
      single: true,
      heardIn: 'features/flashcards/review-keys.ts',
      shortcuts: listOf(reviewKeys),
    },
    {
      title: 'In practice',
      single: true,
      heardIn: 'features/practice/practice-keys.ts',
      shortcuts: listOf(practiceKeys),
    },
    {
      title: 'In a chapter',
      heardIn: 'features/chapters/turning.ts',
      shortcuts: [{ keys: ['Alt+PageDown', 'Alt+PageUp'], does: 'the next chapter, the one before' }],
    },
    {
      title: 'In the table of cards',
      heardIn: 'features/browse/card-table.tsx',
      shortcuts: [
        { keys: ['ArrowUp', 'ArrowDown'], does: 'the row above, below; with Shift, select along' },
        { keys: ['PageUp', 'PageDown'], does: 'a screenful up, down' },
        { keys: ['Home', 'End'], does: 'the first row, the last' },
        { keys: ['Space'], does: 'select; with Shift, all rows up to here' },
        { keys: ['Enter'], does: 'open the card' },
      ],
    },
    {
      title: 'In the list of notes',
      heardIn: 'features/notes/notes.tsx',
      shortcuts: [
        { keys: ['ArrowUp', 'ArrowDown'], does: 'from the search field down the list and back' },
        { keys: ['Escape'], does: 'leave the open note' },
      ],
    },
    {
      title: 'In the glossary',
      heardIn: 'features/glossary/glossary.tsx',
      shortcuts: [{ keys: ['ArrowUp', 'ArrowDown'], does: 'from the search field down the list and back' }],
    },
    {
      title: 'On the map',
      heardIn: 'features/map/picture.tsx',
      shortcuts: [
        {
          keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
          does: 'walk along the connections; with Shift, move the picture',
        },
        { keys: ['Enter'], does: 'open the entry' },
        { keys: ['Space'], does: 'put it in the middle' },
        { keys: ['+'], does: 'closer' },
        { keys: ['-'], does: 'farther' },
        { keys: ['0'], does: 'the whole map' },
      ],
    },
    {
      title: 'In Search',
      heardIn: 'features/search/lines.ts',
      shortcuts: [
        { keys: ['ArrowUp', 'ArrowDown'], does: 'choose a line' },
        { keys: ['PageUp', 'PageDown'], does: 'the group before, the next' },
        { keys: ['Home', 'End'], does: 'the first line, the last' },
        { keys: ['Enter'], does: 'open it' },
        { keys: ['Escape'], does: 'close' },
      ],
    },
    {
      title: 'Writing a note',
      heardIn: 'ui/markdown-field/marks.ts',
      shortcuts: [
        { keys: ['Mod+B'], does: 'bold' },
        { keys: ['Mod+I'], does: 'italic' },
        { keys: ['Mod+Shift+H'], does: 'heading' },
        { keys: ['Mod+Shift+8'], does: 'list' },
        { keys: ['Mod+Shift+K'], does: 'link to a place in the book' },
      ],
    },
    {
      title: 'Writing a card',
      heardIn: 'features/own-cards/card-editor.tsx',
      shortcuts: [
        { keys: ['Mod+Enter'], does: 'save it' },
        { keys: ['Mod+Shift+Enter'], does: 'save it and begin another' },
      ],
    },
    {
      title: 'Writing your own words over the book’s',
      heardIn: 'features/corrections/editor.tsx',
      shortcuts: [{ keys: ['Mod+Enter'], does: 'save them' }],
    },
    {
      title: 'Writing a text with gaps',
      heardIn: 'features/own-cards/kind-fields.tsx',
      shortcuts: [{ keys: ['Mod+Shift+C'], does: 'make a gap of the selected words' }],
    },
  ]
}
