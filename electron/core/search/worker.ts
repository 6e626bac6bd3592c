/** The worker's entry: the index of everything that can be found, off the thread that answers the pages. In memory only. */
import { parentPort } from 'node:worker_threads'
import { Finder } from './finder'
import type { Reply, Request } from './messages'

const port = parentPort
if (!port) throw new Error('this runs as a worker only')
const say = (reply: Reply) => port.postMessage(reply)
const finder = new Finder()

port.on('message', ({ id, message }: Request) => {
  try {
    if ('ask' in message) return say({ id, answer: finder.ask(message.ask) })
    if ('put' in message) finder.put(message.put)
    else finder.drop(message.drop)
    say({ id })
  } catch (error) {
    say({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
