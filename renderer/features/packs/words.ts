import type { InstalledPackView, PackCounts, PackDoubt, PackFileView } from '../../../shared/model/packs'
import { count } from '../../ui/words'

/** `2 chapters, 1 card`; empty where there is nothing. */
export function countsWords({ chapters, entries, cards, scenarios, overlays }: PackCounts): string {
  return [
    chapters > 0 && count(chapters, 'chapter'),
    entries > 0 && count(entries, 'glossary entry', 'glossary entries'),
    cards > 0 && count(cards, 'card'),
    scenarios > 0 && count(scenarios, 'story', 'stories'),
    overlays > 0 && count(overlays, 'addition to the book', 'additions to the book'),
  ]
    .filter(Boolean)
    .join(', ')
}

export const faultWords: Record<Extract<PackFileView, { is: 'refused' }>['fault'], string> = {
  'not-a-pack': 'This is not a pack of Fieldbook, or only a part of one. Nothing was changed.',
  'too-large': 'This unpacks to more than a pack may hold, so it was not opened. Nothing was changed.',
  'newer-format': 'This pack was made with a newer version of Fieldbook, which is needed to open it.',
  'changed-after-signing':
    'This pack was changed after it was signed, so nobody can say whose words these are. It was not opened. Ask for the file again.',
}

export const doubtWords: Record<PackDoubt, { what: string; yes: string }> = {
  unsigned: {
    what: 'Nobody has signed this pack: anybody may have made or changed it.',
    yes: 'I know where it comes from',
  },
  'other-signer': {
    what: 'The pack you have was signed with another key. It may be from somebody else who calls it the same.',
    yes: 'I have checked with whoever made it that the key has changed',
  },
  'lower-version': {
    what: 'The pack you have is newer than this one.',
    yes: 'I want the older one',
  },
}

export const troubleWords: Record<NonNullable<InstalledPackView['trouble']>, string> = {
  missing: 'Not here: bring its file in again. What you learned of it is kept.',
  damaged: 'Its file is damaged. Bring the pack in again; what you learned is kept.',
  'does-not-fit': 'It does not fit this edition of the book, so nothing of it is shown. Its author has to change it:',
}
