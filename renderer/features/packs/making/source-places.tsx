import { useId } from 'react'
import { ProblemsHere } from './fields'
import { useField } from './form'
import { placesIn, type Texts, withPlace, withPlaceNamed } from './items'

/** The places in a document that statements rest on, each with the mark that stands for it. */
export function SourcePlaces(props: { source: string; texts: Texts; edit: (change: (texts: Texts) => Texts) => void }) {
  const { source, texts, edit } = props
  const id = useId()
  const { problems } = useField(['places'])
  const places = placesIn(texts).filter((place) => place.source === source)
  return (
    <fieldset className="making-several" data-at="places">
      <legend>Places in it that something rests on</legend>
      {places.map(({ index, section, ids }) => (
        <div key={index} className="making-field">
          <label htmlFor={`${id}-${index}`}>Place {ids.join(', ')}</label>
          <input
            id={`${id}-${index}`}
            className="field"
            autoComplete="off"
            value={section}
            onChange={({ target }) => edit((latest) => withPlaceNamed(latest, index, target.value))}
          />
        </div>
      ))}
      <ProblemsHere of={problems} />
      <button type="button" className="button" onClick={() => edit((latest) => withPlace(latest, source, '').texts)}>
        Another place
      </button>
    </fieldset>
  )
}
