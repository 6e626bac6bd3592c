/** The worker's entry: reads or writes one package, or reads one export of ours or table of text, and ends. SQLite and the cleaning of HTML are off the thread that answers the pages. */
import { once } from 'node:events'
import { parentPort } from 'node:worker_threads'
import { ankiBatches } from './anki/read-package'
import type { CollectionNeeds } from './exports/anki-collection'
import { packageFileHere } from './exports/anki-file'
import { exportBatches } from './json/read'
import type { Reply, Request, WriteReply, WriteRequest } from './messages'
import { Refused } from './refused'
import { textBatches } from './text/read'

const port = parentPort
if (!port) throw new Error('this runs as a worker only')
const say = (reply: Reply | WriteReply, pictures: ArrayBuffer[] = []) => port.postMessage(reply, pictures)

port.once('message', (request: Request | WriteRequest) => {
  if (typeof request !== 'object') return
  if ('read' in request) void read(request)
  else if ('write' in request) write(request.write)
})

function write(needs: CollectionNeeds): void {
  const opening = packageFileHere(needs)
  opening.then(() => say('written'))
  port?.on('message', async (request: WriteRequest) => {
    const file = await opening
    if (request === 'finish') {
      // A copy of its own, which is handed over: a buffer of Node may be a part of a larger one.
      const bytes = new Uint8Array(await file.finish())
      say({ file: bytes }, [bytes.buffer])
    } else if ('part' in request) {
      await file.add(request.part)
      say('written')
    }
  })
}

function batchesOf({ read, name, format, text }: Extract<Request, { read: unknown }>) {
  if (format === 'json') return exportBatches(read)
  if (format === 'text') return textBatches(read, text, (look) => say({ look }))
  return ankiBatches(read, name, { progress: (share) => say({ share }) })
}

async function read(request: Extract<Request, { read: unknown }>) {
  if (!port) return
  try {
    const batches = batchesOf(request)
    for (;;) {
      const step = await batches.next()
      if (step.done) {
        say({ rest: step.value })
        break
      }
      const taken = once(port, 'message')
      say(
        { batch: step.value },
        [...step.value.media.values()].map(({ buffer }) => buffer),
      )
      await taken
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, where, detail } = error
    say({ refused: { code, where, detail } })
  }
}
