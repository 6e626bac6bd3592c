/**
 * Several windows on the same data, as the loopback host can have: what is changed in one is asked for again in the
 * others. They tell each other through the browser; a window in another browser hears nothing of it and looks when
 * somebody comes to it.
 */
const changing = new Set([
  'app.dismissNotice',
  'reading.markSection',
  'reading.setPosition',
  'study.review',
  'study.mark',
  'study.forget',
  'study.setDue',
  'study.catchUp',
  'practice.record',
  'practice.check',
  'notes.save',
  'notes.restore',
  'notes.remove',
  'corrections.write',
  'corrections.remove',
  'highlights.make',
  'highlights.changeKind',
  'highlights.move',
  'highlights.remove',
  'ownCards.save',
  'ownCards.remove',
  'history.undo',
  'history.redo',
  'plan.set',
  'plan.clear',
  'settings.changeAppearance',
  'settings.changeStudy',
  'parameters.adopt',
  'parameters.reset',
  'backups.restore',
  'workshop.create',
  'workshop.fromInstalled',
  'workshop.fromFile',
  'workshop.save',
  'workshop.remove',
  'packs.install',
  'packs.remove',
  'packs.changesSeen',
  'imports.start',
  'verify.repair',
  'removal.run',
  'work.merge',
  'work.settle',
])
/** Whether a call, as `notes.save`, changes what other windows show. */
export const changesWork = (call: string): boolean => changing.has(call)

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('fieldbook')

/** After a call was answered. */
export function tellWindows(call: string): void {
  if (changing.has(call)) channel?.postMessage(call)
}

/** @param changed given the call that another window made, or null where it isn't known whether there was one. */
export function listenToWindows(changed: (call: string | null) => void): void {
  channel?.addEventListener('message', ({ data }) => {
    if (typeof data === 'string' && changing.has(data)) changed(data)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') changed(null)
  })
}
