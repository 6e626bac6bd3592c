import { expect, type Locator, type Page } from 'playwright/test'

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

/** Makes a note with this text, and waits until it is saved. */
export async function writeNote(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'New note' }).click()
  const field = page.getByLabel('Note', { exact: true })
  await expect(field).toBeFocused()
  await field.fill(text)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
}
