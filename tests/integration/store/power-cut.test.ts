/**
 * A file system of its own in an image file is shut down while a process writes to it (as xfstests do): what was only
 * in memory is gone. Linux with root, loop devices, mkfs.ext4 and python3 (for the ioctl).
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { history, open, scratch } from './support'
import { writers } from './writers'

const cutsEach = 20
const isWanted = Boolean(process.env.FIELDBOOK_ALL)
const canMount = isWanted && mounts()
if (isWanted && !canMount)
  console.warn('SKIPPED: power cuts of a real file system need Linux, root, loop devices and mkfs.ext4')
const start = writers()

/** EXT4_IOC_SHUTDOWN; 1 writes the file system's own log out first, 2 doesn't. */
const shutdown = `
import fcntl, os, struct, sys
folder = os.open(sys.argv[1], os.O_RDONLY)
print('ready', flush=True)
sys.stdin.readline()
fcntl.ioctl(folder, 0x8004587D, struct.pack('I', int(sys.argv[2])))
`

describe.skipIf(!canMount).each([
  ['ext4', '', '2'],
  ['ext4, its log written', '', '1'],
  ['ext4 without auto_da_alloc', ',noauto_da_alloc', '2'],
  ['ext4 without auto_da_alloc, its log written', ',noauto_da_alloc', '1'],
])('power cuts on a real file system: %s', (_, mountOptions, how) => {
  test('nothing that was answered for is lost', { timeout: 600_000 }, async () => {
    for (let cut = 0; cut < cutsEach; cut++) {
      const lost = await cutWhile('write', cut, async (folder, answered) => {
        const store = await open(folder)
        const ids = new Set((await history(store)).map(({ id }) => id))
        expect(store.notices.filter(({ code }) => code !== 'tail-set-aside')).toEqual([])
        await store.close()
        return answered.filter((id) => !ids.has(id)).length
      })
      expect(lost, `cut ${cut}`).toBe(0)
    }
  })

  test('as with a bare append and fdatasync, but not with lowdb by itself', { timeout: 600_000 }, async () => {
    let lostByLowdb = 0
    for (let cut = 0; cut < 4; cut++) {
      const raw = await cutWhile('raw', cut, async (folder, answered) => {
        const lines = new Set(readFileSync(join(folder, 'raw'), 'utf8').split('\n'))
        return answered.filter((line) => !lines.has(line)).length
      })
      expect(raw).toBe(0)
      lostByLowdb += await cutWhile('lowdb', cut, async (folder, answered) => {
        try {
          const { reviews } = JSON.parse(readFileSync(join(folder, 'db.json'), 'utf8'))
          return answered.filter((id) => !reviews.includes(Number(id))).length
        } catch {
          return answered.length
        }
      })
    }
    // With both of its safeguards ext4 mostly saves it: nothing to be seen in a few cuts.
    if (mountOptions !== '' || how === '2') expect(lostByLowdb).toBeGreaterThan(0)
  })

  /** Resolves to what `look` finds in the folder after the cut. */
  async function cutWhile(
    task: 'write' | 'raw' | 'lowdb',
    round: number,
    look: (folder: string, answered: string[]) => Promise<number>,
  ): Promise<number> {
    const place = scratch()
    const [image, mounted] = [join(place, 'image'), join(place, 'mounted')]
    mkdirSync(mounted)
    execFileSync('truncate', ['-s', '64M', image])
    execFileSync('mkfs.ext4', ['-q', image])
    const mount = () => execFileSync('mount', ['-o', `loop${mountOptions}`, image, mounted])
    mount()
    try {
      const folder = join(mounted, 'data')
      mkdirSync(folder)
      execFileSync('sync', ['-f', mounted])
      const python = spawn('python3', ['-c', shutdown, mounted, how], { stdio: ['pipe', 'pipe', 'inherit'] })
      await once(python.stdout, 'data')
      const child = start(folder, task)
      await child.until((lines) => lines.length > 5 + ((round * 37) % 97))
      // Those that arrive while the power goes don't count: the system may still have answered.
      const answered = child.lines.flatMap((line) => (line.startsWith('operation ') ? [line.slice(10)] : []))
      python.stdin.end('cut\n')
      await once(python, 'close')
      child.kill()
      await child.end()
      execFileSync('umount', [mounted])
      mount()
      return await look(folder, answered)
    } finally {
      execFileSync('umount', [mounted])
    }
  }
})

/** Whether this machine lets us. */
function mounts(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const place = mkdtempSync(join(tmpdir(), 'fieldbook-mount-'))
  try {
    const image = join(place, 'image')
    execFileSync('truncate', ['-s', '16M', image])
    execFileSync('mkfs.ext4', ['-q', image], { stdio: 'ignore' })
    execFileSync('mount', ['-o', 'loop', image, place], { stdio: 'ignore' })
    execFileSync('umount', [place])
    execFileSync('python3', ['-c', 'import fcntl'])
    return true
  } catch {
    return false
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
