/** What a thing begins as: what can be known is filled in, and the rest is still to be written. */
import { localDay } from '../../../../shared/rules/past-date'
import { type Item, type ItemKind, idFor, likelyMark, type Texts, withNew } from './items'
import type { Value } from './list-text'

/** What things may stand in: the book's first chapter, classes and factors where the pack has nothing of its own. */
export interface Surroundings {
  chapters: { id: string; sections: { id: string }[]; objectives: { id: string }[] }[]
  classes: { id: string }[]
  factors: { id: string }[]
}

export function begun(kind: ItemKind, texts: Texts, items: readonly Item[], around: Surroundings) {
  const mark = likelyMark(texts, items)
  return withNew(texts, kind, fresh(kind, texts, items, around), kind === 'source' ? '' : mark)
}

function fresh(kind: ItemKind, texts: Texts, items: readonly Item[], around: Surroundings): Value {
  const id = idFor(kind, texts)
  const day = localDay(Date.now())
  const section = { id: idFor('section', texts), title: '', text: '' }
  switch (kind) {
    case 'about':
      return {}
    case 'source':
      return { id, kind: 'reference', title: '', publisher: '', date: '' }
    case 'chapter':
      return {
        ...{ id, title: '', summary: '', status: 'outline' },
        objectives: [{ id: idFor('objective', texts), text: '' }],
        sections: [section],
      }
    case 'overlay': {
      const [first] = around.chapters
      return { id, title: '', chapter: first?.id ?? '', section: first?.sections.at(-1)?.id ?? '', text: '' }
    }
    case 'help':
      return {
        title: 'Where to get help here',
        summary: 'Whom to call in our area.',
        asOf: day,
        sections: [{ ...section, id: idFor('contacts', texts), title: 'Whom to call here' }],
      }
    case 'entry':
      return { id, kind: 'unit', name: '', response: 'both', summary: '', asOf: day }
    case 'card':
      return { id, kind: 'basic', ...placeFor(items, around), front: '', back: '', why: '', facts: [] }
    case 'story':
      return {
        id,
        ...placeFor(items, around),
        factor: around.factors[0]?.id ?? '',
        differs: '',
        stories: ['a', 'b'].map((letter, index) => storyOf(`${id}-${letter}`, index, around)),
      }
  }
}

/** Where the pack itself says something, for that is what one asks about. */
function placeFor(items: readonly Item[], { chapters }: Surroundings) {
  const own = items.findLast(({ kind }) => kind === 'chapter')?.value as unknown as
    | Surroundings['chapters'][0]
    | undefined
  const added = items.findLast(({ kind, value }) => kind === 'overlay' && value.section !== undefined)?.value
  const inBook = chapters.find(({ id }) => id === added?.chapter) ?? chapters[0]
  const chapter = own ?? inBook
  const section = own ? own.sections[0]?.id : (added?.section ?? inBook?.sections[0]?.id)
  return {
    chapter: chapter?.id ?? '',
    section: section ?? '',
    objectives: chapter?.objectives.slice(0, 1).map(({ id }) => id) ?? [],
  }
}

function storyOf(id: string, index: number, { classes, factors }: Surroundings): Value {
  const right = classes[index]?.id ?? ''
  const others = classes.filter((one) => one.id !== right).map((one) => one.id)
  return {
    ...{ id, title: '', story: '', class: right },
    factors: [{ factor: factors[0]?.id ?? '', decides: true, says: '' }],
    wrong: Object.fromEntries(others.map((one) => [one, ''])),
    tempting: others[0] ?? '',
    ...{ protection: '', next: [''], takeaway: '' },
  }
}
