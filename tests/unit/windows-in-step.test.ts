import { expect, test } from 'vitest'
import { changesWork } from '../../renderer/windows-in-step'
import { contract } from '../../shared/contract'

/** Calls after which no other window shows anything else. A call that is in neither list has to be put into one. */
const onlyAsk = [
  'app.about',
  'app.status',
  'library.overview',
  'library.chapter',
  'library.cards',
  'library.help',
  'library.reportError',
  'reading.state',
  'glossary.list',
  'glossary.entry',
  'glossary.map',
  'highlights.list',
  'study.overview',
  'study.next',
  'study.card',
  'study.browse',
  'study.history',
  'study.backlog',
  'study.confusion',
  'practice.offers',
  'practice.drills',
  'practice.choose',
  'notes.list',
  'notes.tags',
  'notes.get',
  'notes.versions',
  'notes.version',
  'ownCards.get',
  'history.latest',
  'history.steps',
  'plan.get',
  'plan.try',
  'progress.summary',
  'progress.lately',
  'settings.get',
  'parameters.get',
  // What a fit finds is shown where it was asked for; only taking it into use changes the work.
  'parameters.fit',
  'parameters.progress',
  'parameters.cancel',
  'search.query',
]

test('each call either changes what other windows show or only asks', () => {
  const calls = Object.entries(contract).flatMap(([part, its]) => Object.keys(its).map((call) => `${part}.${call}`))
  expect(calls.filter((call) => !changesWork(call)).sort()).toEqual([...onlyAsk].sort())
})
