import type { Appearance } from '../../shared/model/study'
import { addressOf } from './address-of'
import { Choice } from './choice'

/** How the reading text looks: in Settings and beside the text. */
export function AppearanceControls(props: {
  appearance: Appearance
  change: (patch: Partial<Appearance>) => void
  /** Each has an address on the screen: `/settings#theme`. */
  addressed?: boolean
}) {
  const { appearance, change } = props
  const id = (legend: string) => (props.addressed ? { id: addressOf(legend) } : {})
  return (
    <>
      <Choice
        {...id('Theme')}
        legend="Theme"
        value={appearance.theme}
        options={[
          ['system', 'Like the system'],
          ['light', 'Light'],
          ['dark', 'Dark'],
          ['high-contrast', 'High contrast'],
        ]}
        choose={(theme) => change({ theme })}
      />
      <Choice
        {...id('Text size')}
        legend="Text size"
        value={appearance.textSize}
        options={[
          [90, '90%'],
          [100, '100%'],
          [115, '115%'],
          [130, '130%'],
          [160, '160%'],
          [200, '200%'],
        ]}
        choose={(textSize) => change({ textSize })}
      />
      <Choice
        {...id('Reading font')}
        legend="Reading font"
        value={appearance.readingFont}
        options={[
          ['serif', 'Source Serif'],
          ['sans', 'Public Sans'],
          ['hyperlegible', 'Atkinson Hyperlegible'],
        ]}
        choose={(readingFont) => change({ readingFont })}
      />
      <Choice
        {...id('Width of the text')}
        legend="Width of the text"
        value={appearance.width}
        options={[
          ['narrow', 'Narrow'],
          ['normal', 'Normal'],
          ['wide', 'Wide'],
        ]}
        choose={(width) => change({ width })}
      />
      <Choice
        {...id('Line spacing')}
        legend="Line spacing"
        value={appearance.lineSpacing}
        options={[
          ['close', 'Close'],
          ['normal', 'Usual'],
          ['open', 'Open'],
        ]}
        choose={(lineSpacing) => change({ lineSpacing })}
      />
    </>
  )
}
