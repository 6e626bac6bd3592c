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

export const newKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A pack's file of these texts. */
export function packedOf(texts: Record<string, string>, key: string | null): Promise<Buffer> {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }))
  const content: PackContent = { author: 'Sergeant Vale', madeAt: Date.parse('2026-06-01T12:00:00Z'), files }
  return writePackFile(content, key)
}
