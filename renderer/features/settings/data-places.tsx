import { Link } from 'wouter'
import './data-places.css'

const places: readonly (readonly [name: string, path: string, about: string])[] = [
  ['Backups', '/settings/backups', 'Made by themselves; restore one, copy them to a stick, check your data.'],
  ['Import', '/settings/import', 'Cards from Anki, from a table or from another Fieldbook.'],
  ['Export', '/settings/export', 'Cards for Anki, tables, notes, or everything as a file.'],
  [
    'Bring in work from another copy',
    '/settings/merge',
    'For study on two computers; nothing is lost or counted twice.',
  ],
  ['Packs', '/settings/packs', 'What adds to the book: your state’s law, whom to call here. Make your own.'],
  [
    'Your words in the book',
    '/settings/corrections',
    'What you put right in it; first what the book has changed since.',
  ],
  ['Print', '/print', 'Chapters, cards to cut out, question sheets, notes; or save them as PDF.'],
  ['Remove for good', '/settings/remove', 'Takes words that must not be kept out of history and backups too.'],
  ['Lend or retire this laptop', '/settings/erase', 'Erases all of your work on it.'],
]

/** Everything that can be done with the learner's data as a whole. */
export function DataPlaces() {
  return (
    <dl className="data-places">
      {places.map(([name, path, about]) => (
        <div key={path}>
          <dt>
            <Link href={path}>{name}</Link>
          </dt>
          <dd>{about}</dd>
        </div>
      ))}
    </dl>
  )
}
