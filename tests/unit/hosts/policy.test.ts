import { describe, expect, test } from 'vitest'
import { isOwn, isOwnMainFrame, mayHave, mayRequest } from '../../../electron/shell/policy'
import { windowOptions } from '../../../electron/shell/window-options'

const foreign = [
  'https://example.com/',
  'http://fieldbook/',
  'app://fieldbook.example/',
  'app://other/',
  'app://fieldbook:1/',
  'app://user@fieldbook/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'about:blank',
  'apps://fieldbook/',
  '',
  'fieldbook',
]

describe('own addresses', () => {
  test.each(['app://fieldbook/', 'app://fieldbook', 'app://fieldbook/notes?x#y'])('%s', (address) => {
    expect(isOwn(address)).toBe(true)
    expect(mayRequest(address)).toBe(true)
  })
  test.each(foreign)('not: %s', (address) => {
    expect(isOwn(address)).toBe(false)
    expect(mayRequest(address)).toBe(false)
    expect(isOwnMainFrame({ url: address, parent: null })).toBe(false)
    expect(mayHave('clipboard-sanitized-write', address)).toBe(false)
  })
  test('a picture that carries its own contents reaches no network', () => {
    expect(mayRequest('data:image/png;base64,')).toBe(true)
    expect(mayRequest('blob:app://fieldbook/123')).toBe(true)
    expect(mayRequest('blob:https://example.com/123')).toBe(false)
    expect(mayRequest('ws://127.0.0.1/')).toBe(false)
    expect(mayRequest('devtools://devtools/')).toBe(false)
  })
})

test('only the page itself may speak to the core', () => {
  expect(isOwnMainFrame({ url: 'app://fieldbook/', parent: null })).toBe(true)
  expect(isOwnMainFrame({ url: 'app://fieldbook/', parent: {} })).toBe(false)
  expect(isOwnMainFrame(null)).toBe(false)
})

test('only copying text is permitted', () => {
  expect(mayHave('clipboard-sanitized-write', 'app://fieldbook/')).toBe(true)
  for (const permission of [
    'clipboard-read',
    'geolocation',
    'media',
    'notifications',
    'fullscreen',
    'openExternal',
    '',
  ])
    expect(mayHave(permission, 'app://fieldbook/')).toBe(false)
})

test('the window keeps every safeguard, in development too', () => {
  for (const development of [true, false]) {
    const { webPreferences, show } = windowOptions('/preload.cjs', true, development)
    expect(show).toBe(false)
    expect(webPreferences).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: development,
    })
  }
})
