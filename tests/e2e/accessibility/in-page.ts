/**
 * What is looked at inside the page. `install` is sent there as it stands, so everything it needs is inside it; each
 * check gives back what it found wrong, in words, and nothing when all is well.
 */
declare global {
  interface Window {
    look: ReturnType<typeof install>
  }
}

export function install() {
  const interactive = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [contenteditable="true"]'
  const composite = '[role="toolbar"], [role="listbox"], [role="tablist"], [role="menu"], [role="tree"], [role="grid"]'

  let part: Element | null = null
  /** Looks at this part of the page from now on; null: at all of it, or at the dialog that is open. */
  function only(element: Element | null): void {
    part = element
  }
  const root = () => [...document.querySelectorAll('dialog:modal')].at(-1) ?? part ?? document.body
  const visible = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
  const all = (selector: string, within: Element = root()) => [...within.querySelectorAll(selector)].filter(visible)
  function words(element: Element): string {
    const name =
      element.getAttribute('aria-label') || element.textContent?.trim() || element.getAttribute('title') || ''
    const kind = element.id && !element.id.startsWith('_') ? `${element.localName}#${element.id}` : element.localName
    return `<${kind}${element.classList[0] ? ` .${element.classList[0]}` : ''}> ${name.replaceAll(/\s+/g, ' ').slice(0, 50)}`
  }

  // Colors

  type Color = [red: number, green: number, blue: number, alpha: number]
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const known = new Map<string, Color>()
  function color(text: string): Color {
    const before = known.get(text)
    if (before) return before
    if (!brush) return [0, 0, 0, 0]
    brush.clearRect(0, 0, 1, 1)
    brush.fillStyle = '#0000'
    brush.fillStyle = text
    brush.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data
    const found: Color = [red, green, blue, alpha / 255]
    known.set(text, found)
    return found
  }
  /** WCAG 2: relative luminance. */
  function luminance([red, green, blue]: Color): number {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  function contrast(one: Color, other: Color): number {
    const [a, b] = [luminance(one), luminance(other)]
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  }
  /** What is behind an element's edge: the first opaque ground from here upwards. */
  function ground(from: Element | null): Color {
    for (let element = from; element; element = element.parentElement) {
      const found = color(getComputedStyle(element).backgroundColor)
      if (found[3] > 0.98) return found
    }
    return color(getComputedStyle(document.documentElement).colorScheme.includes('dark') ? '#121212' : '#ffffff')
  }

  // The keyboard

  /** What Tab has to reach: of a group of radio buttons the one that is checked, or any. */
  function tabbable(): Element[] {
    const groups = new Set<string>()
    return all(`${interactive}, [tabindex]`).filter((element) => {
      if (!(element instanceof HTMLElement || element instanceof SVGElement)) return false
      if (element.tabIndex < 0 || element.matches(':disabled') || element.closest('[inert]')) return false
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
      const group = [...document.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(element.name)}"]`)]
      if (group.some((one) => one.checked)) return element.checked
      const first = !groups.has(element.name)
      groups.add(element.name)
      return first
    })
  }
  let wanted: Element[] = []
  let stops: Element[] = []
  const stop = (event: FocusEvent) => {
    if (event.target instanceof Element) stops.push(event.target)
  }
  /** How many times Tab has to be pressed to go round once. */
  function beginTabbing(back: boolean): number {
    wanted = tabbable()
    stops = []
    document.addEventListener('focusin', stop)
    const begin = back ? wanted.at(-1) : wanted[0]
    if (part && begin instanceof HTMLElement) begin.focus()
    // Chromium stops at boxes that scroll and have nothing to press, too.
    const scrollers = all('*').filter((element) => element.scrollHeight > element.clientHeight + 1).length
    return wanted.length + Math.min(scrollers, 12) + 5
  }
  /** Chromium stops at more than what is wanted (boxes that scroll): how many presses more may be needed. */
  function leftToTab(): number {
    const seen = new Set(stops)
    return wanted.every((element) => seen.has(element)) ? 0 : wanted.length + 5
  }
  function sameGroup(one: Element, other: Element): boolean {
    return (
      one instanceof HTMLInputElement &&
      other instanceof HTMLInputElement &&
      one.type === 'radio' &&
      other.type === 'radio' &&
      one.name === other.name
    )
  }
  function endTabbing(): string[] {
    document.removeEventListener('focusin', stop)
    const seen = new Set(stops)
    const missed = wanted.filter(
      (element) => element.isConnected && !seen.has(element) && !stops.some((one) => sameGroup(one, element)),
    )
    const beyond =
      root() === document.body || root() === part ? [] : [...seen].filter((element) => !root().contains(element))
    const many = all(composite).flatMap((whole) => {
      const inside = [...seen].filter((element) => element !== whole && whole.contains(element)).length
      return inside > 1 ? [`${inside} stops in one ${whole.getAttribute('role')}: ${words(whole)}`] : []
    })
    return [
      ...missed.map((element) => `Tab does not reach ${words(element)}`),
      ...beyond.map((element) => `Tab leaves the dialog for ${words(element)}`),
      ...many,
    ]
  }
  /** What can be pressed with a pointer and is no stop of the keyboard nor part of one. */
  function pointerOnly(): string[] {
    const reached = `${interactive}, label, [tabindex], option, [role="option"], ${composite}`
    const pressed = all('*').filter((element) => {
      const parent = element.parentElement
      if (getComputedStyle(element).cursor !== 'pointer') return false
      return !(parent && getComputedStyle(parent).cursor === 'pointer')
    })
    // One stop for many, walked by arrow keys, where the others of the kind are out of the order.
    const roving = (element: Element) => {
      const likes =
        element.closest('table, ul, ol, svg, [role="group"], .room')?.querySelectorAll(element.localName) ?? []
      return [...likes].some((one) => one.classList[0] === element.classList[0] && (one as HTMLElement).tabIndex === 0)
    }
    const unreached = all(interactive).filter(
      (element) =>
        (element as HTMLElement).tabIndex < 0 &&
        !element.matches(':disabled, input[type="radio"]') &&
        !element.closest(composite) &&
        !roving(element),
    )
    return [
      ...pressed
        .filter((element) => !element.closest(reached) && !element.querySelector(reached))
        .map((element) => `only a pointer can press ${words(element)}`),
      ...unreached.map((element) => `left out of the Tab order: ${words(element)}`),
    ]
  }
  /** Stays in the window while the rest scrolls: where it stands says nothing of its order. */
  function stuck(from: Element): boolean {
    for (let element: Element | null = from; element; element = element.parentElement)
      if (/sticky|fixed/.test(getComputedStyle(element).position)) return true
    return false
  }
  /** The tools of a paragraph are seen only with it, and stand for it: those of a short one reach beyond it. */
  const boxOf = (of: Element): DOMRect =>
    ((of.closest('.block-tools') && of.closest('[data-block]')) || of).getBoundingClientRect()
  /** Stops of the reading flow that are above the one before and not in a column to its right. */
  function backwards(): string[] {
    const flow = root() === document.body ? document.querySelector('main') : root()
    const found: string[] = []
    let before: Element | undefined
    for (const element of wanted.filter((one) => flow?.contains(one) && !one.closest('svg'))) {
      if (before) {
        const [now, last] = [boxOf(element), boxOf(before)]
        if (stuck(element) || stuck(before)) continue
        // The tools of a paragraph stand beside its first line and come after it.
        const block = element.closest('[data-block]')
        if (block?.contains(before)) {
          before = element
          continue
        }
        if (now.bottom <= last.top + 1 && now.left < last.right - 1 && now.width > 1 && last.width > 1)
          found.push(`from ${words(before)} back up to ${words(element)}`)
      }
      before = element
    }
    return found
  }

  // The focus

  interface Edge {
    where: Element
    width: number
    color: string
    behind: Element | null
  }
  function edges(element: Element): Edge[] {
    const near = [
      element,
      ...[...element.querySelectorAll('*')].slice(0, 20),
      ...[element.nextElementSibling, element.parentElement, element.parentElement?.parentElement],
      ...(element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []),
    ]
    return near.flatMap((one) => {
      if (!one) return []
      const style = getComputedStyle(one)
      const [, shadow = '', lengths = ''] = /^(rgba?\([^)]*\)|color\([^)]*\)) (.*)$/.exec(style.boxShadow) ?? []
      const thick = Math.max(...[...lengths.matchAll(/-?[\d.]+(?=px)/g)].map(([length]) => Math.abs(Number(length))), 0)
      const drawn = one instanceof SVGElement && !(one instanceof SVGSVGElement) && style.stroke !== 'none'
      return [
        ...(style.outlineStyle === 'none' || style.outlineStyle === 'auto'
          ? []
          : [
              {
                where: one,
                width: Number.parseFloat(style.outlineWidth),
                color: style.outlineColor,
                behind: one.parentElement,
              },
            ]),
        ...(shadow ? [{ where: one, width: thick, color: shadow, behind: one.parentElement }] : []),
        ...(drawn
          ? [
              {
                where: one,
                width: Number.parseFloat(style.strokeWidth),
                color: style.stroke,
                behind: one.parentElement,
              },
            ]
          : []),
      ]
    })
  }
  const sign = ({ width, color: of }: Edge) => `${width} ${of}`

  /** Each stop focused in turn: has it a ring of 2 px and 3:1, and can at least a part of it be seen? */
  async function focusShown(): Promise<{ ring: string[]; hidden: string[] }> {
    const ring: string[] = []
    const hidden: string[] = []
    const begun = document.activeElement
    for (const element of wanted as HTMLElement[]) {
      if (!element.isConnected || !visible(element)) continue
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      const before = new Map(edges(element).map((edge) => [edge.where, sign(edge)]))
      element.focus()
      if (document.activeElement !== element) continue
      // CodeMirror marks its focus a moment later.
      if (element.isContentEditable) await new Promise((done) => setTimeout(done, 60))
      const drawn = edges(element).filter((edge) => edge.width >= 2 && before.get(edge.where) !== sign(edge))
      const best = drawn.toSorted((one, other) => ratio(other) - ratio(one))[0]
      if (!best) ring.push(`no ring on ${words(element)}`)
      else if (ratio(best) < 3) ring.push(`the ring has ${ratio(best).toFixed(2)}:1 on ${words(element)}`)
      if (covered(best?.where ?? element, element))
        hidden.push(`${words(element)} is out of sight or under ${under(best?.where ?? element)}`)
    }
    if (begun instanceof HTMLElement) begun.focus({ preventScroll: true })
    return { ring, hidden }
  }
  const ratio = (edge: Edge) => contrast(color(edge.color), ground(edge.behind))
  function under(shown: Element): string {
    const { left, top, width, height } = shown.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit ? words(hit) : `nothing, at ${Math.round(left)}, ${Math.round(top)}`
  }
  function covered(shown: Element, focused: Element): boolean {
    const { left, top, right, bottom, width, height } = shown.getBoundingClientRect()
    if (width * height < 4) return false
    const points = [
      [left + width / 2, top + height / 2],
      ...[left + 3, right - 3].flatMap((x) => [top + 3, bottom - 3].map((y) => [x, y])),
      ...[0.1, 0.25, 0.75, 0.9].map((part) => [left + width * part, top + height / 2]),
    ]
    return !points.some(([x = 0, y = 0]) => {
      const hit = document.elementFromPoint(x, y)
      return (
        hit && (shown.contains(hit) || hit.contains(shown) || focused.contains(hit)) && hit !== document.documentElement
      )
    })
  }

  // Room

  function tooWide(): string[] {
    const page = document.documentElement
    const dialogs = all('dialog[open], :popover-open', document.body)
    const wide = dialogs.filter(
      (one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth + 1,
    )
    const scrollers = all('*', document.body).filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 &&
        /auto|scroll/.test(getComputedStyle(element).overflowX) &&
        !element.closest('.cm-editor'),
    )
    const unreachable = scrollers.filter(
      (element) =>
        (element as HTMLElement).tabIndex < 0 && element.querySelector(`${interactive}, [tabindex="0"]`) === null,
    )
    return [
      ...(page.scrollWidth > innerWidth
        ? [`the page is ${page.scrollWidth - innerWidth} px wider than the window`]
        : []),
      ...wide.map((element) => `wider than the window: ${words(element)}`),
      ...unreachable.map((element) => `scrolls sideways and takes no focus: ${words(element)}`),
    ]
  }
  function boxed(style: CSSStyleDeclaration): boolean {
    const edge = Number.parseFloat(style.borderInlineEndWidth) > 0 && color(style.borderInlineEndColor)[3] > 0.1
    return edge || color(style.backgroundColor)[3] > 0.1
  }
  /** Text that is cut off, or that runs out of the box drawn around it. */
  function cutOff(): string[] {
    const found: string[] = []
    for (const element of all('*')) {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      if (element instanceof SVGElement) {
        const box = element.matches('text') ? element.parentElement?.querySelector('.map-box') : null
        if (box && element.getBoundingClientRect().right > box.getBoundingClientRect().right + 1)
          found.push(`runs out of its box: ${words(element)}`)
        continue
      }
      if (!own || element.closest('.visually-hidden, .cm-editor')) continue
      const style = getComputedStyle(element)
      const onPurpose = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
      const across = element.scrollWidth > element.clientWidth + 1
      const down = element.scrollHeight > element.clientHeight + 1
      if (onPurpose || style.display === 'inline' || element.clientWidth === 0) continue
      if ((across && style.overflowX === 'hidden') || (down && style.overflowY === 'hidden'))
        found.push(`cut off: ${words(element)}`)
      else if (element.scrollWidth > element.clientWidth + 3 && boxed(style) && style.overflowX === 'visible')
        found.push(`runs out of its box: ${words(element)}`)
    }
    return found
  }

  /** WCAG 2.5.8 with its exceptions: in a line of text, or with room enough around it. */
  function smallTargets(): string[] {
    const least = 24
    const targets = all(`${interactive}, [role="option"]`)
      .filter((element) => !element.matches(':disabled'))
      .map((element) => {
        const parts = [element, ...(element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [])]
        const boxes = parts.map((part) => part.getBoundingClientRect())
        const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))]
        const [right, bottom] = [
          Math.max(...boxes.map((box) => box.right)),
          Math.max(...boxes.map((box) => box.bottom)),
        ]
        return { element, left, top, right, bottom, width: right - left, height: bottom - top }
      })
      .filter(({ width, height }) => width > 1 && height > 1)
    const inText = (element: Element) => {
      if (!getComputedStyle(element).display.startsWith('inline')) return false
      let around = element.parentElement
      while (around && getComputedStyle(around).display.startsWith('inline')) around = around.parentElement
      return (around?.textContent?.trim().length ?? 0) > 2 * (element.textContent?.trim().length ?? 0) + 10
    }
    const small = targets.filter(
      ({ element, width, height }) => Math.min(width, height) < least - 0.5 && !inText(element),
    )
    return small
      .filter((one) => {
        const [x, y] = [(one.left + one.right) / 2, (one.top + one.bottom) / 2]
        return targets.some((other) => {
          if (other === one || other.element.contains(one.element) || one.element.contains(other.element)) return false
          const dx = Math.max(other.left - x, 0, x - other.right)
          const dy = Math.max(other.top - y, 0, y - other.bottom)
          return Math.hypot(dx, dy) < least / 2
        })
      })
      .map(({ element, width, height }) => `${Math.round(width)} × ${Math.round(height)} px: ${words(element)}`)
  }

  // Other than color

  /** What is chosen, pressed or where one is: told apart from its likes by more than a color that the system takes away. */
  function chosenByColor(): string[] {
    const on =
      '[aria-current]:not([aria-current="false"]), [aria-pressed="true"], [aria-selected="true"], input:checked'
    return all(on).flatMap((element) => {
      const likes =
        element instanceof HTMLInputElement
          ? all(`input[type="${element.type}"]`).filter(
              (one) => !(one as HTMLInputElement).checked && sameParentage(one, element),
            )
          : all(element.localName).filter((one) => !one.matches(on) && sameParentage(one, element))
      const [other] = likes
      if (!other) return []
      if (element instanceof HTMLInputElement && getComputedStyle(element).appearance !== 'none' && sized(element))
        return []
      return shape(element) === shape(other) ? [`only a color tells ${words(element)}`] : []
    })
  }
  const sized = (element: Element) =>
    element.getBoundingClientRect().width > 6 && getComputedStyle(element).opacity !== '0'
  const sameParentage = (one: Element, other: Element) =>
    one.className === other.className &&
    one.parentElement?.parentElement?.className === other.parentElement?.parentElement?.className
  function shape(element: Element): string {
    const parts = [
      element,
      element.parentElement,
      element.parentElement?.parentElement,
      element.nextElementSibling,
      ...element.querySelectorAll('*'),
    ]
    return parts
      .flatMap((part) =>
        part
          ? [part].flatMap((one) => [
              getComputedStyle(one),
              getComputedStyle(one, '::before'),
              getComputedStyle(one, '::after'),
            ])
          : [],
      )
      .map((style) => {
        const side = (which: string) => {
          const of = style.getPropertyValue(`border-${which}-color`)
          const seen = color(of)[3] > 0.1 && contrast(color(of), ground(element)) > 1.5
          return `${seen ? style.getPropertyValue(`border-${which}-width`) : '0'} ${style.getPropertyValue(`border-${which}-style`)}`
        }
        const filled =
          color(style.backgroundColor)[3] > 0.1 &&
          contrast(color(style.backgroundColor), ground(element.parentElement)) > 1.5
        return [
          ...['top', 'right', 'bottom', 'left'].map(side),
          ...[style.fontWeight, style.textDecorationLine, style.content, style.outlineStyle, filled],
        ].join(' ')
      })
      .join('|')
  }
  /** Under forced colors: every button and field has an edge or an underline, and every drawing is seen. */
  function lostInForcedColors(): string[] {
    const edge = (element: Element) => {
      const style = getComputedStyle(element)
      const seen = (of: string) => color(of)[3] > 0.1 && contrast(color(of), ground(element.parentElement)) >= 3
      return (
        (Number.parseFloat(style.borderTopWidth) > 0 &&
          style.borderTopStyle !== 'none' &&
          seen(style.borderTopColor)) ||
        seen(style.backgroundColor) ||
        (Number.parseFloat(style.borderBottomWidth) > 0 &&
          style.borderBottomStyle !== 'none' &&
          seen(style.borderBottomColor))
      )
    }
    const fields = all('input, select, textarea').filter(
      (element) =>
        sized(element) &&
        getComputedStyle(element).appearance === 'none' &&
        !element.matches('[type="radio"], [type="checkbox"]'),
    )
    const drawn = all('svg :is(path, circle, rect, line, polygon)').filter((element) => {
      const style = getComputedStyle(element)
      const behind = ground(element.closest('svg'))
      const seen = (of: string) => of !== 'none' && color(of)[3] > 0.1 && contrast(color(of), behind) >= 1.5
      return !seen(style.fill) && !seen(style.stroke) && element.closest('.class-mark, .class-shape') !== null
    })
    return [
      ...fields
        .filter((element) => !edge(element) && !edge(element.parentElement ?? element))
        .map((element) => `no edge: ${words(element)}`),
      ...drawn.map((element) => `not to be seen: ${words(element.closest('svg')?.parentElement ?? element)}`),
    ]
  }
  /** The two classes and what is wrong are never told by a color alone: there are words or a shape with it. */
  function toldByColor(): string[] {
    const style = getComputedStyle(document.documentElement)
    const meaning = [
      '--smuggling',
      '--smuggling-fill',
      '--smuggling-soft',
      '--trafficking',
      '--trafficking-fill',
      '--trafficking-soft',
      '--danger',
    ]
      .map((name) => color(style.getPropertyValue(name)).join())
      .filter((one) => one !== '255,255,255,1')
    return all('main *, dialog *', root() === part ? root() : document.body).flatMap((element) => {
      if (element instanceof SVGElement || element.textContent?.trim() || element.querySelector('svg')) return []
      const own = getComputedStyle(element)
      const told = meaning.includes(color(own.backgroundColor).join())
      if (!told || element.closest('[aria-label], [role="img"], figure, table')) return []
      return [`a color without words: ${words(element)} in ${words(element.parentElement ?? element)}`]
    })
  }
  /** With `prefers-reduced-motion`. */
  function moving(): string[] {
    const none = (time: string) => time.split(',').every((part) => Number.parseFloat(part) === 0)
    return all('*', document.body)
      .filter((element) => {
        const style = getComputedStyle(element)
        return !none(style.transitionDuration) || (style.animationName !== 'none' && !none(style.animationDuration))
      })
      .map((element) => `moves: ${words(element)}`)
  }
  /** Things to be dragged, and areas that take dragging, have controls that do the same. */
  function dragOnly(): string[] {
    const dragged = all('[draggable="true"]').map((element) => `to be dragged: ${words(element)}`)
    const areas = all('*').filter((element) => getComputedStyle(element).touchAction === 'none' && element.id !== '')
    const alone = areas.filter(
      (element) => document.querySelector(`[aria-controls~="${CSS.escape(element.id)}"]`) === null,
    )
    return [...dragged, ...alone.map((element) => `dragged without buttons: ${words(element)}`)]
  }
  let opener: Element | null = null
  function remember(): void {
    opener = document.activeElement
  }
  function backIntoIt(): void {
    const [first] = wanted
    if (first instanceof HTMLElement) first.focus()
  }
  /** The focus, after what was opened has closed. */
  function givenBack(): string[] {
    const focused = document.activeElement
    if (!focused || focused === document.body) return ['the focus is lost']
    // What opened it from within another overlay is gone with that one.
    if (!opener?.isConnected || !visible(opener) || opener === focused) return []
    return [`the focus is on ${words(focused)} instead of ${words(opener)}`]
  }
  function page(): { title: string; lang: string; headings: number; navigation: string; lost: string | null } {
    const focused = document.activeElement
    const arrived =
      focused?.closest('main') && focused.matches('h1, h2, [tabindex="-1"], input, textarea, [contenteditable]')
    return {
      title: document.title,
      lang: document.documentElement.lang,
      navigation: all('nav[aria-label="Main"] a', document.body)
        .map((link) => link.textContent)
        .join(', '),
      headings: document.querySelectorAll('h1').length,
      lost: arrived ? null : focused ? words(focused) : 'nothing',
    }
  }

  const spacing = new CSSStyleSheet()
  spacing.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
  )
  /** WCAG 1.4.12: the spacing somebody may set. */
  function spaced(on: boolean): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== spacing)
    if (on) document.adoptedStyleSheets = [...document.adoptedStyleSheets, spacing]
  }
  const settled = () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))

  return {
    ...{ beginTabbing, leftToTab, endTabbing, pointerOnly, backwards, focusShown, tooWide, cutOff, smallTargets },
    ...{ chosenByColor, lostInForcedColors, toldByColor, moving, dragOnly, page, spaced, settled },
    ...{ only, remember, backIntoIt, givenBack },
  }
}
