import type { Counts, Library, StudyScope } from '../../../shared/model/views'

/** Which cards a review's address asks for: `?scope=all`, `?scope=cases`, `?scope=own`, `?chapter=ID`, `?objective=ID`, `?factor=ID`. */
export function scopeOf(search: string): StudyScope {
  const asked = new URLSearchParams(search)
  const chapter = asked.get('chapter')
  const objective = asked.get('objective')
  const factor = asked.get('factor')
  if (asked.get('scope') === 'cases') return { kind: 'cases' }
  if (asked.get('scope') === 'own') return { kind: 'own' }
  if (factor) return { kind: 'factor', factor }
  if (objective) return { kind: 'objective', objective }
  if (chapter) return { kind: 'chapter', chapter }
  return { kind: 'all' }
}

export function reviewPath(scope: StudyScope): string {
  return `/flashcards/review?${new URLSearchParams(askedBy(scope))}`
}

export function askedBy(scope: StudyScope): Record<string, string> {
  switch (scope.kind) {
    case 'chapter':
      return { chapter: scope.chapter }
    case 'objective':
      return { objective: scope.objective }
    case 'factor':
      return { factor: scope.factor }
    default:
      return { scope: scope.kind }
  }
}

export function scopeWords(scope: StudyScope, library: Library | undefined): string {
  if (scope.kind === 'all') return 'All cards'
  if (scope.kind === 'chapter') return library?.chapters.find(({ id }) => id === scope.chapter)?.title ?? ''
  if (scope.kind === 'cases') return 'Cases'
  if (scope.kind === 'own') return 'My cards'
  if (scope.kind === 'factor') return library?.factors.find(({ id }) => id === scope.factor)?.name ?? ''
  const objectives = library?.chapters.flatMap((chapter) => chapter.objectives) ?? []
  return objectives.find(({ id }) => id === scope.objective)?.text ?? ''
}

export const waiting = (counts: Counts): number => counts.learning + counts.due + counts.new

/** `2 in learning, 3 due, 8 new`, without what is nought. */
export function countsWords({ learning, due, new: fresh }: Counts): string {
  return [
    learning > 0 && `${learning.toLocaleString()} in learning`,
    due > 0 && `${due.toLocaleString()} due`,
    fresh > 0 && `${fresh.toLocaleString()} new`,
  ]
    .filter(Boolean)
    .join(', ')
}
