import { Link } from 'wouter'
import { Page } from '../../ui/page'
import { isMac } from '../../ui/words'
import '../../ui/text.css'
import './help.css'

const command = isMac ? '⌘' : 'Ctrl'

/** docs/accessibility.md in the app's own words: no claim stands here that it doesn't make. */
export function AccessibilityWords() {
  return (
    <Page
      title="Accessibility"
      over={<Link href="/help">Help</Link>}
      lead="Fieldbook is meant for everybody who has to learn this, with whatever they read and press."
    >
      <div className="help-text reading">
        <section aria-labelledby="accessibility-keys">
          <h2 id="accessibility-keys">With a keyboard alone</h2>
          <p>Everything can be done with keys, and what has the focus has a ring around it.</p>
          <ul>
            <li>
              <kbd>Tab</kbd> and <kbd>Shift</kbd> <kbd>Tab</kbd> go from one control to the next. The first one on each
              screen skips the navigation.
            </li>
            <li>
              <kbd>Enter</kbd> opens and does, <kbd>Space</kbd> ticks and presses, <kbd>Esc</kbd> closes what is above
              the screen and goes back to where you were.
            </li>
            <li>
              <kbd>{command}</kbd> <kbd>K</kbd> searches everything. <kbd>{command}</kbd> <kbd>Z</kbd> takes back what
              you did last.
            </li>
            <li>
              Arrow keys walk through lists, the map and groups of choices. In a note <kbd>Tab</kbd> leaves the text.
            </li>
            <li>
              <kbd>?</kbd> in a review or in practice lists its single keys. <Link href="/settings">Settings</Link> can
              switch them off; in a field they never work.
            </li>
          </ul>
        </section>
        <section aria-labelledby="accessibility-sight">
          <h2 id="accessibility-sight">For your eyes and ears</h2>
          <ul>
            <li>
              Text from 90 to 200 percent, three fonts and widths, a dark theme and one of high contrast, in{' '}
              <Link href="/settings">Settings</Link>. The wishes of your system for contrast, its own colors, less
              motion and the dark are followed.
            </li>
            <li>At 400 percent zoom everything is in one column. Wide tables scroll by themselves.</li>
            <li>
              Screen readers get headings, names and states of everything, and hear when something is saved, found,
              shown or wrong. The map can be read as a list.
            </li>
            <li>Smuggling and trafficking have a shape and a word each, never a color alone.</li>
            <li>Nothing flashes, nothing has sound, and nothing runs out of time.</li>
          </ul>
        </section>
        <section aria-labelledby="accessibility-untested">
          <h2 id="accessibility-untested">What nobody has tested</h2>
          <p>
            Every screen is checked by programs, with each version. That finds many faults and not all. No person has
            yet tried this version with NVDA, JAWS, VoiceOver, a braille display, a screen magnifier, voice control, a
            switch or the contrast themes of Windows. It may have faults there that we don’t know of.
          </p>
          <p>
            A report in the form that federal agencies ask for (OpenACR, WCAG 2.2 and Section 508) comes with the source
            of Fieldbook, in the folder docs.
          </p>
        </section>
      </div>
    </Page>
  )
}
