/**
 * The built renderer, as answers to requests: what `protocol.handle` wants in Electron and what the loopback host sends.
 * Only files that the build made are ever answered with. They are read once, so a build meanwhile doesn't mix with an
 * open window, and no request reaches the disk.
 */
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

export type AnswerRequest = (request: Request) => Promise<Response>

/** A file whose kind isn't listed is not part of the app, and isn't served. */
const kinds: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

const noncePlaceholder = '__CSP_NONCE__'

/** The same in both hosts. `nonce` is for the `<style>` element of CodeMirror, made new for every page. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

/** Whatever a page could ask for beyond showing itself: nobody needs it. Copying text is the one thing allowed. */
const noPermissions = [
  'accelerometer=()',
  'camera=()',
  'clipboard-read=()',
  'display-capture=()',
  'geolocation=()',
  'gyroscope=()',
  'hid=()',
  'idle-detection=()',
  'local-fonts=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'publickey-credentials-get=()',
  'screen-wake-lock=()',
  'serial=()',
  'usb=()',
  'window-management=()',
  'xr-spatial-tracking=()',
].join(', ')

const always = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': noPermissions,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
}

/** Chapters and entries of packs have a dot in their names, as files have. */
const ofThePacks = /^(chapters|glossary)\/[^/]+$/

/**
 * @param folder the built renderer
 * @param host the one host name (with its port, if it has one) that requests may be for
 */
export function assets(folder: string, host: string): AnswerRequest {
  const loading = load(folder)
  loading.catch(() => {}) // told to whoever asks first

  return async function answer(request) {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, { allow: 'GET, HEAD' })
    const url = new URL(request.url)
    if (url.host !== host || url.username || url.password) return refusal(421)
    const asked = confine(url.pathname)
    if (asked === null) return refusal(400)

    const { page, files, folders } = await loading
    const file = files.get(asked)
    if (file) return send(request, file.bytes, { 'content-type': file.kind, 'cache-control': cacheRule(asked) })
    const isNamed = path.posix.extname(asked) === '' || ofThePacks.test(asked)
    const isPlace = isNamed && !folders.has(asked.split('/')[0] as string)
    if (!isPlace && asked !== 'index.html') return refusal(404)
    // Any other address is a place inside the app, which the router in the page knows.
    const nonce = randomBytes(16).toString('base64url')
    return send(request, Buffer.from(page.replaceAll(noncePlaceholder, nonce)), {
      'content-type': kinds['.html'] as string,
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy(nonce),
    })
  }
}

/**
 * The path of an address as a relative path inside a folder, or null if it could mean anything else to any system:
 * climbing, drive letters, backslashes, NUL, doubled or encoded slashes.
 */
export function confine(pathname: string): string | null {
  if (!pathname.startsWith('/') || /%2f|%5c/i.test(pathname)) return null
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  // A second layer of encoding is never ours, so nothing is gained by guessing what it hides.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\\:%\u0000-\u001f\u007f]/.test(decoded)) return null
  const parts = decoded.slice(1).split('/')
  if (parts.some((part, at) => part === '.' || part === '..' || (part === '' && at < parts.length - 1))) return null

  const inside = path.relative('/root', path.join('/root', ...parts))
  if (inside.startsWith('..') || path.isAbsolute(inside)) return null
  return inside.split(path.sep).join('/')
}

interface Loaded {
  page: string
  /** By relative path with `/`; without the page. */
  files: Map<string, { bytes: Buffer; kind: string }>
  /** Names at the top that are folders; no place in the app is called like one. */
  folders: Set<string>
}

async function load(folder: string): Promise<Loaded> {
  const files: Loaded['files'] = new Map()
  const folders: Loaded['folders'] = new Set()
  let page: string | undefined
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory() && entry.parentPath === folder) folders.add(entry.name)
    const kind = kinds[path.extname(entry.name)]
    if (!entry.isFile() || !kind) continue
    const file = path.join(entry.parentPath, entry.name)
    const name = path.relative(folder, file).split(path.sep).join('/')
    if (name === 'index.html') page = await readFile(file, 'utf8')
    else files.set(name, { bytes: await readFile(file), kind })
  }
  if (page === undefined) throw new Error(`The built renderer is not in ${folder}; 'npm run build' makes it.`)
  return { page, files, folders }
}

/** The build names the files in `assets/` after their contents, so those can be kept for ever. */
function cacheRule(file: string): string {
  return file.startsWith('assets/') ? 'max-age=31536000, immutable' : 'no-cache'
}

function send(request: Request, bytes: Buffer, headers: Record<string, string>): Response {
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), {
    headers: { ...always, ...headers, 'content-length': String(bytes.length) },
  })
}

function refusal(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...always, 'cache-control': 'no-store', ...headers } })
}
