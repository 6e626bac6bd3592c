import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Chapter } from '../../../shared/model/content'
import type { ReadingState } from '../../../shared/model/views'
import { api, client, queries } from '../../client'

/** A section counts as read when its end has stayed in view this long: scrolling past marks nothing. Milliseconds. */
const dwell = 1200
/** The reading position is kept when the page has been still this long. Milliseconds. */
const positionPause = 1000

/**
 * Keeps the reading position and the read sections without asking; resumes at the kept line when the chapter is
 * opened without naming a section. Gives the section that is in view.
 */
export function useReadingMarks(chapter: Chapter, reading: ReadingState, text: RefObject<HTMLElement | null>): string {
  const [here, setHere] = useState('')
  const readSections = useRef(reading.sections)
  readSections.current = reading.sections
  const resumeAt = useRef(reading.position?.chapter === chapter.id ? reading.position.block : null)

  useEffect(() => {
    const named = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null
    const kept = resumeAt.current ? text.current?.querySelector(`[data-block="${CSS.escape(resumeAt.current)}"]`) : null
    // At the very beginning there is nothing to resume, and the title should be seen.
    const begun = kept !== null && kept !== text.current?.querySelector('[data-block]')
    const place = named ?? (begun ? kept : null)
    place?.scrollIntoView({ block: 'start' })
    if (named) named.focus({ preventScroll: true })
  }, [text])

  useEffect(() => {
    const root = text.current
    if (!root) return
    let settled: ReturnType<typeof setTimeout> | undefined
    let lastSent = resumeAt.current
    // Known before the text is taken off the page, when nothing can be measured any more.
    let current: HTMLElement | null = null

    function topmost(): HTMLElement | null {
      for (const block of root?.querySelectorAll<HTMLElement>('[data-block]') ?? [])
        if (block.getBoundingClientRect().bottom > 80) return block
      return null
    }

    async function keep() {
      const block = current
      const section = block?.closest<HTMLElement>('[data-section]')?.dataset.section
      if (!block?.dataset.block || !section || block.dataset.block === lastSent) return
      lastSent = block.dataset.block
      await client.reading
        .setPosition({ chapter: chapter.id, section, block: block.dataset.block })
        .then((state) => queries.setQueryData(api.reading.state.queryKey(), state))
        .then(() => queries.invalidateQueries({ queryKey: api.app.status.key() }))
        // A position that can't be kept is worth no alarm: the next change to real work will say so.
        .catch(() => undefined)
    }

    function onScroll() {
      current = topmost()
      setHere(current?.closest<HTMLElement>('[data-section]')?.dataset.section ?? '')
      clearTimeout(settled)
      settled = setTimeout(() => void keep(), positionPause)
    }

    const waiting = new Map<string, ReturnType<typeof setTimeout>>()
    function watch(entries: IntersectionObserverEntry[]) {
      for (const entry of entries) {
        const section = (entry.target as HTMLElement).dataset.sectionEnd
        if (!section) continue
        clearTimeout(waiting.get(section))
        if (entry.isIntersecting && !readSections.current[`${chapter.id}#${section}`])
          waiting.set(
            section,
            setTimeout(() => void markRead(section), dwell),
          )
      }
    }
    // Jumping to a heading leaves the end of the section before it at the very top: that isn't reading it.
    const ends = new IntersectionObserver(watch, { rootMargin: '-20% 0px 0px 0px' })

    async function markRead(section: string) {
      const first = chapter.sections[0]
      const along = first?.id === 'opening' && section !== 'opening' ? ['opening', section] : [section]
      for (const one of along) {
        if (readSections.current[`${chapter.id}#${one}`]) continue
        const state = await client.reading
          .markSection({ chapter: chapter.id, section: one, read: true, automatic: true })
          .catch(() => null)
        if (state) queries.setQueryData(api.reading.state.queryKey(), state)
      }
      void queries.invalidateQueries({ queryKey: api.progress.key() })
      void queries.invalidateQueries({ queryKey: api.app.status.key() })
    }

    for (const end of root.querySelectorAll('[data-section-end]')) ends.observe(end)
    window.addEventListener('scroll', onScroll, { passive: true })
    onScroll()
    return () => {
      ends.disconnect()
      window.removeEventListener('scroll', onScroll)
      clearTimeout(settled)
      for (const timer of waiting.values()) clearTimeout(timer)
      void keep()
    }
  }, [chapter, text])

  return here
}
