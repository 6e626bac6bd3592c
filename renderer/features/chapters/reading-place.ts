import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Chapter } from '../../../shared/model/content'
import type { ReadingState } from '../../../shared/model/views'
import { api, client, queries } from '../../client'

/** The position is kept when the page has been still this long. Milliseconds. */
const pause = 1000
/** The line that is being read, for whoever comes back: so far below the top of the window, px. */
const edge = 80
/** Less of a block than this is the same line. */
const sameLine = 0.02

export interface Place {
  section: string
  block: string
  /** How much of the block lies above the line, 0-1: the same line in whatever size of text. */
  offset: number
}
/** Where the reader is; it changes with every few lines, so only those who ask for it are drawn again. */
export interface PlaceNow {
  get: () => Place | null
  watch: (tell: () => void) => () => void
}
export const usePlace = (now: PlaceNow): Place | null => useSyncExternalStore(now.watch, now.get)

interface ReadingPlace {
  /** The section that is in view. */
  section: string
  now: PlaceNow
  /** The chapter was opened at the line where it was left, and that is still about where the reader is. */
  resumed: boolean
  startOver: () => void
}

/**
 * Keeps the reading position without asking. A chapter that is opened without naming a place in it is opened at the line
 * where it was left, unless it was read to its end.
 */
export function useReadingPlace(
  chapter: Chapter,
  reading: ReadingState,
  text: RefObject<HTMLElement | null>,
): ReadingPlace {
  const [section, setSection] = useState('')
  const [resumed, setResumed] = useState(false)
  const [now] = useState(placeNow)
  const kept = useRef(toResume(chapter, reading))

  useEffect(() => {
    if (location.hash) return // `Page` goes where the address says
    const place = kept.current
    const blocks = [...(text.current?.querySelectorAll<HTMLElement>('[data-block]') ?? [])]
    const block = blocks.find(({ dataset }) => dataset.block === place?.block)
    // At the very beginning there is nothing to resume, and the title should be seen.
    if (!place || !block || (block === blocks[0] && place.offset < sameLine)) return
    const { top, height } = block.getBoundingClientRect()
    window.scrollTo(0, window.scrollY + top + place.offset * height - edge)
    block.focus({ preventScroll: true })
    setResumed(true)
  }, [text])

  useEffect(() => {
    if (!resumed) return
    const from = window.scrollY
    function leave() {
      // Not from under the focus.
      const isUsed = document.activeElement?.closest('.resumed')
      if (!isUsed && Math.abs(window.scrollY - from) > window.innerHeight / 2) setResumed(false)
    }
    window.addEventListener('scroll', leave, { passive: true })
    return () => window.removeEventListener('scroll', leave)
  }, [resumed])

  useEffect(() => {
    const root = text.current
    if (!root) return
    let settled: ReturnType<typeof setTimeout> | undefined
    let lastSent: Place | null = kept.current

    async function keep() {
      clearTimeout(settled)
      const place = now.get()
      if (!place || isSame(place, lastSent)) return
      lastSent = place
      await client.reading
        .setPosition({ chapter: chapter.id, ...place })
        .then((state) => queries.setQueryData(api.reading.state.queryKey(), state))
        .then(() => queries.invalidateQueries({ queryKey: api.app.status.key() }))
        // A position that can't be kept is worth no alarm: the next change to real work will say so.
        .catch(() => undefined)
    }
    function onScroll() {
      const place = placeIn(root as HTMLElement)
      now.set(place)
      setSection(place?.section ?? '')
      clearTimeout(settled)
      settled = setTimeout(() => void keep(), pause)
    }
    function onHide() {
      if (document.visibilityState === 'hidden') void keep()
    }
    window.addEventListener('scroll', onScroll, { passive: true })
    document.addEventListener('visibilitychange', onHide)
    onScroll()
    return () => {
      window.removeEventListener('scroll', onScroll)
      document.removeEventListener('visibilitychange', onHide)
      void keep()
    }
  }, [chapter, text, now])

  return {
    section,
    now,
    resumed,
    startOver: () => {
      setResumed(false)
      window.scrollTo(0, 0)
      document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
    },
  }
}

function toResume(chapter: Chapter, { sections, positions }: ReadingState): Place | null {
  const { [chapter.id]: position } = positions
  const isFinished = chapter.sections.every(({ id }) => Object.hasOwn(sections, `${chapter.id}#${id}`))
  if (!position || isFinished) return null
  return { section: position.section, block: position.block, offset: position.offset ?? 0 }
}

/** The first block that reaches below the line; before the first one, that one. */
function placeIn(root: HTMLElement): Place | null {
  for (const element of root.querySelectorAll<HTMLElement>('[data-block]')) {
    const { top, bottom, height } = element.getBoundingClientRect()
    const { block } = element.dataset
    const section = element.closest<HTMLElement>('[data-section]')?.dataset.section
    if (bottom <= edge || !block || !section) continue
    const above = height > 0 ? Math.min(1, Math.max(0, (edge - top) / height)) : 0
    return { section, block, offset: Math.round(above * 1000) / 1000 }
  }
  return null
}

const isSame = (one: Place, other: Place | null) =>
  one.block === other?.block && Math.abs(one.offset - other.offset) < sameLine

function placeNow(): PlaceNow & { set: (place: Place | null) => void } {
  let place: Place | null = null
  const watching = new Set<() => void>()
  return {
    get: () => place,
    set(next) {
      if (next ? isSame(next, place) : !place) return
      place = next
      for (const tell of watching) tell()
    },
    watch(tell) {
      watching.add(tell)
      return () => watching.delete(tell)
    },
  }
}
