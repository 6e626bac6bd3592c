/** Turning the lock of a data folder on and off. No store may have it open; whoever is stopped in the middle goes on. */
import { type DataKey, plainCodec, sealedCodec } from '../store/codec'
import type { Files } from '../store/files'
import { convert } from './conversion'
import type { Vault } from './keys'
import { VaultFile } from './vault-file'

export interface TurnNeeds {
  files: Files
  /** The data folder. */
  folder: string
  /** UTC ms. */
  clock: () => number
  vault: Vault
  key: DataKey
  /** Files looked at, of all. */
  tell?: (done: number, of: number) => void
}

/** Seals everything. Resolves to the lock as it then stands in the folder. Throws as `convert`. */
export async function lockOn({ vault, key, ...rest }: TurnNeeds): Promise<Vault> {
  const file = new VaultFile(rest.files, rest.folder)
  await file.write({ ...vault, state: 'sealing' })
  await convert({ ...rest, from: plainCodec, to: sealedCodec(key) })
  const on: Vault = { ...vault, state: 'on' }
  await file.write(on)
  return on
}

/** Makes everything plain again and takes the lock away. Throws as `convert`. */
export async function lockOff({ vault, key, ...rest }: TurnNeeds): Promise<void> {
  const file = new VaultFile(rest.files, rest.folder)
  await file.write({ ...vault, state: 'unsealing' })
  await convert({ ...rest, from: sealedCodec(key), to: plainCodec })
  await file.remove()
}
