import { generateKeyPairSync } from 'node:crypto'
import { type PackContent, writePackFile } from '../../electron/core/packs/pack-file'

/** The texts of a small pack that extends `smallPack`. */
export const stateLaw: Record<string, string> = {
  'pack.yaml': `id: state-law
title: The law of the state
version: 1.0.0
language: en-US
asOf: "2026-05-01"
about: What the state adds.
extends: small
chapters: [state]
`,
  'sources.yaml': `- id: code
  kind: reference
  title: The code of the state
  publisher: The state
  date: "2026-01-01"
`,
  'facts.yaml': `- source: code
  section: Section 1
  ids: [T-001..T-003]
`,
  'chapters/state.md': `---
id: state
title: The chapter of the state
summary: What it is about.
status: outline
objectives:
  - id: know-the-state
    text: Know the law of the state.
---

## Here {#here}

The state punishes it too. {T-001}
`,
  'cards/state.yaml': `- id: punished
  kind: basic
  chapter: state
  section: here
  objectives: [know-the-state]
  front: Does the state punish it?
  back: Yes, it does.
  why: It does. {T-001}
  facts: [T-001]
`,
  'overlays/consent.md': `---
id: consent-here
title: Consent in this state
chapter: the-distinction
section: consent
---

A minor can't agree here. {T-002}
`,
  'glossary/state.yaml': `- id: desk
  kind: unit
  name: The state desk
  response: both
  summary: It takes calls. {T-003}
  asOf: "2026"
`,
}

/** The same with every part that a pack can have. */
export const wholeStateLaw: Record<string, string> = {
  ...stateLaw,
  'chapters/state.md': `${stateLaw['chapters/state.md']}
| | Here | There |
|---|---|---|
| First call | The desk | The sheriff on duty {T-001} |

> [!check-yourself] Ask next
> Whom does [the desk](glossary:desk) call?
>
> It calls the county. {T-001}

> [!key-term] The desk of the state
> It takes calls at night. {T-003}

\`\`\`figure
title: Calls at night, by month
unit: calls
asOf: "2026-01-01"
rows:
  - {label: May, value: 3, facts: [T-001]}
  - {label: June, value: 5, facts: [T-001]}
  - {label: July, value: 4, facts: [T-001]}
note: Only calls that were written down are counted. {T-001}
\`\`\`
`,
  'cards/state.yaml': `${stateLaw['cards/state.yaml']}  factors: [consent, border]
  classes: [trafficking]
  terms: [desk, jtfa]
  contrast: which
- id: which
  kind: multiple-choice
  chapter: state
  section: here
  objectives: [know-the-state]
  terms: [desk]
  contrast: punished
  front: Who takes the first call here?
  options:
    - {id: desk, text: The state desk, right: true}
    - {id: sheriff, text: The sheriff, why: "The sheriff is called by the desk. {T-001}"}
    - {id: nobody, text: Nobody, why: "Somebody is always there. {T-001}"}
  why: The desk does. {T-001}
  facts: [T-001, T-002]
`,
  'glossary/state.yaml': `${stateLaw['glossary/state.yaml']}  since: "2021-06"
  relations:
    - {type: works-with, to: jtfa, facts: [T-003]}
    - {type: parent, to: state-office, facts: [S1-030]}
- id: state-office
  kind: agency
  name: The state office
  response: context
  summary: It keeps the desk. {T-003}
  asOf: "2026"
`,
  'scenarios/state.yaml': `- id: price
  chapter: state
  section: here
  objectives: [know-the-state]
  factor: consent
  differs: In one she agrees; in the other she never does. {T-001}
  stories:
${[
  ['price-a', 'The price', 'smuggling', 'trafficking', '[desk]'],
  ['price-b', 'The debt', 'trafficking', 'smuggling', '[]'],
]
  .map(
    ([id, title, right, wrong, agencies]) => `    - id: ${id}
      title: ${title}
      story: ${'Ines pays a driver who takes her over the river. '.repeat(7).trim()}
      class: ${right}
      factors:
        - {factor: consent, decides: true, says: "It is told so. {T-001}"}
      wrong:
        ${wrong}: Nothing in it says so. {T-001}
      tempting: ${wrong}
      protection: See that she is safe. {T-001}
      next: [Who was paid?]
      takeaway: Look at what came after. {T-001}
      agencies: ${agencies}
`,
  )
  .join('')}`,
}

/** The law of a state on top of the book itself: a chapter of one sentence, a card and, where it is given, an addition. */
export const bookStateLaw = (
  version: string,
  { sentence, front, back }: { sentence: string; front: string; back: string },
  addition?: string,
): Record<string, string> => ({
  'pack.yaml': `id: state-law
title: The law of the state
version: ${version}
language: en-US
asOf: "2026-05-01"
about: What our state adds to federal law.
extends: federal-response
chapters: [state]
`,
  'sources.yaml':
    '- {id: code, kind: reference, title: The code of the state, publisher: The state, date: "2026-01-01"}\n',
  'facts.yaml': '- {source: code, section: Section 1, lasting: true, ids: [T-001, T-002]}\n',
  'chapters/state.md': `---
id: state
title: What our state adds
summary: The law of the state.
status: outline
objectives:
  - {id: know-the-state, text: Know the law of the state.}
---

## Here {#here}

${sentence} {T-001}
`,
  'cards/state.yaml': `- id: punished
  kind: basic
  chapter: state
  section: here
  objectives: [know-the-state]
  front: ${front}
  back: ${back}
  why: It does. {T-001}
  facts: [T-001]
`,
  ...(addition && {
    'overlays/desk.md': `---
id: desk
title: Whom to call here
chapter: the-distinction
section: summary
---

${addition} {T-002}
`,
  }),
})

export const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A pack's file of these texts. */
export function packedOf(texts: Record<string, string>, key: string | null): Promise<Buffer> {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }))
  const content: PackContent = { author: 'Sergeant Vale', madeAt: Date.parse('2026-06-01T12:00:00Z'), files }
  return writePackFile(content, key)
}
