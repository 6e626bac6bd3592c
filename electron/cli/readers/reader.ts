import type { ImportReport } from '../../../shared/model/exchange'
import type { Client, withCore } from '../core'

/** What can be read: the first that takes a file for its own reads it. */
export interface Reader {
  /** For the person who gave another: "work from another copy of Fieldbook (.fieldbook-work)". */
  reads: string
  isOne(name: string, bytes: Uint8Array): boolean
  /** Reads all of it, before any data folder is opened or made. Throws `Failed`. */
  read(name: string, bytes: Uint8Array): Promise<WhatWasRead>
}
export interface WhatWasRead {
  bringIn: (client: Client) => Promise<ImportReport>
  /** What the core needn't read again. */
  options?: Parameters<typeof withCore>[2]
}
