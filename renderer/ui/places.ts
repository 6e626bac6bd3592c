/**
 * Where one was on each screen one can go back to: how far down, and at which control. The entries of the history are
 * told apart by the browser's own keys for them; a browser that has none leaves only its usual way back.
 */
interface Entry {
  key: string
}
interface NavigationApi extends EventTarget {
  currentEntry: Entry | null
}
interface Place {
  top: number
  focus: Control | null
}
/** A control by what it is called, and the how-manieth of that name it is. */
interface Control {
  selector: string
  name: string
  nth: number
}

const navigation = (window as { navigation?: NavigationApi }).navigation
const places = new Map<string, Place>()
/** Where one is about to be again: set when the history is walked, until the screen has taken it up. */
let returning: Place | null = null

const here = () => navigation?.currentEntry?.key
function note(change: Partial<Place>): void {
  const key = here()
  if (key !== undefined) places.set(key, { top: 0, focus: null, ...places.get(key), ...change })
}

/** Begins to keep the places. Once in the app, before the first screen. */
export function keepPlaces(): void {
  window.addEventListener('scroll', () => note({ top: window.scrollY }), { passive: true })
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target.closest('#main')) note({ focus: controlOf(target) })
  })
  navigation?.addEventListener('currententrychange', (event) => {
    const isWalk = (event as Event & { navigationType: string | null }).navigationType === 'traverse'
    const key = here()
    // Taken now: the old screen, as it goes, scrolls and would be noted for the new one.
    returning = (isWalk && key !== undefined && places.get(key)) || null
  })
}

const named = 'a[href], button, summary, input, select, textarea, [tabindex]'
const nameOf = (element: HTMLElement) => element.getAttribute('aria-label') ?? element.textContent?.slice(0, 300) ?? ''
function controlOf(element: HTMLElement): Control | null {
  if (!element.matches(named) || element.matches('h1')) return null
  const selector = element.localName
  const name = nameOf(element)
  return { selector, name, nth: alike(selector, name).indexOf(element) }
}
function alike(selector: string, name: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`#main ${selector}`)].filter((element) => nameOf(element) === name)
}

/** For how long a screen may grow to the height it had, ms. */
const patience = 1500
const calmEnough = 6

/**
 * For a screen that has just been drawn: if one came back to it, brings it to where one was. Waits for what the screen
 * draws later, until somebody scrolls or types; the heading has the focus until the control is there. False: one did not
 * come back.
 */
export function returnToPlace(heading: HTMLElement): boolean {
  const place = returning
  returning = null
  if (!place) return false
  const input = new AbortController()
  const { signal } = input
  const stop = () => input.abort()
  for (const event of ['wheel', 'pointerdown', 'keydown', 'popstate']) window.addEventListener(event, stop, { signal })
  setTimeout(stop, patience)

  // A control on which the screen itself has put the focus stays: it knows which line one went on from.
  const own = document.activeElement
  let control = own instanceof HTMLElement && own.tabIndex >= 0 && own.closest('#main') ? own : undefined
  /** Frames in which nothing had to be done any more. */
  let calm = 0
  function go(): void {
    if (signal.aborted || !place) return
    if (!control?.isConnected)
      control = place.focus ? alike(place.focus.selector, place.focus.name)[place.focus.nth] : undefined
    const { activeElement } = document
    // Where the screen itself has put the focus it may stay.
    const wanted = control ?? (activeElement === document.body ? heading : activeElement)
    const isThere = Math.abs(window.scrollY - place.top) < 2 && activeElement === wanted
    if (!isThere) {
      if (wanted instanceof HTMLElement) wanted.focus({ preventScroll: true })
      window.scrollTo({ top: place.top, behavior: 'instant' })
    }
    calm = isThere && (control !== undefined || place.focus === null) ? calm + 1 : 0
    if (calm === calmEnough) stop()
    // Chromium itself goes to what the address names a frame or two later, and moves the focus.
    else requestAnimationFrame(go)
  }
  go()
  return true
}

/** Goes to the place that the address names behind its `#`. False: it names none that is here. */
export const goToNamedPlace = (): boolean => goToPlace(decoded(location.hash.slice(1)))

/** Brings the element with this id into view and into focus; of a group of choices the one that is chosen. */
export function goToPlace(id: string): boolean {
  const place = document.getElementById(id)
  openFoldAround(place)
  const chosen = place instanceof HTMLFieldSetElement ? place.querySelector<HTMLElement>('input:checked') : null
  place?.scrollIntoView({ block: 'start' })
  ;(chosen ?? place)?.focus({ preventScroll: true })
  return place !== null
}

/** What the browser itself says of a closed part before it shows something in it; whoever closed the part opens it. */
export function openFoldAround(element: HTMLElement | null): void {
  const heads = element?.parentElement?.querySelector(':scope > [hidden="until-found"]')
  const around = element?.closest('[hidden="until-found"]') ?? heads
  around?.dispatchEvent(new Event('beforematch'))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
