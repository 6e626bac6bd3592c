import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api } from '../../client'
import { Page } from '../../ui/page'
import { BlockText, Cited } from '../../ui/text'
import { sourceDate } from '../../ui/words'
import './help.css'

/** Where to report and where to get help, as the pack gives it. */
export function Help() {
  const view = useQuery(api.library.help.queryOptions()).data
  if (!view) return null
  const { help } = view
  if (!help)
    return (
      <Page title="No page for help">
        <p>
          This content pack has none. <Link href="/">Go to Today</Link>.
        </p>
      </Page>
    )
  return (
    <Page title={help.title} over={`Put together ${sourceDate(help.asOf)}`} lead={help.summary}>
      <Cited facts={view.facts} sources={view.sources} order={help.sources}>
        <div className="help-text reading">
          {help.sections.map((section) => (
            <section key={section.id} aria-labelledby={section.id === 'opening' ? undefined : section.id}>
              {section.id !== 'opening' && <h2 id={section.id}>{section.title}</h2>}
              {section.blocks.map((block) => (
                <BlockText key={block.id} block={block} />
              ))}
            </section>
          ))}
        </div>
      </Cited>
      <p className="help-more">
        <Link href="/accessibility">Accessibility of Fieldbook: what works, and what nobody has tested</Link>
      </p>
    </Page>
  )
}
