/** The way of macOS, as far as it can be tried elsewhere: the kernel's lock of the file itself can't. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { takeLock } from '../../../electron/core/store/lock'

function ask(address: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(address, () => socket.write('show\n'))
    socket.once('data', (data) => resolve(String(data)))
    socket.once('error', () => resolve('nobody'))
  })
}

test.skipIf(process.platform === 'win32')(
  'a socket left by a process that died is replaced, and the holder can be asked to show itself',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldbook-lock-'))
    const platform = process.platform
    Object.defineProperty(process, 'platform', { value: 'darwin' })
    onTestFinished(() => {
      Object.defineProperty(process, 'platform', { value: platform })
      rmSync(folder, { recursive: true })
    })
    const address = join(folder, 'lock.socket')
    writeFileSync(address, '')
    let shown = 0
    const lock = await takeLock(folder, () => {
      shown += 1
    })
    expect(lock).not.toBeNull()
    expect(await ask(address)).toBe('shown\n')
    expect(shown).toBe(1)
    await lock?.release()
    expect(await ask(address)).toBe('nobody')
  },
)
