/** A core over a data folder for as long as a command takes. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { createRouterClient } from '@orpc/server'
import { version } from '../../package.json'
import type { Failure } from '../../shared/model/views'
import { type ComposeOptions, type Core, compose } from '../core/compose'
import { nodeFiles } from '../core/store/files'
import { AlreadyOpen, StoreFailure } from '../core/store/store'
import { forget, openByPassphrase } from '../core/vault/keys'
import { VaultFile } from '../core/vault/vault-file'
import { Failed } from './failed'
import { passphraseFor } from './passphrase'

const built = path.join(import.meta.dirname, '..')

/** The book that is built in. */
export const bookFile = path.join(built, 'content/federal-response.json')

const clientOf = (core: Core) => createRouterClient(core.router)
export type Client = ReturnType<typeof clientOf>

/** Throws `Failed` before anything is changed where the folder can't be opened, is open elsewhere, or stays locked. */
export async function withCore<Result>(
  data: string,
  task: (client: Client) => Promise<Result>,
  options: Pick<ComposeOptions, 'readAlready'> = {},
): Promise<Result> {
  const passphrase = await passphraseOf(data)
  const core = await compose({
    dataFolder: data,
    packFile: bookFile,
    startReviewsWorker: () => new Worker(path.join(built, 'main/reviews-worker.js')),
    startExchangeWorker: () => new Worker(path.join(built, 'main/exchange-worker.js')),
    host: 'loopback',
    versions: { app: version, node: process.versions.node },
    ...options,
  }).catch((error) => {
    if (error instanceof AlreadyOpen) throw new Failed(`Fieldbook is open with ${data}: close it first.`)
    throw error
  })
  try {
    const client = clientOf(core)
    if (passphrase !== null) await client.lock.unlock({ passphrase })
    if (core.failure) throw new Failed(failedWords(core.failure, data))
    return await task(client)
  } finally {
    await core.close()
  }
}

/** For what only reads: a folder that isn't there isn't made. Throws `Failed`. */
export async function mustBeThere(data: string): Promise<void> {
  if (!(await stat(data).catch(() => null))?.isDirectory()) throw new Failed(`There is no folder ${data}.`)
}

/** Tried here, where a wrong one is only said and leaves no trace. */
async function passphraseOf(data: string): Promise<string | null> {
  try {
    const vault = await new VaultFile(nodeFiles, data).read()
    if (vault === null) return null
    const passphrase = await passphraseFor(`the data in ${data}`, ['FIELDBOOK_PASSPHRASE'])
    const key = await openByPassphrase(vault, passphrase)
    if (key === null) throw new Failed(`That is not the passphrase of ${data}.`)
    forget(key)
    return passphrase
  } catch (error) {
    if (error instanceof StoreFailure) throw new Failed(failedWords(error.failure, data))
    throw error
  }
}

function failedWords({ code, detail }: Failure, data: string): string {
  switch (code) {
    case 'newer-version':
      return `${data} was written by a newer version of Fieldbook (${detail.file ?? ''}).`
    case 'lock-missing':
      return `${data} is encrypted, and vault.json, which holds its keys, is missing or damaged.`
    case 'disk-full':
      return 'The disk is full.'
    case 'no-access':
    case 'read-only':
      return `${data} can't be used by this account.`
    default:
      return `${data} can't be opened (${code}).`
  }
}

/** Hands bytes to the core as the page would. Resolves to the file's id. */
export async function layOnDesk(client: Client, name: string, bytes: Uint8Array): Promise<string> {
  const { id } = await client.desk.begin({ name: deskName(name), size: bytes.length })
  for (let at = 0; at < bytes.length; at += piece)
    await client.desk.send({ file: id, at, data: Buffer.from(bytes.subarray(at, at + piece)).toString('base64') })
  return id
}
const piece = 1024 ** 2
/** A file's name there. */
export const deskName = (name: string): string => name.slice(0, 300)

export async function takeFromDesk(client: Client, file: string): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for (let at: number | null = 0; at !== null; ) {
    const taken: { data: string; next: number | null } = await client.desk.take({ file, at })
    parts.push(Buffer.from(taken.data, 'base64'))
    at = taken.next
  }
  return Buffer.concat(parts)
}
