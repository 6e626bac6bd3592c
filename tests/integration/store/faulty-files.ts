import { type Files, nodeFiles, type OpenFile } from '../../../electron/core/store/files'

export interface Step {
  call:
    | 'read'
    | 'size'
    | 'list'
    | 'makeFolder'
    | 'open'
    | 'write'
    | 'truncate'
    | 'sync'
    | 'close'
    | 'rename'
    | 'remove'
    | 'syncFolder'
  path: string
}
/** Nothing, the code of an error to throw instead, or the number of bytes a write takes, with or without an error. */
export type Fault = string | { taken: number; error?: string } | undefined

/** The real file system unless another is given, with faults where the test wants them. */
export function faultyFiles(fault: (step: Step) => Fault, over: Files = nodeFiles): Files {
  async function at<T>(call: Step['call'], path: string, act: () => Promise<T>): Promise<T> {
    const given = fault({ call, path })
    if (typeof given === 'string') throw failing(given)
    return act()
  }
  return {
    read: (path) => at('read', path, () => over.read(path)),
    size: (path) => at('size', path, () => over.size(path)),
    look: (path) => over.look(path),
    list: (path) => at('list', path, () => over.list(path)),
    makeFolder: (path) => at('makeFolder', path, () => over.makeFolder(path)),
    open: (path, mode) =>
      at('open', path, async (): Promise<OpenFile> => {
        const file = await over.open(path, mode)
        return {
          async write(bytes, offset) {
            const given = fault({ call: 'write', path })
            if (given === undefined) return file.write(bytes, offset)
            if (typeof given === 'string') throw failing(given)
            const taken = await file.write(bytes.subarray(0, given.taken), offset)
            if (given.error !== undefined) throw failing(given.error)
            return taken
          },
          truncate: (length) => at('truncate', path, () => file.truncate(length)),
          sync: () => at('sync', path, () => file.sync()),
          close: () => at('close', path, () => file.close()),
        }
      }),
    rename: (from, to) => at('rename', from, () => over.rename(from, to)),
    remove: (path) => at('remove', path, () => over.remove(path)),
    removeFolder: (path) => at('remove', path, () => over.removeFolder(path)),
    removeTree: (path) => at('remove', path, () => over.removeTree(path)),
    free: over.free,
    syncFolder: (path) => at('syncFolder', path, () => over.syncFolder(path)),
  }
}

/** The real file system without waiting for the disk: for the many openings of tests that are about damage. */
export const unsyncedFiles: Files = {
  ...nodeFiles,
  syncFolder: async () => {},
  open: async (path, mode) => ({ ...(await nodeFiles.open(path, mode)), sync: async () => {} }),
}

function failing(code: string): Error {
  return Object.assign(new Error(`${code}: made by the test`), { code })
}
