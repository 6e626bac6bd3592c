import { allGroups, type Choice, type KindGroup } from './graph'

/** What the address says of the map; null and undefined: what is usual. */
export interface Asked {
  /** An entry, `all`, or null for the starting point. */
  focus: string | null
  steps: 1 | 2
  groups: KindGroup[] | null
  response: Choice['response']
  as: 'picture' | 'list' | null
  /** The entry one stands on, unless it is the focus. */
  at: string | null
  camera: Camera | null
}
/** Which part of the picture is seen: the point in the middle, in the picture's own lengths, and how large. */
export interface Camera {
  x: number
  y: number
  scale: number
}
export const usual: Asked = {
  focus: null,
  steps: 1,
  groups: null,
  response: '',
  as: null,
  at: null,
  camera: null,
}
export const everything = 'all'

export function mapPath(asked: Partial<Asked>): string {
  const { focus, steps, groups, response, as, at, camera } = { ...usual, ...asked }
  const words = new URLSearchParams({
    ...(focus && { focus }),
    ...(steps === 2 && { steps: '2' }),
    ...(groups && { kind: groups.length > 0 ? groups.join(',') : 'none' }),
    ...(response && { response }),
    ...(as && { as }),
    ...(at && { at }),
    ...(camera && { view: [camera.x, camera.y, camera.scale].map((n) => Math.round(n * 100) / 100).join(',') }),
  })
    .toString()
    .replaceAll('%2C', ',')
  return `/glossary/map${words && `?${words}`}`
}

/** Whatever can't be read counts as not said. */
export function askedIn(search: string): Asked {
  const words = new URLSearchParams(search)
  const kinds = words.get('kind')?.split(',')
  const response = words.get('response')
  const as = words.get('as')
  const [x, y, scale] = (words.get('view') ?? '').split(',').map(Number)
  const whole = [x, y, scale].every((n) => n !== undefined && Number.isFinite(n)) && (scale ?? 0) > 0
  return {
    focus: words.get('focus') || null,
    steps: words.get('steps') === '2' ? 2 : 1,
    groups: kinds ? allGroups.filter((group) => kinds.includes(group)) : null,
    response: response === 'smuggling' || response === 'trafficking' ? response : '',
    as: as === 'picture' || as === 'list' ? as : null,
    at: words.get('at') || null,
    camera: whole ? ({ x, y, scale } as Camera) : null,
  }
}
