/** Names of files that every system takes, each once. */

/** In characters, without the ending: with it and a number it is well under the 255 bytes that file systems allow. */
const longest = 60
const longestBytes = 200

/** What some system refuses, and what would be a mark in a link of Obsidian. */
const refused = /[<>:"/\\|?*#^[\]\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i

/** `title` as a name; `otherwise` where nothing is left of it. */
export function safeName(title: string, otherwise: string): string {
  const words = title.normalize('NFC').replace(refused, ' ').replace(/\s+/g, ' ')
  let name = ''
  for (const letter of Array.from(words).slice(0, longest)) {
    if (Buffer.byteLength(name + letter) > longestBytes) break
    name += letter
  }
  name = name.replace(/^[.\s]+|[.\s]+$/g, '')
  if (name === '') return otherwise
  return devices.test(name) ? `_${name}` : name
}

/** Gives each title a name that no other has, whatever case or normal form a system ignores. */
export function namer(ending: string): (title: string, otherwise: string) => string {
  const used = new Set<string>()
  const next = new Map<string, number>()
  const key = (name: string) => name.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase()
  return (title, otherwise) => {
    const base = safeName(title, otherwise)
    let name = base
    let number = next.get(key(base)) ?? 2
    while (used.has(key(name))) {
      name = `${base} (${number})`
      number += 1
    }
    next.set(key(base), number)
    used.add(key(name))
    return name + ending
  }
}
