import type { Reviewing } from './use-review'

/** What a question needs of the sitting in which it is asked, be it a review or a practice. */
export type Answering = Pick<Reviewing, 'choice' | 'revealed' | 'trouble' | 'choose' | 'tick' | 'type' | 'reveal'>
