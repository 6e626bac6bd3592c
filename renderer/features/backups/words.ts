import type { Backup, BackupHolds } from '../../../shared/model/backup'
import { count } from '../../ui/words'

export const reasonWords: Record<Backup['reason'], string> = {
  automatic: 'By itself',
  closing: 'When Fieldbook closed',
  'by-hand': 'By you',
  'before-import': 'Before an import',
  'before-merge': 'Before work was brought in',
  'before-restore': 'Before another was restored',
}

export function holdsWords({ reviews, notes, ownCards }: BackupHolds): string {
  return [
    count(reviews, 'review'),
    count(notes, 'note'),
    count(ownCards, 'card of your own', 'cards of your own'),
  ].join(', ')
}

/** `today at 14:02` would not tell two backups of a minute apart in a list of many days. */
export function momentWords(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/** In the units that file managers use. */
export function sizeWords(bytes: number): string {
  const [size, unit] =
    bytes < 1e6
      ? [Math.max(1, Math.round(bytes / 1e3)), 'kilobyte']
      : bytes < 1e9
        ? [bytes / 1e6, 'megabyte']
        : [bytes / 1e9, 'gigabyte']
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: unit as string,
    maximumFractionDigits: 1,
  }).format(size as number)
}
