import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Compilation, compilePack } from '../../../content/compiler/compile'

export type Files = Record<string, string | Uint8Array>

/** A small pack without a fault, with every part of the format in it. */
export const soundPack = {
  'pack.yaml': `id: test-pack
title: A test pack
version: 1.0.0
language: en-US
asOf: "2023-11-21"
about: A pack for tests.
classes:
  - {id: smuggling, name: Smuggling, summary: "Moving people who agreed. {S1-001}"}
  - {id: neither, name: Neither, summary: "Another kind of case. {plain}"}
factors:
  - id: consent
    name: Consent
    scope: us-law
    question: Did the person agree?
    summary: Agreement that lasts. {S1-002}
chapters: [first, second]
`,
  'sources.yaml': `- id: paper
  kind: source-document
  title: The paper
  publisher: The office
  author: Somebody
  date: "2023-11-21"
  url: https://example.org/paper
- id: statute
  kind: reference
  title: The statute
  publisher: The house
  date: unknown
  note: The copy shows no date.
`,
  'facts.yaml': `- source: paper
  section: Introduction
  lasting: true
  ids: [S1-001..S1-020]
- source: statute
  section: 8 U.S.C. 1324(a)
  asOf: "2013-01-15"
  lasting: true
  ids: [R-001]
`,
  'chapters/01-first.md': `---
id: first
title: The first chapter
summary: What it is about.
status: complete
objectives:
  - id: name-factors
    text: Name the factors.
---

Why this matters on a shift. {plain}

## Consent {#consent}

Smuggling ends at the destination. {S1-001} Trafficking goes
on for as long as somebody is **exploited**. {S1-002, R-001}

### Smaller

- The [force](glossary:task-force) does it. {S1-003}
- See [there](chapter:second#later). {S1-004}

| | Smuggling | Trafficking |
|---|---|---|
| Consent | Given | Never given {S1-005, S1-006} |

> [!key-figure] 2,200 investigations
> As of the end of 2022. {S1-007}

> [!check-yourself]
> Did the person agree?
>
> It was agreed. {S1-008}

## Summary {#summary}

That was it. {S1-009}
`,
  'chapters/02-second.md': `---
id: second
title: The second chapter
summary: What comes later.
status: outline
objectives:
  - id: tell-apart
    text: Tell them apart.
---

## Later {#later}

This is to come. {plain}
`,
  'glossary/bodies.yaml': `- id: task-force
  kind: task-force
  name: The Task Force
  acronym: TF
  aliases: [Force]
  response: smuggling
  summary: It does it. {S1-010}
  text: |
    A first paragraph. {S1-011}

    - An item. {S1-012}
  since: "2021-06"
  asOf: "2023-11-21"
  relations:
    - {type: parent, to: office, facts: [S1-013]}
- id: office
  kind: agency
  name: The Office
  response: both
  summary: It is above. {S1-014}
  asOf: "2023"
`,
  'cards/first.yaml': `- id: consent-smuggling
  kind: basic
  chapter: first
  section: consent
  objectives: [name-factors]
  factors: [consent]
  classes: [smuggling]
  terms: [task-force]
  front: In smuggling, what has the person done?
  back: Agreed.
  why: The person agreed to be moved. {S1-001}
  facts: [S1-001]
  contrast: consent-trafficking
- id: consent-trafficking
  kind: basic
  chapter: first
  section: consent
  objectives: [name-factors]
  front: In trafficking, what has the person done?
  back: Never agreed.
  why: The person never agreed. {S1-002}
  facts: [S1-002]
  contrast: consent-smuggling
`,
} as const satisfies Files

export type PackPath = keyof typeof soundPack

/** Writes the files into a folder of their own, compiles it through the public door, and removes it. */
export async function compile(files: Files): Promise<Compilation> {
  const folder = await mkdtemp(join(tmpdir(), 'fieldbook-content-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), content)
    }
    return await compilePack(folder, '2026-11-22')
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The sound pack with one passage changed. Throws when the passage isn't there, so that no test changes nothing. */
export function changed(path: PackPath, from: string, to: string): Files {
  const text: string = soundPack[path]
  if (!text.includes(from)) throw new Error(`${path} holds no ${JSON.stringify(from)}`)
  return { ...soundPack, [path]: text.replace(from, () => to) }
}

/** The number of the first line that holds the words. */
export function lineOf(files: Files, path: string, words: string): number {
  const lines = String(files[path]).split('\n')
  const index = lines.findIndex((line) => line.includes(words))
  if (index < 0) throw new Error(`${path} holds no ${JSON.stringify(words)}`)
  return index + 1
}

/** A chapter's Markdown in place of the first section's text. */
export function withText(markdown: string): Files {
  const text = soundPack['chapters/02-second.md'].replace('This is to come. {plain}', () => markdown)
  return { ...soundPack, 'chapters/02-second.md': text }
}
