import { type RefObject, useEffect, useRef } from 'react'
import type { Chapter } from '../../../shared/model/content'
import type { ReadingState } from '../../../shared/model/views'
import { wasSeen } from '../../../shared/rules/seen-section'
import { api, queries } from '../../client'
import { markSection } from './section-marks'

/** ms */
const tick = 250

/** Marks the sections that were in view long enough to be read. One whose mark was taken away stays without. */
export function useSeenSections(chapter: Chapter, reading: ReadingState, text: RefObject<HTMLElement | null>): void {
  const isRead = useRef<(section: string) => boolean>(() => false)
  isRead.current = (section) => Object.hasOwn(reading.sections, `${chapter.id}#${section}`)

  useEffect(() => {
    const root = text.current
    if (!root) return
    const inView = new Set<HTMLElement>()
    const blocks = new Map<string, number>()
    const sections = new Map<string, number>()
    const ends = new Map<string, number>()
    const settled = new Set(chapter.sections.flatMap(({ id }) => (isRead.current(id) ? [id] : [])))

    function watch(entries: IntersectionObserverEntry[]) {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) inView.add(target as HTMLElement)
        else inView.delete(target as HTMLElement)
      }
    }
    const inWindow = new IntersectionObserver(watch)
    // Jumping to a heading leaves the end of the section before it at the very top: that isn't reading it.
    const wellInWindow = new IntersectionObserver(watch, { rootMargin: '-20% 0px 0px 0px' })
    for (const block of root.querySelectorAll('[data-block]')) inWindow.observe(block)
    for (const end of root.querySelectorAll('[data-section-end]')) wellInWindow.observe(end)

    function count() {
      if (document.visibilityState === 'hidden') return
      const here = new Set<string>()
      for (const { dataset, parentElement } of inView) {
        if (dataset.sectionEnd) add(ends, dataset.sectionEnd)
        if (dataset.block) add(blocks, dataset.block)
        const section = parentElement?.closest<HTMLElement>('[data-section]')?.dataset.section
        if (section) here.add(section)
      }
      for (const section of here) add(sections, section)
      for (const section of chapter.sections) {
        const { id } = section
        if (isRead.current(id)) settled.add(id)
        if (settled.has(id) || !here.has(id)) continue
        if (!wasSeen(section, { blocks, section: sections.get(id) ?? 0, end: ends.get(id) ?? 0 })) continue
        settled.add(id)
        markSection(chapter.id, id, true, true).then(
          () => {
            for (const part of [api.progress, api.app]) void queries.invalidateQueries({ queryKey: part.key() })
          },
          // A mark that can't be kept is worth no alarm: the next change to real work will say so.
          () => undefined,
        )
      }
    }
    const counting = setInterval(count, tick)
    return () => {
      clearInterval(counting)
      inWindow.disconnect()
      wellInWindow.disconnect()
    }
  }, [chapter, text])
}

const add = (times: Map<string, number>, id: string) => void times.set(id, (times.get(id) ?? 0) + tick)
