/** `npm run dev` in the browser, as a process. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { expect, onTestFinished, test } from 'vitest'
import type { Contract } from '../../../shared/contract'
import { root } from '../../support/hosts'

test('serves the sources, has what the core loads later, and closes the data when it is told to end', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-develop-'))
  const data = path.join(folder, 'data')
  const line = [path.join(root, 'electron/launch/dev.mjs'), '--web', '--no-open', '--data', data]
  const child = spawn(process.execPath, line, { cwd: root })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  const output = { stdout: '', stderr: '' }
  const exited = once(child, 'exit')
  const address = await new Promise<string>((resolve, reject) => {
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].on('data', (text) => {
        output[stream] += text
        const [, ready] = /^Fieldbook is ready at (\S+)$/m.exec(output.stdout) ?? []
        if (ready) resolve(ready)
      })
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${output.stderr}`)))
  })

  const { origin, hash } = new URL(address)
  const page = await (await fetch(origin)).text()
  expect(page).toContain('/@vite/client')
  expect(await (await fetch(`${origin}/main.tsx`)).text()).toContain('createRoot')

  const headers = { 'x-fieldbook-token': hash.slice('#token='.length) }
  const call: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ url: `${origin}/call`, headers }))
  // The compiler is loaded by the first look at a pack.
  const { files } = await call.workshop.create({ title: 'The law of the state' })
  expect(await call.workshop.check({ files })).toMatchObject({ errors: [], seen: { title: 'The law of the state' } })

  // Vite's own servers end a process by themselves.
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
  expect(output.stderr).not.toMatch(/failed|Error/)
})
