/** What the columns of a table hold, by their names or, where they have none, by their order. */
import { type ColumnRole, columnRoles } from '../../../../shared/model/text-import'

const called: Record<string, ColumnRole> = {
  ...{
    front: 'front',
    question: 'front',
    term: 'front',
    prompt: 'front',
    word: 'front',
    text: 'front',
    cloze: 'front',
  },
  ...{ back: 'back', answer: 'back', definition: 'back', meaning: 'back', translation: 'back', response: 'back' },
  ...{
    note: 'note',
    notes: 'note',
    extra: 'note',
    explanation: 'note',
    comment: 'note',
    'back extra': 'note',
    why: 'note',
  },
  ...{ tags: 'tags', tag: 'tags', labels: 'tags', deck: 'deck', category: 'deck', topic: 'deck' },
  ...{ kind: 'kind', type: 'kind', notetype: 'kind', 'note type': 'kind' },
  ...{ accept: 'accept', accepted: 'accept', 'accepted answers': 'accept', synonyms: 'accept' },
  ...{ options: 'options', choices: 'options', distractors: 'options', 'wrong answers': 'options' },
  ...{ guid: 'guid', id: 'guid' },
}

export function roleCalled(name: string): ColumnRole | null {
  const plain = name.trim().toLowerCase().replace(/[_-]+/g, ' ')
  if (Object.hasOwn(called, plain)) return called[plain] as ColumnRole
  return /^(option|choice|distractor|wrong answer) ?[a-h1-8]$/.test(plain) ? 'options' : null
}

/** The first row names the columns if it names one that we know, and none twice. */
export function isHeader(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const roles = cells.map(roleCalled)
  return (
    (roles.includes('front') || roles.includes('back')) &&
    names.every((name) => name !== '') &&
    new Set(names).size === names.length
  )
}

/** Each role once, but `options`; front and back are the first two that nothing else is known of. */
export function rolesOf(
  names: readonly string[],
  count: number,
  declared: ReadonlyMap<number, ColumnRole>,
): ColumnRole[] {
  const taken = new Set<ColumnRole>(declared.values())
  const roles: (ColumnRole | null)[] = Array.from({ length: count }, (_, index) => {
    const known = declared.get(index)
    if (known) return known
    const role = roleCalled(names[index] ?? '')
    if (role === null || (taken.has(role) && role !== 'options')) return null
    taken.add(role)
    return role
  })
  for (const wanted of ['front', 'back'] as const) {
    if (taken.has(wanted)) continue
    const free = roles.findIndex((role, index) => role === null && (names[index] ?? '').trim() === '')
    const at = free >= 0 ? free : roles.indexOf(null)
    if (at >= 0) roles[at] = wanted
  }
  return roles.map((role) => role ?? 'ignored')
}

export const isRole = (role: string): role is ColumnRole => (columnRoles as readonly string[]).includes(role)
