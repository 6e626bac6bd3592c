/** `check [folder]` and `build [folder]`; see content/README.md. Run by run.mjs, since Node 20 can't run TypeScript. */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { type Compilation, compilePack } from './compile'

/** Returns the exit code. `root` is the project's folder. */
export async function main(root: string, [command, ...options]: string[]): Promise<number> {
  const folder = resolve(options.find((option) => !option.startsWith('-')) ?? join(root, 'content', 'federal-response'))
  if (command !== 'check' && command !== 'build') {
    console.error('Usage: check [folder] [--plain] | build [folder]')
    return 2
  }
  const compilation = await compilePack(folder)
  const name = shown(folder)
  for (const { file, line, column, severity, message } of compilation.problems) {
    console.log(`${name}/${file}:${line}${column === undefined ? '' : `:${column}`} ${severity} ${message}`)
  }
  if (options.includes('--plain')) {
    for (const { file, line, text } of compilation.report.plain) console.log(`${name}/${file}:${line} plain ${text}`)
  }
  console.log(`${name}: ${summary(compilation)}`)
  if (!compilation.pack) return 1
  if (command === 'build') {
    const target = join(root, 'out', 'content', `${basename(folder)}.json`)
    await mkdir(dirname(target), { recursive: true })
    // Another program may be reading the old one.
    await writeFile(`${target}.new`, `${JSON.stringify(compilation.pack)}\n`)
    await rename(`${target}.new`, target)
    console.log(`${shown(target)} ${compilation.pack.hash.slice(0, 12)}`)
  }
  return 0
}

function summary({ report, problems }: Compilation): string {
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const chapters = `${count(report.chapters, 'chapter')} (${count(report.outlines, 'outline')})`
  const texts = `${count(report.statements, 'statement')}, ${count(report.plainParagraphs, 'plain paragraph')}`
  const lists = `${count(report.entries, 'entry', 'entries')}, ${count(report.cards, 'card')}, ${count(report.scenarios, 'scenario')}`
  return `${chapters}, ${texts}, ${lists}; ${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}`
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}

function shown(path: string): string {
  const way = relative(process.cwd(), path)
  return (way === '' || way.startsWith('..') ? path : way).split(sep).join('/')
}
