/** Letters as they are compared and as ids are made of them. */

/** `Résumé` becomes `Resume`, the ligature `ﬁ` two letters. */
export const withoutAccents = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '')

/** Small letters, digits and hyphens, at most so many; empty for a text without any. */
export const slugOf = (text: string, most: number): string =>
  withoutAccents(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '')
