/**
 * One holder for a data folder. The kernel frees the lock when its holder dies, so nothing stale is ever left: a socket
 * without a file on Linux, a named pipe on Windows, a locked file elsewhere (macOS, BSD). A second start asks the
 * holder to show itself over the same socket.
 */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, realpath, unlink } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { codeOf } from './files'

export interface Lock {
  release(): Promise<void>
}

/** Takes the lock of a folder that exists. Null if another holds it: that one was asked to show itself. */
export async function takeLock(folder: string, announce: () => void): Promise<Lock | null> {
  const path = await realpath(folder)
  const name = createHash('sha256').update(path).digest('hex').slice(0, 32)
  if (process.platform === 'linux') return takeSocket(`\0fieldbook-${name}`, announce)
  if (process.platform === 'win32') return takeSocket(`\\\\.\\pipe\\fieldbook-${userInfo().username}-${name}`, announce)
  return takeFile(path, announce)
}

/** The address itself is the lock: the system lets one process listen on it. */
async function takeSocket(address: string, announce: () => void): Promise<Lock | null> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const release = await listen(address, announce)
    if (release !== null) return { release }
    // The holder may have gone between the two calls: then the address is free again.
    if (await ask(address)) return null
  }
  return null
}

async function takeFile(folder: string, announce: () => void): Promise<Lock | null> {
  const address = join(folder, 'lock.socket')
  const exclusive = 0x20 // O_EXLOCK, which Node doesn't name
  let file: FileHandle
  try {
    file = await open(
      join(folder, 'lock'),
      constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | exclusive,
      0o600,
    )
  } catch (error) {
    if (['EAGAIN', 'EWOULDBLOCK'].includes(codeOf(error))) {
      await ask(address)
      return null
    }
    // A folder that can't be written to can't be damaged by two readers either.
    if (['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error))) return { release: async () => {} }
    throw error
  }
  // The lock is held, so a socket that is there belongs to a process that died. Without one (its path may be too long
  // for the system) only showing itself is lost.
  await unlink(address).catch(() => {})
  const stopListening = await listen(address, announce).catch(() => null)
  return {
    async release() {
      await stopListening?.()
      await file.close()
    },
  }
}

/** Resolves to what ends it; null if the address is taken. */
function listen(address: string, announce: () => void): Promise<(() => Promise<void>) | null> {
  return new Promise((resolve, reject) => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.unref()
      socket.on('error', () => {}) // the other side may be gone already
      socket.on('close', () => sockets.delete(socket))
      socket.once('data', (data) => {
        if (String(data).startsWith('show')) announce()
        socket.end('shown\n')
      })
    })
    const stop = () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped())
        for (const socket of sockets) socket.destroy()
      })
    server.once('error', (error) => (codeOf(error) === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen(address, () => {
      server.unref()
      resolve(stop)
    })
  })
}

/** Asks the holder to show itself. False if nobody is there. */
function ask(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => socket.write('show\n'))
    const settle = (held: boolean) => {
      socket.destroy()
      resolve(held)
    }
    socket.once('data', () => settle(true))
    socket.once('close', () => settle(true))
    socket.once('error', (error) => settle(!['ECONNREFUSED', 'ENOENT'].includes(codeOf(error))))
    // A holder that hangs still holds it.
    socket.setTimeout(2000, () => settle(true))
  })
}
