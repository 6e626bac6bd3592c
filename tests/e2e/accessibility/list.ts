/** The thirty checks, and where each is made. */
export const checks = {
  A1: { what: 'axe: WCAG 2.0 to 2.2 A and AA and best practices; what it can’t tell is triaged' },
  A2: { what: 'Tab reaches every control, once for each composite; nothing is for the pointer alone' },
  A3: { what: 'No trap: Tab goes round both ways, Escape closes whatever is above' },
  A4: { what: 'What was opened gives the focus back when it closes' },
  A5: { what: 'The focus has a ring of at least 2 px and 3:1' },
  A6: { what: 'What has the focus is never wholly covered' },
  A7: { what: 'The order of the focus is the order of reading' },
  A8: { what: 'The whole study by keyboard: chapter, note, cards, case, print' },
  A9: { what: 'Names and roles: the tree of each screen and state is under version control' },
  A10: { what: 'What is revealed is announced, for each kind of card' },
  A11: { what: 'A hidden answer is not in the page' },
  A12: { what: 'A new screen has its title, and the focus goes to it' },
  A13: { what: 'At 320 × 256 nothing scrolls sideways but tables, which take the focus' },
  A14: { what: 'At 200 % and 400 % zoom everything is still reached by Tab' },
  A15: { what: 'With wider spacing of text nothing is cut off' },
  A16: { what: 'Targets are at least 24 × 24 px' },
  A17: { what: 'Contrast of text, controls and marks, in every theme' },
  A18: { what: 'Forced colors: edges and drawings stay, what is chosen is not told by color' },
  A19: { what: 'With reduced motion nothing moves' },
  A20: { what: 'A wish for more contrast gives the theme of high contrast' },
  A21: { what: 'Nothing is told by color alone; the two classes differ for every color vision' },
  A22: { what: 'Whatever can be dragged can be done without dragging' },
  A23: { what: 'Single-key shortcuts can be switched off, and rest while one types' },
  A24: { what: 'Nothing runs out of time' },
  A25: { what: 'The lock: pasting, showing the passphrase, no puzzle' },
  A26: { what: 'Print: a tagged PDF with language and title, in reading order' },
  A27: { what: 'The language of the page and of foreign words' },
  A28: { what: 'Content: order of headings, names of links, heads of tables, reading grade, short forms' },
  A29: { what: 'What is exported is accessible', not: 'there is no export yet' },
  A30: { what: 'Larger text of the system and small screens lose nothing' },
} as const satisfies Record<string, { what: string; not?: string }>
export type Check = keyof typeof checks

/** Made elsewhere than in the walk through all screens: how they are called in the table. */
export const elsewhere: Partial<Record<Check, string>> = {
  A8: 'a session by keyboard and a journey, `keyboard-session.spec.ts`, `wishes.spec.ts`',
  A10: 'each kind of card, `keyboard-session.spec.ts`',
  A11: 'each kind of card, `keyboard-session.spec.ts`',
  A17: 'all pairs of colors, `tests/unit/themes.test.ts`, and A1 in each theme',
  A25: 'the lock screen, `lock.spec.ts`',
  A28: 'all content, `npm run content:check`',
}
