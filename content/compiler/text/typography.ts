/**
 * Straight quotation marks and apostrophes as a printer sets them; authors type the ones on their keyboard. Every
 * character keeps its place. A mark opens when it stands at a beginning and something follows, otherwise it closes.
 */
export function typographic(text: string): string {
  return text.replace(/["']/g, (mark, at: number) => {
    const before = text[at - 1] ?? ''
    const after = text[at + 1] ?? ''
    const opens = /^$|[\s([{|\u2014\u2013\u201c\u2018"]/.test(before) && /[\p{L}\p{N}$“‘"'([{]/u.test(after)
    if (mark === '"') return opens ? '“' : '”'
    return opens ? '‘' : '’'
  })
}
