/** The address of a setting or part on its screen, by its words: `New cards a day` is `#new-cards-a-day`. */
export const addressOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
