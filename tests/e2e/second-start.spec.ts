/** One data folder, one holder: a second start of either host makes the first show itself, and ends. */
import path from 'node:path'
import { StandIn } from '../support/electron-stand-in/window'
import { built, spawnLoopback } from '../support/hosts'
import { expect, test } from './app'

test('the loopback host started again', async ({ app }) => {
  const shown = () => app.standIn?.said.filter(({ type }) => type === 'focus').length
  const before = shown()
  const second = spawnLoopback(app.dataFolder)
  expect(await second.exited).toEqual([0, null])
  expect(second.output.stdout).toBe('')
  expect(second.output.stderr).toMatch(
    /^Fieldbook is already open with the data in .*; it was asked to show itself\.\n$/,
  )
  if (app.standIn) await expect.poll(shown).toBe((before ?? 0) + 1)
  if (app.host === 'loopback') {
    await expect.poll(() => app.stderr).toMatch(/started again and is open here: http:\/\/127\.0\.0\.1:\d+\/#token=/)
    const [, entry] = /open here: (\S+)/.exec(app.stderr) ?? []
    expect(new URL(entry as string).origin).toBe(app.origin)
    const tab = await app.page.context().newPage()
    await tab.goto(entry as string)
    await expect(tab.getByRole('navigation').first()).toBeVisible()
  }
})

test('the window started again', async ({ app }) => {
  const second = new StandIn({
    main: path.join(built, 'main/main.js'),
    dataFolder: app.dataFolder,
    launchBrowser: () => new Promise(() => {}), // it ends before there is anything to show
  })
  expect(await second.exited).toBe(0)
  expect(second.stderr).toMatch(/already open/)
  expect(second.said.filter(({ type }) => type === 'error-box')).toEqual([])
})

test('the window started again with the same profile', async ({ app }) => {
  test.skip(app.standIn === undefined, 'Electron’s own lock')
  const second = new StandIn(
    {
      main: path.join(built, 'main/main.js'),
      dataFolder: app.dataFolder,
      launchBrowser: () => new Promise(() => {}),
    },
    { STAND_IN_SECOND: '1' },
  )
  expect(await second.exited).toBe(0)
  expect(second.stderr).toBe('Fieldbook is already open; its window was asked to show itself.\n')
  expect(second.said.filter(({ type }) => type === 'window')).toEqual([])
})
