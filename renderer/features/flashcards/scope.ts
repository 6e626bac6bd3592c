import type { Counts, Library, StudyScope } from '../../../shared/model/views'

/** Which cards a review's address asks for: `?scope=all`, `?chapter=ID` or `?objective=ID`. */
export function scopeOf(search: string): StudyScope {
  const asked = new URLSearchParams(search)
  const chapter = asked.get('chapter')
  const objective = asked.get('objective')
  if (objective) return { kind: 'objective', objective }
  if (chapter) return { kind: 'chapter', chapter }
  return { kind: 'all' }
}

export function reviewPath(scope: StudyScope): string {
  if (scope.kind === 'all') return '/flashcards/review?scope=all'
  const [key, id] = scope.kind === 'chapter' ? ['chapter', scope.chapter] : ['objective', scope.objective]
  return `/flashcards/review?${key}=${encodeURIComponent(id)}`
}

export function scopeWords(scope: StudyScope, library: Library | undefined): string {
  if (scope.kind === 'all') return 'All cards'
  if (scope.kind === 'chapter') return library?.chapters.find(({ id }) => id === scope.chapter)?.title ?? ''
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
