/** What tools that keep a folder in step on several computers leave in a data folder. */

export type SyncTool = 'Dropbox' | 'OneDrive' | 'Google Drive' | 'Syncthing' | 'iCloud' | 'Nextcloud'

export interface CloudCopy {
  /** Below the data folder, with `/`; a copy of the whole data folder is named by its absolute path. */
  path: string
  /** The name of the file or folder it is a copy of, in the same place. */
  of: string
  /** Null where several tools name copies so. */
  tool: SyncTool | null
  kind: 'file' | 'folder' | 'placeholder' // the file itself was taken away to a server
  /** Of a folder: 0. */
  bytes: number
  /** UTC ms. */
  changed: number
}
export interface CloudCopies {
  copies: CloudCopy[]
  /** The tool whose folder the data folder lies in; null if it lies in none that is known. */
  syncedBy: SyncTool | null
}
