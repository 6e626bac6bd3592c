import type { Response } from '../../../shared/model/content'
import { ClassMark } from '../../ui/marks'

const words: Record<Response, string> = {
  smuggling: 'Smuggling',
  trafficking: 'Trafficking',
  both: 'Both',
  context: 'Context',
}

/** Which response an entry belongs to; what is only context has no class and so no shape. */
export function ResponseMark({ of }: { of: Response }) {
  return of === 'context' ? <span className="response-context">{words.context}</span> : <ClassMark of={of} />
}
