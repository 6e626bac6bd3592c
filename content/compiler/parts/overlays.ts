import type { Overlay } from '../../../shared/model/content'
import { parsePart } from '../files/parse-part'
import { wholeFile } from '../files/placed-text'
import type { TextFile } from '../files/read-folder'
import * as schemas from '../files/schemas'
import { idOf, noteId, validate } from '../files/validate'
import type { Findings } from '../findings'
import type { Known } from '../known'
import { error } from '../problems'
import { blockIds } from '../text/block-context'
import { compileBlocks } from '../text/blocks'
import { parseBlocks } from '../text/markdown'
import { checkName } from './check-names'
import { splitFrontMatter } from './sections'

/** Needs chapters and glossary to be known. */
export function compileOverlays(files: TextFile[], known: Known, findings: Findings): Overlay[] {
  return files.flatMap((file) => compileOverlay(file, known, findings) ?? [])
}

function compileOverlay(file: TextFile, known: Known, findings: Findings): Overlay | undefined {
  const { problems } = findings
  const parts = splitFrontMatter(file.text)
  if (!parts) {
    const message = 'an overlay begins with its id, title and place between two lines of ---'
    problems.push(error({ file: file.path, line: 1 }, message))
    return undefined
  }
  const yaml = parsePart({ path: file.path, text: parts.frontMatter }, 'overlays', known, findings)
  const front = yaml && validate(schemas.overlay, yaml, [], problems)
  const id = yaml && idOf(yaml.value)
  if (yaml && id !== undefined) noteId(known.overlays, id, 'overlay', yaml.placeOf(['id']), problems)
  const source = wholeFile(file.path, parts.body)
  const nodes = parseBlocks(source, problems)
  if (!yaml || !front || !nodes) return undefined
  const { chapter, section, entry } = front
  const context = { source, findings, idOf: blockIds(front.id, new Set()), headings: false }
  const blocks = compileBlocks(nodes, context)
  if (blocks.length === 0) problems.push(error({ file: file.path, line: 1 }, 'has no text'))
  if (entry !== undefined) {
    checkName('terms', entry, yaml, ['entry'], known, findings)
    return { id: front.id, title: front.title, on: { entry }, blocks }
  }
  if (chapter === undefined || section === undefined) return undefined
  findings.references.push({ to: 'section', chapter, section, place: yaml.placeOf(['section']) })
  return { id: front.id, title: front.title, on: { chapter, section }, blocks }
}
