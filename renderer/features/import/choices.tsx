import type { ImportChoices } from '../../../shared/model/exchange'
import { Choice } from '../../ui/choice'

/** What to do where the file and what is here disagree. */
export function Choices(props: {
  kind: 'anki' | 'text' | 'json'
  choices: ImportChoices
  change: (choices: ImportChoices) => void
}) {
  const { kind, choices, change } = props
  return (
    <div className="import-choices">
      {kind === 'text' ? (
        <Choice
          legend="Where a card with the same front is here already"
          value={choices.duplicates}
          options={[
            ['update', 'Update it'],
            ['skip', 'Leave the row out'],
            ['add', 'Add another card'],
          ]}
          choose={(duplicates) => change({ ...choices, duplicates })}
        />
      ) : (
        <label className="check">
          <input
            type="checkbox"
            checked={choices.learning}
            onChange={(event) => change({ ...choices, learning: event.target.checked })}
          />
          Bring along what was learned: reviews, due dates, suspensions, flags
        </label>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={choices.removed === 'bring-back'}
          onChange={(event) => change({ ...choices, removed: event.target.checked ? 'bring-back' : 'leave-out' })}
        />
        Bring back cards that you have removed here
      </label>
    </div>
  )
}
