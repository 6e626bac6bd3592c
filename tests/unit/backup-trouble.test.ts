import { expect, test } from 'vitest'
import { backupTrouble } from '../../renderer/features/today/backup-trouble'

const now = Date.UTC(2026, 5, 8)
const day = 86_400_000
const problem = { code: 'disk-full' as const, detail: {}, at: now - day }

test.each([
  ['all is well', { at: now - day, behind: true, problem: null }, false],
  ['nothing has changed since, however long ago', { at: now - 90 * day, behind: false, problem: null }, false],
  ['the first is still to come', { at: null, behind: true, problem: null }, false],
  ['a week, to the day', { at: now - 7 * day, behind: true, problem: null }, false],
  ['changes have waited for longer than a week', { at: now - 7 * day - 1, behind: true, problem: null }, true],
  ['the last one failed', { at: now - day, behind: true, problem }, true],
  ['the first one failed', { at: null, behind: true, problem }, true],
])('%s', (_, latest, told) => expect(backupTrouble(latest, now)).toBe(told ? latest : null))
