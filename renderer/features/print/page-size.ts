import { useLayoutEffect } from 'react'
import type { Size } from '../../../shared/rules/print/paper'

/** The printer's sheet, for as long as the part is on the screen. CSS has no other way to say it than @page. */
export function usePageSize({ width, height }: Size): void {
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`@page { size: ${width}mm ${height}mm }`)
    document.adoptedStyleSheets.push(sheet)
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
    }
  }, [width, height])
}
