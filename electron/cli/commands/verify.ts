import { onlyTold } from '../../../shared/model/verify'
import type { Command } from '../command'
import { mustBeThere, withCore } from '../core'
import { Failed } from '../failed'

export const verifyCommand: Command = {
  usage: 'verify --data <folder> [--json]',
  about: 'checks all that is kept; exit code 1 if something is wrong',
  async run({ words, data }) {
    if (words.length > 0) throw new Failed('verify takes no file', 2)
    await mustBeThere(data)
    const state = await withCore(data, async ({ verify }) => {
      await verify.start()
      for (;;) {
        const now = await verify.progress()
        if (now.state !== 'running') return now
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })
    if (state.state !== 'done') throw new Failed('The check could not be done.')
    const { checked, findings } = state
    const defects = findings.filter(({ kind }) => !onlyTold.includes(kind))
    const lines = findings.map(({ kind, count, where }) => `${kind}: ${count} (${where.join(', ')})`)
    const counts = Object.entries(checked).map(([what, count]) => `${what} ${count}`)
    return {
      json: { sound: defects.length === 0, checked, findings },
      text: [...counts, ...(lines.length > 0 ? lines : ['all sound'])].join('\n'),
      code: defects.length === 0 ? 0 : 1,
    }
  },
}
