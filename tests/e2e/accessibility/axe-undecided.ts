/**
 * What axe leaves to a person ("incomplete"), rule by rule, with what a person found. A rule that is not here fails the
 * run: look at what it names, then mend it or write down here why it is right.
 */
export const undecided: Record<string, string> = {
  'color-contrast':
    'Single signs (✓, −, ←), what lies over or under something else, and text in drawings. All their colors are tokens, and every pair of those is tested in tests/unit/themes.test.ts.',
  'th-has-data-cells': 'A head over a group of rows spans the table; its scope “rowgroup” says which cells are its.',
}
