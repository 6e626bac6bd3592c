import { expect, test } from 'vitest'
import { isOurFolder, isRestored, isSealedAtTop, partOf, sealedFolders } from '../../../shared/rules/our-files'

const note = '0123abcd-89ab-4cde-8f01-23456789abcd'

test.each([
  ['log/000001.log', 'history'],
  ['state.json.prev.tmp', 'history'],
  ['cache/reviews/000001.columns', 'history'],
  [`notes/01/${note}.log.converting`, 'notes'],
  ['backups/objects/ab/'.padEnd(83, 'a'), 'backups'],
  ['quarantine/20260608T140000Z-log-000001.log', 'set-aside'],
  ['drafts.json', 'set-aside'],
  [`packs/state-law-${'0'.repeat(64)}`, 'packs'],
  ['signing-key.pem', 'packs'],
  ['cache/packs/state-law.json', 'packs'],
  ['restoring/log/000001.log', 'history'],
  ['restoring/vault.json', 'settings'],
  ['window/Local State', 'window'],
  ['probe.tmp', 'settings'],
  ['removal.json', 'settings'],
  ['thesis.docx', null],
  ['log/notes.txt', null],
  ['restoring/thesis.docx', null],
  ['windowsill/one', null],
])('%s belongs to %s', (path, part) => expect(partOf(path)).toBe(part))

test.each([
  ['notes/0a', true],
  ['backups/objects/ff', true],
  ['restoring/notes/0a', true],
  ['restoring', true],
  ['window/Cache/x', true],
  ['notes/zz', false],
  ['my things', false],
])('%s is a folder of ours: %s', (path, is) => expect(isOurFolder(path)).toBe(is))

test('all that tells of the learner is sealed under a lock, and what the lock itself needs is not', () => {
  for (const folder of ['log', 'library', 'notes/00', 'notes/ff', 'media', 'packs', 'pack-drafts', 'quarantine'])
    expect(sealedFolders).toContain(folder)
  expect(sealedFolders.filter((folder) => folder.startsWith('backups'))).toEqual([])
  for (const name of ['state.json', 'state.json.prev', 'state (1).json', 'drafts.json', 'signing-key.pem'])
    expect(isSealedAtTop(name), name).toBe(true)
  for (const name of ['vault.json', 'settings.json', 'restore.json', 'removal.json', 'statement.docx'])
    expect(isSealedAtTop(name), name).toBe(false)
})

test('a restored backup takes the place of the work, not of what is this computer’s', () => {
  for (const name of [
    'log',
    'notes',
    'media',
    'cache',
    'state.json',
    'state.json.tmp',
    'vault.json.prev',
    'drafts.json',
  ])
    expect(isRestored(name), name).toBe(true)
  for (const name of [
    'backups',
    'quarantine',
    'settings.json',
    'restore.json',
    'backup-places.json',
    'window',
    'thesis',
  ])
    expect(isRestored(name), name).toBe(false)
})
