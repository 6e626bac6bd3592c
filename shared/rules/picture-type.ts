/** Pictures are known by their first bytes, never by name: PNG, JPEG, GIF and WebP. SVG can hold scripts and is none of them. */

export type PictureType = 'png' | 'jpg' | 'gif' | 'webp'
export const pictureMediaTypes: Record<PictureType, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
}
/** Largest picture that is taken and shown, bytes. */
export const largestPicture = 10 * 1024 ** 2

export function pictureType(bytes: Uint8Array): PictureType | null {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (ascii(0, 3) === '\xff\xd8\xff') return 'jpg'
  if (/^GIF8[79]a$/.test(ascii(0, 6))) return 'gif'
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'webp'
  return null
}
