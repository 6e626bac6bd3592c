import { expect, type Locator } from 'playwright/test'

/** Waits until the field of a note holds exactly this text: the Markdown field has its lines as elements. */
export async function expectNoteText(field: Locator, text: string): Promise<void> {
  await expect
    .poll(() =>
      field.evaluate((element) =>
        element instanceof HTMLTextAreaElement
          ? element.value
          : Array.from(element.querySelectorAll('.cm-line'), (line) => line.textContent).join('\n'),
      ),
    )
    .toBe(text)
}
