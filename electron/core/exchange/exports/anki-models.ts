/** The note types that Fieldbook's cards become in Anki. Ids and field names stay: by them a later file means the same type. */

export interface Template {
  name: string
  question: string
  answer: string
}
export interface Model {
  /** Made up once; looks like the instant of its making, UTC ms. */
  id: number
  name: string
  isCloze: boolean
  fields: readonly string[]
  templates: readonly Template[]
}

const first = Date.UTC(2026, 0, 5)
const onlyIf = (field: string, html: string) => `{{#${field}}}${html}{{/${field}}}`
const extra =
  onlyIf('Note', '<div class="note">{{Note}}</div>') + onlyIf('Sources', '<div class="sources">{{Sources}}</div>')
const below = (answer: string) => `{{FrontSide}}<hr id="answer">${answer}${extra}`

export const models = {
  basic: {
    id: first + 1,
    name: 'Fieldbook Basic',
    isCloze: false,
    fields: ['Front', 'Back', 'Note', 'Sources'],
    templates: [{ name: 'Card 1', question: '{{Front}}', answer: below('{{Back}}') }],
  },
  reversed: {
    id: first + 2,
    name: 'Fieldbook Basic and reversed',
    isCloze: false,
    fields: ['Front', 'Back', 'Note', 'Sources'],
    templates: [
      { name: 'Card 1', question: '{{Front}}', answer: below('{{Back}}') },
      { name: 'Card 2', question: '{{Back}}', answer: below('{{Front}}') },
    ],
  },
  /** Asked both ways in words of its own each way. */
  bothWays: {
    id: first + 3,
    name: 'Fieldbook Both ways',
    isCloze: false,
    fields: ['Front', 'Back', 'Reverse front', 'Reverse back', 'Note', 'Sources'],
    templates: [
      { name: 'Card 1', question: '{{Front}}', answer: below('{{Back}}') },
      { name: 'Card 2', question: '{{Reverse front}}', answer: below('{{Reverse back}}') },
    ],
  },
  cloze: {
    id: first + 4,
    name: 'Fieldbook Cloze',
    isCloze: true,
    fields: ['Text', 'Note', 'Sources'],
    templates: [{ name: 'Cloze', question: '{{cloze:Text}}', answer: `{{cloze:Text}}${extra}` }],
  },
  typed: {
    id: first + 5,
    name: 'Fieldbook Typed',
    isCloze: false,
    fields: ['Front', 'Back', 'Also right', 'Note', 'Sources'],
    templates: [
      {
        name: 'Card 1',
        question: '{{Front}}<br>{{type:Back}}',
        answer: `{{Front}}<hr id="answer">{{type:Back}}${onlyIf('Also right', '<div>Also right: {{Also right}}</div>')}${extra}`,
      },
    ],
  },
  choice: {
    id: first + 6,
    name: 'Fieldbook Choice',
    isCloze: false,
    fields: ['Question', 'Options', 'Answer', 'Reasons', 'Note', 'Sources'],
    templates: [
      {
        name: 'Card 1',
        question: '{{Question}}{{Options}}',
        answer: below(`<strong>{{Answer}}</strong>${onlyIf('Reasons', '{{Reasons}}')}`),
      },
    ],
  },
  case: {
    id: first + 7,
    name: 'Fieldbook Case',
    isCloze: false,
    fields: ['Title', 'Story', 'Options', 'Answer', 'Factors', 'Reasons', 'Note', 'Sources'],
    templates: [
      {
        name: 'Card 1',
        question: '<h1>{{Title}}</h1>{{Story}}<p>Which is it?</p>{{Options}}',
        answer: below(
          `<strong>{{Answer}}</strong>${onlyIf('Factors', '{{Factors}}')}${onlyIf('Reasons', '{{Reasons}}')}`,
        ),
      },
    ],
  },
} satisfies Record<string, Model>

const css = `.card { font-family: Georgia, serif; font-size: 20px; line-height: 1.5; max-width: 40em; margin: 0 auto; }
h1 { font-size: 1.1em; }
.note, .sources { margin-top: 1em; font-size: 0.85em; }
.cloze { font-weight: bold; }
img { max-width: 100%; }
`
const head = String.raw`\documentclass[12pt]{article}
\special{papersize=3in,5in}
\usepackage[utf8]{inputenc}
\usepackage{amssymb,amsmath}
\pagestyle{empty}
\setlength{\parindent}{0in}
\begin{document}
`

/** As schema 11 keeps it. @param at when it was last changed, UTC ms; @param deck id. */
export function modelJson({ id, name, isCloze, fields, templates }: Model, at: number, deck: number) {
  return {
    id,
    name,
    type: isCloze ? 1 : 0,
    mod: Math.floor(at / 1000),
    usn: -1,
    sortf: 0,
    did: deck,
    tmpls: templates.map((template, ord) => ({
      name: template.name,
      ord,
      qfmt: template.question,
      afmt: template.answer,
      bqfmt: '',
      bafmt: '',
      did: null,
      bfont: '',
      bsize: 0,
    })),
    flds: fields.map((field, ord) => ({
      name: field,
      ord,
      sticky: false,
      rtl: false,
      font: 'Arial',
      size: 20,
      media: [],
    })),
    css,
    latexPre: head,
    latexPost: String.raw`\end{document}`,
    latexsvg: false,
    // Of each card the fields that its question shows: without all of them it would ask nothing.
    req: templates.map(({ question }, ord) => [
      ord,
      'any',
      fields.flatMap((field, at) => (shows(question, field) ? [at] : [])),
    ]),
    tags: [],
    vers: [],
  }
}

const shows = (question: string, field: string) => question.includes(`{{${field}}}`) || question.includes(`:${field}}}`)
