/** What the shipped page and its hosts refuse. Pure decisions have their tables in tests/unit/hosts. */
import { contentSecurityPolicy } from '../../electron/core/assets'
import { type App, expect, test } from './app'

test('the page has no way into Node and finds nothing added to its window', async ({ app }) => {
  const { page } = app
  await expect(page.getByRole('navigation').first()).toBeVisible()
  const names = ['require', 'module', 'process', 'global', 'Buffer', 'electron', 'ipcRenderer']
  expect(await page.evaluate((names) => names.filter((name) => name in window), names)).toEqual([])
  const added = await page.evaluate(() => {
    const frame = document.createElement('iframe') // empty, so as the browser makes it
    document.body.append(frame)
    const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow))
    frame.remove()
    return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name))
  })
  expect(added).toEqual([])
})

test('every page comes with exactly our policy and a nonce of its own', async ({ app }) => {
  const headers = () =>
    app.page.evaluate(async () => {
      const answer = await fetch('/chapters')
      const meta = new DOMParser()
        .parseFromString(await answer.text(), 'text/html')
        .querySelector('[property=csp-nonce]')
      return { all: Object.fromEntries(answer.headers), nonce: meta?.getAttribute('nonce') ?? '' }
    })
  const [one, other] = [await headers(), await headers()]
  expect(one.nonce).toMatch(/^[\w-]{22}$/)
  expect(one.nonce).not.toBe(other.nonce)
  expect(one.all['content-security-policy']).toBe(contentSecurityPolicy(one.nonce))
  expect(contentSecurityPolicy('N')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; img-src 'self' data:; font-src 'self'; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  expect(one.all).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
})

test('inline scripts and styles, eval, frames and other origins are blocked', async ({ app }) => {
  const { page } = app
  const ran = await page.evaluate(async () => {
    const ran: string[] = []
    Object.assign(window, { ran })
    const script = document.createElement('script')
    script.textContent = "window.ran.push('inline script')"
    document.body.append(script)
    const style = document.createElement('style')
    style.textContent = 'body { --from-inline-style: 1 }'
    document.body.append(style)
    if (getComputedStyle(document.body).getPropertyValue('--from-inline-style')) ran.push('inline style')
    // Outside of this call: what the test itself evaluates is let through.
    await new Promise((resolve) =>
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: that it can't run is what is tested
          // biome-ignore lint/complexity/noCommaOperator: an indirect eval
          ;(0, eval)("window.ran.push('eval')")
        } catch {}
        resolve(undefined)
      }),
    )
    await fetch('https://example.com/').then(
      () => ran.push('fetch'),
      () => {},
    )
    const image = new Image()
    await new Promise((resolve) => {
      image.onload = () => resolve(ran.push('image'))
      image.onerror = resolve
      image.src = 'https://example.com/picture.png'
    })
    const frame = document.createElement('iframe')
    frame.src = '/'
    document.body.append(frame)
    return ran
  })
  expect(ran).toEqual([])
  await expect.poll(() => app.violations.length).toBeGreaterThanOrEqual(6)
  for (const rule of ['script-src', 'style-src', 'connect-src', 'img-src'])
    expect(app.violations.filter((text) => text.includes(rule)).length).toBeGreaterThan(0)
  app.violations.length = 0
  // Playwright tells of requests that the policy has stopped, too.
  expect(app.foreign.filter((url) => url !== 'https://example.com/picture.png')).toEqual([])
  app.foreign.length = 0
})

test('the page can be given no camera, no place and no notifications', async ({ app }) => {
  const answers = await app.page.evaluate(async () => ({
    place: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        (error) => resolve(error.code),
      ),
    ),
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'given',
      (error) => error.name,
    ),
    notifications: await Notification.requestPermission(),
  }))
  // Without a camera on the machine the browser says so first.
  expect(answers).toEqual({
    place: 1,
    camera: expect.stringMatching(/^Not(Allowed|Found)Error$/),
    notifications: 'denied',
  })
  app.violations.length = 0 // of the permissions policy, where the browser words it so
})

test('addresses that aim at other files get nothing', async ({ app }) => {
  const statuses = await app.page.evaluate(async () => {
    const get = async (address: string, method = 'GET') => (await fetch(address, { method })).status
    return [
      await get('/..%2fmain/main.js'),
      await get('/assets/..%5c..%5cpackage.json'),
      await get('/%00'),
      await get('/C:/windows/win.ini'),
      await get('//etc/passwd'.slice(1).replace('etc', '%2fetc')),
      await get('/assets/'),
      await get('/assets/nothing.js'),
      await get('/package.json'),
      await get('/', 'PUT'),
    ]
  })
  expect(statuses).toEqual([400, 400, 400, 400, 400, 404, 404, 404, 405])
})

test.describe('the window', () => {
  test.beforeEach(({ app }) => {
    test.skip(app.host === 'loopback', 'in the browser, windows and navigation are the person’s own')
  })

  test('opens no other window', async ({ app }) => {
    let opened = 0
    app.page.context().on('page', () => {
      opened++
    })
    await app.page.evaluate(() => {
      window.open('/chapters')
      const link = document.createElement('a')
      link.href = '/notes'
      link.target = '_blank'
      document.body.append(link)
      link.click()
    })
    // Chromium opens them for the stand-in, which closes what main denies; in Electron they never come to be.
    if (app.standIn) await expect.poll(() => opened).toBe(2)
    await expect.poll(() => app.page.context().pages().length).toBe(1)
  })

  test('navigates nowhere else, from any frame', async ({ app }) => {
    const before = app.page.url()
    await app.page.evaluate(() => {
      location.href = 'https://example.com/'
    })
    await app.page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://example.com/link'
      document.body.append(link)
      link.click()
    })
    await app.page.evaluate(() => {
      location.href = 'file:///etc/passwd'
    })
    // Still there, and still able to speak to the core.
    expect(app.page.url()).toBe(before)
    await app.page.getByRole('link', { name: 'Chapters' }).first().click()
    await expect(app.page).toHaveURL(`${app.origin}/chapters`)
    expect(app.foreign.every((url) => url.startsWith('https://example.com/'))).toBe(true)
    app.foreign.length = 0 // asked for, and stopped
  })
})

test.describe('Electron’s main process', () => {
  test.beforeEach(({ app }) => {
    test.skip(app.standIn === undefined, 'looked at through the stand-in')
  })
  const said = (app: App, type: string) => app.standIn?.said.filter((message) => message.type === type) ?? []

  test('sandboxes the page and closes the network before it opens', async ({ app }) => {
    expect(said(app, 'sandbox')).toHaveLength(1)
    expect(said(app, 'switch')).toContainEqual({
      type: 'switch',
      name: 'host-resolver-rules',
      value: 'MAP * ~NOTFOUND',
    })
    expect(said(app, 'window')).toMatchObject([
      {
        options: {
          show: false,
          webPreferences: {
            sandbox: true,
            contextIsolation: true,
            nodeIntegration: false,
            nodeIntegrationInWorker: false,
            nodeIntegrationInSubFrames: false,
            webSecurity: true,
            allowRunningInsecureContent: false,
            experimentalFeatures: false,
            webviewTag: false,
            spellcheck: false,
            devTools: false,
          },
        },
      },
    ])
    expect(said(app, 'show').length).toBeGreaterThan(0)
    expect(said(app, 'error-box')).toEqual([])
  })

  test('denies permissions, webviews and devices', async ({ app }) => {
    const own = 'app://fieldbook/notes'
    for (const permission of [
      'geolocation',
      'media',
      'notifications',
      'midi',
      'clipboard-read',
      'openExternal',
      'new-one',
    ])
      expect(await app.standIn?.permission(permission, own)).toEqual({ asked: false, checked: false, device: false })
    expect(await app.standIn?.permission('clipboard-sanitized-write', own)).toMatchObject({
      asked: true,
      checked: true,
    })
    expect(await app.standIn?.permission('clipboard-sanitized-write', 'app://fieldbook.example/')).toMatchObject({
      asked: false,
      checked: false,
    })
    expect(await app.standIn?.mayAttachWebview()).toBe(false)
  })

  test('takes a port from its own page only', async ({ app }) => {
    expect(await app.standIn?.sendPortFrom({ url: 'app://fieldbook/', parent: null })).toBe(true)
    for (const frame of [
      null,
      { url: 'app://fieldbook/', parent: {} },
      { url: 'app://fieldbook.example/', parent: null },
      { url: 'app://other/', parent: null },
      { url: 'https://fieldbook/', parent: null },
      { url: 'about:blank', parent: null },
      { url: '', parent: null },
    ])
      expect(await app.standIn?.sendPortFrom(frame)).toBe(false)
  })
})
