import type { Scenario } from '../../../shared/model/content'
import { Inlines } from '../../ui/text'

/** What sets two stories apart. Its words name them first and second, in the order in which they are shown. */
export function TwinsDiffer({ first, second }: { first: Scenario; second: Scenario }) {
  return (
    <section className="twins-differ reading" aria-labelledby="twins-differ">
      <h3 className="label" id="twins-differ">
        What differed
      </h3>
      <p className="soft">
        The first was “{first.title}”, the second “{second.title}”.
      </p>
      <p>
        <Inlines of={second.difference.text} />
      </p>
    </section>
  )
}
