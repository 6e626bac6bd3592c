import { useMutation, useQuery } from '@tanstack/react-query'
import { type Finding, onlyTold, type Repaired, type VerifyState } from '../../../shared/model/verify'
import { api, queries } from '../../client'
import { Trouble } from '../../ui/trouble'
import { count, whenWords } from '../../ui/words'

const key = api.verify.progress.queryKey()
const put = (state: VerifyState) => queries.setQueryData(key, state)
/** Between two questions how far it is, ms. */
const pollEvery = 250

/** Reads everything that is kept, says what is wrong with it, and puts right what can be. */
export function CheckData() {
  const { data: state, error } = useQuery({
    ...api.verify.progress.queryOptions(),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.state === 'running' ? pollEvery : false),
  })
  const start = useMutation(api.verify.start.mutationOptions({ onSuccess: put }))
  const cancel = useMutation(api.verify.cancel.mutationOptions({ onSuccess: put }))
  const repair = useMutation(
    api.verify.repair.mutationOptions({
      onMutate: () => void queries.invalidateQueries({ queryKey: key }),
      onSuccess: (done) => {
        // Everything on screen may have been made again.
        void queries.invalidateQueries().then(() => put(done))
      },
    }),
  )
  const wrong = error ?? start.error ?? cancel.error ?? repair.error
  const running = state?.state === 'running' || repair.isPending
  const findings = state?.state === 'done' ? state.findings : []
  const mendable = findings.some(({ kind }) => !onlyTold.includes(kind))
  return (
    <section aria-labelledby="check" className="backups-check">
      <h2 id="check" tabIndex={-1}>
        Check your data
      </h2>
      <p>
        Fieldbook reads every review, note and card of yours, and every backup, and says what is not as it should be.
        After it did not close properly it does so by itself.
      </p>
      <Trouble of={wrong} />
      <div role="status">
        {repair.isPending ? <p>Putting right what can be …</p> : state && <Result state={state} />}
      </div>
      {state?.state === 'running' && <progress aria-labelledby="check" max={state.total} value={state.done} />}
      <div className="backups-act">
        {state?.state === 'running' && state.task === 'check' ? (
          <button type="button" className="button" onClick={() => cancel.mutate(undefined)}>
            Stop
          </button>
        ) : (
          <button type="button" className="button" disabled={running} onClick={() => start.mutate(undefined)}>
            {state?.state === 'done' ? 'Check again' : 'Check now'}
          </button>
        )}
        {mendable && (
          <button type="button" className="button" disabled={running} onClick={() => repair.mutate(undefined)}>
            Put right what can be
          </button>
        )}
      </div>
    </section>
  )
}

function Result({ state }: { state: VerifyState }) {
  if (state.state === 'none') return null
  if (state.state === 'running') return <p>{state.task === 'check' ? 'Reading …' : 'Putting right what can be …'}</p>
  if (state.state === 'failed') return <p>The check could not be finished. Nothing was changed.</p>
  const { operations, notes, ownCards, backups } = state.checked
  const read = [
    count(operations, 'change'),
    count(notes, 'note'),
    count(ownCards, 'card of your own', 'cards of your own'),
    count(backups, 'backup'),
  ].join(', ')
  return (
    <>
      {state.repaired.map((one) => (
        <p key={one.how}>{repairedWords(one)}</p>
      ))}
      {state.findings.length === 0 ? (
        <p>
          Everything is as it should be: {read} were read ({whenWords(state.at)}).
        </p>
      ) : (
        <>
          <p>
            Read: {read} ({whenWords(state.at)}). Found:
          </p>
          <ul className="backups-findings">
            {state.findings.map((finding) => (
              <li key={finding.kind}>
                {findingWords(finding)}
                {finding.where.length > 0 && (
                  <details>
                    <summary>Where</summary>
                    <p className="small">
                      {finding.where.join(', ')}
                      {finding.where.length < finding.count && finding.where.length === 20 && ' …'}
                    </p>
                  </details>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

const putBack = (n: number) =>
  `If a backup still has ${n === 1 ? 'it' : 'them'}, ${n === 1 ? 'it' : 'they'} can be put back.`

function findingWords({ kind, count: n }: Finding): string {
  switch (kind) {
    case 'records-damaged':
      return `${count(n, 'change')} of your history can’t be read. ${putBack(n)}`
    case 'operations-twice':
      return `${count(n, 'change')} ${n === 1 ? 'stands' : 'stand'} in the history twice. That does no harm.`
    case 'operations-unknown':
      return `${count(n, 'change')} of a kind that this version doesn’t know; a newer one may. They are kept.`
    case 'dates-impossible':
      return `${count(n, 'change')} with a date that can’t be, because this computer’s clock was wrong then. They count all the same.`
    case 'state-differs':
      return `${count(n, 'thing')} shown that ${n === 1 ? 'doesn’t' : 'don’t'} follow from your history. It can be made again.`
    case 'cards-without-content':
      return `${count(n, 'card')} you have studied that this edition no longer has. Their history is kept.`
    case 'notes-damaged':
      return `The newest version of ${count(n, 'note')} can’t be read. ${putBack(n)}`
    case 'notes-unnamed':
      return `${count(n, 'file')} of notes that nothing refers to. They can be set aside; nothing is deleted.`
    case 'own-cards-damaged':
      return `The newest text of ${count(n, 'card')} of your own can’t be read. ${putBack(n)}`
    case 'conflicted-copies':
      return `${count(n, 'copy', 'copies')} of Fieldbook’s files, made by a tool that syncs folders. Fieldbook doesn’t read them; Settings, under Data, says what to do.`
    case 'media-missing':
      return `${count(n, 'picture')} of your cards can’t be read. If a backup still has ${n === 1 ? 'it' : 'them'}, ${n === 1 ? 'it' : 'they'} can be put back; otherwise import the file again.`
    case 'media-unnamed':
      return `${count(n, 'picture')} that no card uses any more. ${n === 1 ? 'It' : 'They'} can be set aside; nothing is deleted.`
    case 'packs-damaged':
      return `${count(n, 'installed pack')} whose file is gone, was changed or can’t be read. If a backup still has it as it was installed, it can be put back; otherwise install it again from the file you have it from.`
    case 'leftovers':
      return `${count(n, 'unfinished file')} of a Fieldbook that did not close properly. ${n === 1 ? 'It holds' : 'They hold'} nothing that was saved, and can go.`
    case 'backups-damaged':
      return `${count(n, 'backup')} of which a file can’t be read. Make a new one; what is here is not affected.`
  }
}

function repairedWords({ how, count: n }: Repaired): string {
  switch (how) {
    case 'records-from-backup':
      return `${count(n, 'record')} came back from backups. The files as they were are in quarantine.`
    case 'pictures-from-backup':
      return `${count(n, 'picture')} came back from backups.`
    case 'state-rebuilt':
      return 'What is shown was made again from your history.'
    case 'set-aside':
      return `${count(n, 'file was', 'files were')} set aside in quarantine.`
    case 'packs-from-backup':
      return `${count(n, 'file')} of packs came back from a backup.`
    case 'leftovers-removed':
      return `${count(n, 'unfinished file was', 'unfinished files were')} removed.`
  }
}
