/** A learner's folder with something in every screen: ten weeks of study, chapters read, notes, own cards, a muster date. */
import type { Rating } from '../../shared/model/study'
import { addDays } from '../../shared/rules/study-day'
import { basic, cloze, plain, typed, uuid } from './own-cards'
import { type PastLearner, studyInThePast } from './past-study'

/** Of each kind one, asked in this order in a review of own cards. */
export const ownCardTexts = [
  basic('Who answers the night line?', 'The duty officer, from 18:00 to 06:00.'),
  cloze('Ask first whether {{consent}} lasted, then who {{gains::whom does it pay}} by it.'),
  {
    ...plain,
    kind: 'multiple-choice' as const,
    front: 'Which of the two needs a border?',
    options: [
      { text: 'Smuggling', right: true },
      { text: 'Trafficking', right: false },
      { text: 'Both of them', right: false },
    ],
  },
  typed('Which form do I file first?', 'Referral form', ['referral']),
]

export async function fillFolder(dataFolder: string): Promise<void> {
  await studyInThePast(dataFolder, async (learner) => {
    const { call, goTo } = learner
    await call.settings.changeStudy({ newPerDay: 8 })
    for (let ago = 70; ago >= 2; ago -= 1) {
      if (ago % 6 === 5) continue
      goTo(ago)
      await aDay(learner, ago)
    }
    goTo(1)
    await read(learner)
    await writeNotes(learner)
    for (const [n, text] of ownCardTexts.entries()) await call.ownCards.save({ card: uuid(n + 1), base: 0, text })
    goTo(0)
    const { today } = await call.plan.get()
    await call.plan.set({ day: addDays(today, 21), minutes: 20, name: 'Oral board' })
  })
}

async function aDay({ call, rate }: PastLearner, ago: number): Promise<void> {
  let { next } = await call.study.next({ scope: { kind: 'all' } })
  for (let n = 0; n < 14 && next; n += 1) {
    const { card, record } = next
    const learned = record !== null && record.memory.phase === 'review'
    const forgets = (learned && card.id.length % 7 === 0) || (ago + n) % 9 === 0
    const rating: Rating = forgets ? 'again' : ago % 5 === 0 ? 'hard' : n % 6 === 0 ? 'easy' : 'good'
    const chosen = next.options.find((option) => option.right !== forgets)?.id
    next = await rate(next, rating, chosen)
  }
}

async function read({ call }: PastLearner): Promise<void> {
  const { chapters } = await call.library.overview()
  for (const [n, chapter] of chapters.entries()) {
    const sections = n < 2 ? chapter.sections : n === 2 ? chapter.sections.slice(0, 2) : []
    for (const { id } of sections)
      await call.reading.markSection({ chapter: chapter.id, section: id, read: true, automatic: false })
  }
}

async function writeNotes({ call }: PastLearner): Promise<void> {
  const { chapter } = await call.library.chapter({ chapter: 'the-distinction' })
  const section = chapter.sections[1]
  const block = section?.blocks.find(({ type }) => type === 'paragraph')
  if (!section || !block) throw new Error('the chapter has no such paragraph')
  const target = { kind: 'paragraph' as const, chapter: chapter.id, section: section.id, block: block.id }
  const texts = [
    [
      { ...target, quote: block.text.slice(0, 200) },
      'Ask at the next muster how often the two turn up together. #muster',
    ],
    [
      { kind: 'entry' as const, entry: 'jtfa' },
      'Alpha answers for smuggling; who is its opposite number?\n\nSee [[jtfa]]. #bodies',
    ],
    [
      { kind: 'none' as const },
      '# Before the oral board\n\n1. The two definitions, in one breath\n2. Who may grant continued presence\n\n- **Ask** the desk for the new form\n- Read chapter 4 again\n\n> A border for the one, a person for the other. #muster',
    ],
    [{ kind: 'none' as const }, 'Hotline numbers stand in the help page. #desk'],
  ] as const
  for (const [n, [hangsOn, text]] of texts.entries())
    await call.notes.save({ note: uuid(101 + n), base: 0, target: hangsOn, text })
}
