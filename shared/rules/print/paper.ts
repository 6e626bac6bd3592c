/** Sheets of paper. All lengths are millimeters, from the upper left corner. */
export const papers = {
  letter: { name: 'US Letter', width: 215.9, height: 279.4 },
  a4: { name: 'A4', width: 210, height: 297 },
} as const
export type PaperName = keyof typeof papers
export const paperNames = Object.keys(papers) as PaperName[]
export type Orientation = 'portrait' | 'landscape'

export interface Size {
  width: number
  height: number
}
export interface Box extends Size {
  x: number
  y: number
}

export function paperSize(paper: PaperName, orientation: Orientation): Size {
  const { width, height } = papers[paper]
  return orientation === 'portrait' ? { width, height } : { width: height, height: width }
}

/** CSS pixels in a millimeter. */
export const pixels = 96 / 25.4

/** CSS pixels. */
export interface Margins {
  top: number
  side: number
  bottom: number
}
/**
 * Around the text of a handout. The running title stands in the upper one, the page's number in the lower one.
 * `close` is for a sheet that is to hold much; renderer/features/print/viewer.css has the same numbers for @page.
 */
export const textMargins = {
  book: { top: 96, side: 90, bottom: 90 },
  close: { top: 64, side: 56, bottom: 60 },
} as const satisfies Record<string, Margins>
export type MarginName = keyof typeof textMargins

/**
 * What is left of a page for its text, in whole CSS pixels: a printed page is rounded, and text that is a part of a pixel
 * wider or higher on the screen would break its lines and pages elsewhere.
 *
 * @param page millimeters
 */
export function textSize(page: Size, { top, side, bottom }: Margins): Size {
  return {
    width: Math.floor(page.width * pixels - 2 * side) - 1,
    height: Math.floor(page.height * pixels - top - bottom),
  }
}
