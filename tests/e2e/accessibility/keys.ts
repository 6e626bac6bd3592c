import type { CDPSession, Page } from 'playwright/test'

const sessions = new WeakMap<Page, CDPSession>()

/** Tab so many times, without waiting for each: going round a page of two hundred links takes a second so. */
export async function pressTab(page: Page, times: number, { back = false } = {}): Promise<void> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page))
  sessions.set(page, session)
  const key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9, modifiers: back ? 8 : 0 }
  const pressed = Array.from({ length: times }, () =>
    session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }),
  )
  await Promise.all(pressed)
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
}
