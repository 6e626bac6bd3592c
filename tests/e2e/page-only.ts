/**
 * Specs of the page alone: it is the same built page on every host, and the calls it makes are tested on each by the
 * others. The stand-in runs them in `npm run test:all`, so that `npm test` stays under its 12 minutes.
 */
export const pageOnly = [
  'accessibility',
  'browse',
  'card-kinds',
  'confusion',
  'exports',
  'flashcards',
  'glossary',
  'highlights',
  'import',
  'keyboard-session',
  'map',
  'note-editor',
  'own-cards',
  'pictures',
  'plan',
  'practice',
  'print',
  'progress',
  'queue',
  'reading',
  'search',
  'settings',
  'shell',
]
/** Only in `npm run test:all`, on any host: what they look at changes seldom, and a part of it is tested elsewhere too. */
export const longOnly = ['wishes']
