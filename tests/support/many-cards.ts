/** An Anki package of so many cards, ten reviews each: what a learner brings who has used Anki for years. */
import { type Layout, madePackage } from './anki-package'

/** Every third note has emphasis and lines, the others are plain. */
export const packageOfCards = (cards: number, layout: Layout): Promise<Uint8Array> =>
  madePackage(
    {
      notes: [],
      sql: `
        with recursive n(i) as (select 0 union all select i + 1 from n where i < ${cards - 1})
          insert into notes select 1500000000000 + i, 'g' || i, 1, 1600000000 + i, -1, ' law::federal ',
            'What does number ' || i || ' of the list ask of ' || case when i % 3 then 'everybody?' else '<b>everybody</b>?<br>And why?' end
            || char(31) || 'It asks for answer ' || i || ', in as many words as a card usually has.', '', 0, 0, '' from n;
        insert into cards select id + 100000000000, id, 1, 0, 0, -1, 2, 2, 100, 30, 2500, 10, 1, 0, 0, 0, 0, '' from notes;
        with recursive n(i) as (select 0 union all select i + 1 from n where i < 9)
          insert into revlog select (cards.id - 1600000000000) * 10 + i + 1600000000000, cards.id, -1, 3, 10, 5, 2500, 4000, 1
          from cards, n;`,
    },
    { layout },
  )
