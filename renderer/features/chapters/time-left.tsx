import type { Chapter } from '../../../shared/model/content'
import type { ReadingState } from '../../../shared/model/views'
import { minutesOf, wordsLeft } from '../../../shared/rules/reading-time'
import { count } from '../../ui/words'
import { type PlaceNow, usePlace } from './reading-place'

interface TimeLeftProps {
  chapter: Chapter
  reading: ReadingState
  now: PlaceNow
}

/** How long the words that weren't read yet will take: in the chapter, and in the section one is in. */
export function TimeLeft({ chapter, reading, now }: TimeLeftProps) {
  const left = wordsLeft(chapter, reading.sections, usePlace(now))
  if (left.chapter === 0) return <p className="time-left">Read</p>
  return (
    <p className="time-left">
      {count(minutesOf(left.chapter), 'minute')} left
      {left.section > 0 && <span>, {minutesOf(left.section)} in this section</span>}
    </p>
  )
}
