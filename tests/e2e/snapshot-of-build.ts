/** Runs once before the tests: they get a copy of the build, so that another build meanwhile doesn't reach into them. */
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { built, root } from '../support/hosts'

export default async function copyBuild(): Promise<() => Promise<void>> {
  const copy = await mkdtemp(path.join(tmpdir(), 'fieldbook-build-'))
  try {
    await cp(built, copy, { recursive: true })
    // Native parts are not in the build.
    await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction')
  } catch (error) {
    throw new Error(`There is no whole build in ${built}: run 'npm run test:e2e', which makes one.`, { cause: error })
  }
  process.env.FIELDBOOK_BUILT = copy // the workers get it
  return () => rm(copy, { recursive: true, force: true })
}
