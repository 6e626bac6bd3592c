/** The commands on a pack; see content/README.md. Run by run.mjs, since Node 20 can't run TypeScript. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { localDay } from '../../shared/rules/past-date'
import { type Compilation, compilePack } from './compile'
import { makeFingerprints } from './files/fingerprints'
import { reportLines } from './report'

const usage = `Usage: check [folder] [--plain]
       report [folder]
       build [folder]
       fingerprints <folder> <text files of the source documents>`

/** Returns the exit code. `root` is the project's folder. */
export async function main(root: string, [command, ...options]: string[]): Promise<number> {
  const [given, ...texts] = options.filter((option) => !option.startsWith('-'))
  const folder = resolve(given ?? join(root, 'content', 'federal-response'))
  if (
    !['check', 'build', 'report', 'fingerprints'].includes(command ?? '') ||
    (command === 'fingerprints') !== texts.length > 0
  ) {
    console.error(usage)
    return 2
  }
  const compilation = await compilePack(folder, localDay(Date.now()))
  if (command === 'fingerprints') return writeFingerprints(folder, compilation, texts)
  const name = shown(folder)
  for (const { file, line, column, severity, message } of compilation.problems) {
    console.log(`${name}/${file}:${line}${column === undefined ? '' : `:${column}`} ${severity} ${message}`)
  }
  if (options.includes('--plain')) {
    for (const { file, line, text } of compilation.report.plain) console.log(`${name}/${file}:${line} plain ${text}`)
  }
  if (command === 'report') for (const line of reportLines(compilation)) console.log(line)
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

async function writeFingerprints(folder: string, { report }: Compilation, texts: string[]): Promise<number> {
  const read = await Promise.all(texts.map((path) => readFile(path, 'utf8')))
  const made = makeFingerprints(read, [...report.coverage.keys()])
  await writeFile(join(folder, 'fingerprints.json'), `${JSON.stringify(made, null, 2)}\n`)
  console.log(`${shown(folder)}/fingerprints.json: ${made.ids.length} facts, ${made.runs.length} runs of words`)
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
