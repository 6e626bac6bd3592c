import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { dialog } from 'electron'
import { theWindow } from './window'

/** What printing the window would give, as a file where the person says: its name, or null if they gave it up. */
export async function savePdf(name: string): Promise<string | null> {
  const window = theWindow()
  if (!window) return null
  const pdf = await window.webContents.printToPDF({
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  })
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: `${fileName(name)}.pdf`,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled || !filePath) return null
  await writeFile(filePath, pdf)
  return path.basename(filePath)
}

/** Without what a file system or a path would take for something else. */
function fileName(name: string): string {
  const plain = name
    .replace(/[^\p{L}\p{N} ,()-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return plain || 'Fieldbook'
}
