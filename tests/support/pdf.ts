/** Reads PDFs that Chromium made: their pages by themselves, their words with poppler's tools where the machine has them. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** Of each page, millimeters. */
export function pdfPages(pdf: Buffer): { width: number; height: number }[] {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/\/Type\s*\/Page\b(?!s)[\s\S]*?endobj/g)].map(([page]) => {
    const [, box = ''] = /\/MediaBox\s*\[([^\]]*)\]/.exec(page) ?? []
    const [left = 0, top = 0, right = 0, bottom = 0] = box.trim().split(/\s+/).map(Number)
    return { width: ((right - left) * 25.4) / 72, height: ((bottom - top) * 25.4) / 72 }
  })
}

export interface PdfWord {
  text: string
  /** Millimeters from the upper left corner of its page. */
  x: number
  y: number
  width: number
}

/** Poppler's pdftotext; false where the machine lacks it. */
export const hasPoppler = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** The words of each page, in the order they are printed. */
export async function pdfWords(pdf: Buffer): Promise<PdfWord[][]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fieldbook-pdf-'))
  try {
    const file = path.join(folder, 'handout.pdf')
    await writeFile(file, pdf)
    const read = promisify(execFile)
    const { stdout } = await read('pdftotext', ['-bbox', file, '-'], { maxBuffer: 64 * 1024 * 1024 })
    return stdout
      .split(/<page /)
      .slice(1)
      .map((page) =>
        [...page.matchAll(/<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="[^"]+">([^<]*)<\/word>/g)].map(
          ([, x, y, end, text = '']) => ({
            text: text
              .replaceAll('&amp;', '&')
              .replaceAll('&lt;', '<')
              .replaceAll('&gt;', '>')
              .replaceAll('&quot;', '"'),
            x: millimeters(x),
            y: millimeters(y),
            width: millimeters(end) - millimeters(x),
          }),
        ),
      )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
const millimeters = (points: string | undefined) => (Number(points) * 25.4) / 72
