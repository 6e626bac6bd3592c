/** Writes down what somebody does by keyboard and what a screen reader has to say to it. */
import type { App } from './app'

/** Longest description that is written out; stories are longer. */
const longest = 160

export class Transcript {
  #lines: string[] = []
  #said: string[] = []
  #steps = 0

  constructor(private readonly app: App) {}

  begin(title: string): void {
    this.#lines.push('', `## ${title}`, '')
  }

  /** After a key: where the focus is (role, name, states, description), and what was announced since. */
  async step(key: string): Promise<void> {
    this.#steps += 1
    const said = await this.#announced()
    const news = said.filter((words) => !this.#said.includes(words)).join(' ')
    this.#said = said
    this.#lines.push(`- \`${key === ' ' ? 'Space' : key}\`: ${await this.#focused()}${news && `; says: ${news}`}`)
  }

  text({ cards, ratings }: { cards: number; ratings: number }): string {
    return `${[
      '# A session by keyboard alone',
      '',
      `${cards} cards, ${ratings} ratings, ${this.#steps} steps, no mouse. Recorded by \`tests/e2e/keyboard-session.spec.ts\`, which says how to record it`,
      'anew. Each line is a key (or what was typed) and what a screen reader has to say then: role and name of what has the',
      'focus, its description in brackets, and what is announced. Times are left out.',
      ...this.#lines,
    ].join('\n')}\n`
  }

  async #focused(): Promise<string> {
    const focused = this.app.page.locator(':focus')
    if ((await focused.count()) === 0) return 'the page'
    const [line = ''] = (await focused.ariaSnapshot()).split('\n')
    const [, role = '', name = ''] = /^- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?/.exec(line) ?? []
    const states = [...line.matchAll(/\[(checked|expanded|pressed|disabled|selected)[^\]]*\]/g)].map(
      ([, state]) => state,
    )
    const { described, dialog } = await focused.evaluate((element) => {
      const heard = (id: string) => {
        const texts = document.createTreeWalker(document.getElementById(id) ?? new Text(), NodeFilter.SHOW_TEXT)
        const words: string[] = []
        while (texts.nextNode()) {
          const { parentElement, textContent } = texts.currentNode
          if (!parentElement?.closest('[aria-hidden="true"], kbd')) words.push(textContent?.trim() ?? '')
        }
        return words.join(' ').trim()
      }
      const named = element.closest('dialog')?.getAttribute('aria-labelledby')
      const describedBy = element.getAttribute('aria-describedby')?.split(' ') ?? []
      return { described: describedBy.map(heard).join(' '), dialog: named ? heard(named) : '' }
    })
    const words = name.replaceAll('\\"', '"').replaceAll("''", "'")
    const description = described.length > longest ? `${described.slice(0, longest)}…` : described
    const place = dialog && `in dialog “${dialog}”`
    return [role, words && `“${words}”`, ...states, description && `(${description})`, place].filter(Boolean).join(' ')
  }

  async #announced(): Promise<string[]> {
    const said = await this.app.page.getByRole('status').allTextContents()
    return said
      .map((words) => words.trim().replace(/\d{1,2}:\d{2}( [AP]M)?/g, '…'))
      .filter((words) => words && !/still being saved/.test(words))
  }
}
