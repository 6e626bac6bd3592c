import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copyIn, syncedBy } from '../../../shared/rules/cloud-copies'
import { partOf } from '../../../shared/rules/our-files'

const note = '0123abcd-89ab-4cde-8f01-23456789abcd'
const ours = [
  ['log', '000001.log'],
  ['library', '000012.log'],
  ['notes/01', `${note}.log`],
  ['', 'state.json'],
  ['', 'settings.json'],
  ['', 'vault.json'],
  ['', 'vault.json.prev'],
  ['reports', 'fact-report-2026-06-08T140000.txt'],
  ['backups/manifests', '20260608T140000000Z-0a1b2c3d.json'],
] as const

test.each([
  ['log', '000001 (conflicted copy 2026-01-31).log', '000001.log', 'Dropbox'],
  ['log', "000001 (Ann O'Hara's conflicted copy 2026-01-31).log", '000001.log', 'Dropbox'],
  ['log', '000001 (Ann’s conflicted copy 2026-01-31) (1).log', '000001.log', 'Dropbox'],
  ['log', '000001 (Case Conflict).log', '000001.log', 'Dropbox'],
  ['log', '000001 (Ann’s Mac’s case conflict 2).log', '000001.log', 'Dropbox'],
  ['log', '000001 (conflicted copy 2026-01-31 120000).log', '000001.log', 'Nextcloud'],
  ['log', '000001_conflict-20260131-120000.log', '000001.log', 'Nextcloud'],
  ['log', '000001-DESKTOP-ABC123.log', '000001.log', 'OneDrive'],
  ['log', '000001-Anns-MacBook-Pro-2.log', '000001.log', 'OneDrive'],
  ['', 'state (1).json', 'state.json', null],
  ['', 'state(2).json', 'state.json', null],
  ['', 'state [Conflict].json', 'state.json', 'Google Drive'],
  ['log', '000001.sync-conflict-20260101-120000-ABCDEFG.log', '000001.log', 'Syncthing'],
  ['notes/01', `${note}.sync-conflict-20260101-120000-ABCDEFG.log`, `${note}.log`, 'Syncthing'],
  ['', 'vault.json (1).prev', null, null],
  ['', 'vault (1).json.prev', 'vault.json.prev', null],
  ['', 'state 2.json', 'state.json', 'iCloud'],
  ['log', '.000001.log.icloud', '000001.log', 'iCloud'],
  ['', '.vault.json.icloud', 'vault.json', 'iCloud'],
] as const)('in %j, %j is a copy of %j by %j', (folder, name, of, tool) => {
  const found = copyIn(folder, name, 'file')
  expect(found && { of: found.of, tool: found.tool }).toEqual(of === null ? null : { of, tool })
  expect(found?.placeholder ?? false).toBe(name.endsWith('.icloud'))
})

test.each([
  ['', 'log (1)', 'log'],
  ['', 'notes-DESKTOP-ABC123', 'notes'],
  ['', 'log (Ann’s conflicted copy 2026-01-31)', 'log'],
  ['notes', '0a 2', '0a'],
])('in %j, the folder %j is a copy of %j', (folder, name, of) => expect(copyIn(folder, name, 'folder')?.of).toBe(of))

test.each([
  ['', 'thesis (1).docx'],
  ['', 'photo-DESKTOP-ABC123.jpg'],
  ['', 'notes (1).txt'],
  ['log', 'README.log'],
  ['log', '000001.log.bak'],
  ['', '.DS_Store'],
  ['', '.thesis.docx.icloud'],
  ['notes/01', 'shopping (1).log'],
])('in %j, %j is nobody’s copy of ours', (folder, name) => expect(copyIn(folder, name, 'file')).toBeNull())

describe('whatever the name', () => {
  const copied = fc
    .tuple(
      fc.constantFrom(...ours),
      fc.constantFrom(
        ...[' (conflicted copy 2026-01-31)', '-DESKTOP-ABC123', ' (1)', '.sync-conflict-20260101-120000-ABCDEFG', ' 2'],
      ),
    )
    .map(([[folder, name], put]) => {
      const at = name.indexOf('.')
      return { folder, name, copy: name.slice(0, at) + put + name.slice(at) }
    })

  test('a copy is never taken for a file of ours, and is known as a copy of the one', () => {
    fc.assert(
      fc.property(copied, ({ folder, name, copy }) => {
        const path = (one: string) => (folder === '' ? one : `${folder}/${one}`)
        expect(partOf(path(name))).not.toBeNull()
        expect(partOf(path(copy))).toBeNull()
        expect(copyIn(folder, copy, 'file')?.of).toBe(name)
      }),
    )
  })
  test('a file of ours is nobody’s copy', () => {
    for (const [folder, name] of ours) expect(copyIn(folder, name, 'file')).toBeNull()
  })
  test('nothing throws, and what is found stands beside it under a name of ours', () => {
    fc.assert(
      fc.property(fc.constantFrom('', 'log', 'notes/01'), fc.string(), (folder, name) => {
        const found = copyIn(folder, name, 'file')
        if (found) expect(partOf(folder === '' ? found.of : `${folder}/${found.of}`)).not.toBeNull()
      }),
    )
  })
})

test.each([
  ['/home/ann/.local/share/Fieldbook', null],
  ['/home/ann/Dropbox/Fieldbook', 'Dropbox'],
  ['C:\\Users\\ann\\Dropbox (Work)\\Fieldbook', 'Dropbox'],
  ['C:\\Users\\ann\\OneDrive\\Documents\\Fieldbook', 'OneDrive'],
  ['C:\\Users\\ann\\OneDrive - Port Authority\\Fieldbook', 'OneDrive'],
  ['/Users/ann/Library/CloudStorage/OneDrive-PortAuthority/Fieldbook', 'OneDrive'],
  ['/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.org/My Drive/Fieldbook', 'Google Drive'],
  ['G:\\My Drive\\Fieldbook', 'Google Drive'],
  ['/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/Fieldbook', 'iCloud'],
  ['C:\\Users\\ann\\iCloudDrive\\Fieldbook', 'iCloud'],
  ['/home/ann/Nextcloud/Fieldbook', 'Nextcloud'],
  ['/home/ann/One drives more/Fieldbook', null],
])('%s is kept in step by %s', (path, tool) => expect(syncedBy(path)).toBe(tool))
