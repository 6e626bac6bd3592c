/** A card's schedule as Anki's schema 11 keeps it. */
import type { CardMarks, CardRecord } from '../../../../shared/model/study'
import { dueDay } from '../../../../shared/rules/due-day'
import { daysBetween, type StudyCalendar } from '../../../../shared/rules/study-day'

export interface AnkiSchedule {
  /** 0 new, 1 learning, 2 review, 3 relearning. */
  type: number
  /** As `type`, where 1 stands for both kinds of steps; -1 suspended, -3 buried by the person. */
  queue: number
  /** New: place in line; in steps: UTC seconds; in review: days since the collection began. */
  due: number
  /** Days. */
  ivl: number
  /** Ease in thousandths. FSRS doesn't use it; Anki wants one. */
  factor: number
  reps: number
  lapses: number
  /** Steps left, and with a thousand for each those left today. */
  left: number
  flags: number
  data: string
}

export interface ScheduleNeeds {
  /** Place among the new cards, from 1. */
  position: number
  record: CardRecord | undefined
  marks: CardMarks | undefined
  calendar: StudyCalendar
  /** The study day on which the collection begins, which is today, YYYY-MM-DD. */
  begins: string
  retention: number
  /** The 21st weight of FSRS-6. */
  decay: number
  /** How many steps new and forgotten cards have. */
  steps: { learning: number; relearning: number }
}

const usualEase = 2500

export function ankiSchedule(needs: ScheduleNeeds): AnkiSchedule {
  const { position, record, marks } = needs
  const flags = marks?.flag ?? 0
  const queueOf = (queue: number) => {
    if (marks?.suspended) return -1
    return (marks?.buriedUntil ?? '') > needs.begins ? -3 : queue
  }
  if (!record) {
    const nothing = { ivl: 0, factor: 0, reps: 0, lapses: 0, left: 0 }
    return { type: 0, queue: queueOf(0), due: position, ...nothing, flags, data: '{}' }
  }
  const { memory } = record
  const common = {
    factor: usualEase,
    reps: memory.repetitions,
    lapses: memory.lapses,
    flags,
    data: JSON.stringify({
      s: rounded(memory.stability, 4),
      d: rounded(memory.difficulty, 3),
      dr: rounded(needs.retention, 2),
      decay: rounded(needs.decay, 3),
      lrt: Math.floor(memory.lastReview / 1000),
    }),
  }
  if (memory.phase === 'review') {
    const due = daysBetween(needs.begins, dueDay(memory, needs.calendar))
    return { type: 2, queue: queueOf(2), due, ivl: Math.max(1, memory.scheduledDays), left: 0, ...common }
  }
  const isNew = memory.phase === 'learning'
  const steps = isNew ? needs.steps.learning : needs.steps.relearning
  const left = Math.max(1, steps - memory.step)
  return {
    type: isNew ? 1 : 3,
    queue: queueOf(1),
    due: Math.floor(memory.due / 1000),
    // Of a forgotten card what it will have once it is through its steps.
    ivl: isNew ? 0 : Math.max(1, Math.round(memory.stability)),
    left: left * 1001,
    ...common,
  }
}

function rounded(value: number, digits: number): number {
  const by = 10 ** digits
  return Math.round(value * by) / by
}
