/** The worker's entry: reads one Anki package and ends. SQLite and the cleaning of HTML are off the thread that answers the pages. */
import { once } from 'node:events'
import { parentPort } from 'node:worker_threads'
import { ankiBatches } from './anki/read-package'
import type { Reply, Request } from './messages'
import { Refused } from './refused'

const port = parentPort
if (!port) throw new Error('this runs as a worker only')
const say = (reply: Reply, pictures: ArrayBuffer[] = []) => port.postMessage(reply, pictures)

port.once('message', async (request: Request) => {
  if (request === 'taken') return
  try {
    const batches = ankiBatches(request.read, request.name, { progress: (share) => say({ share }) })
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
})
