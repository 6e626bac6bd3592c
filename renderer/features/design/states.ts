const states = { ':hover': '.as-hover', ':focus-visible': '.as-focus', ':active': '.as-active' }

/** The page's own rules for a state once more, for a class: a picture can't point, press or have the focus twice. */
function rulesForClasses(rules: CSSRuleList): string {
  return [...rules]
    .map((rule) => {
      if (!(rule instanceof CSSStyleRule)) return ''
      let selector = rule.selectorText
      for (const [state, name] of Object.entries(states)) selector = selector.replaceAll(state, name)
      return selector === rule.selectorText ? '' : `${selector} {${rule.style.cssText}}`
    })
    .join('\n')
}

/** Until what it returns is called, `as-hover`, `as-focus` and `as-active` look as if it were so. */
export function showStatesByClass(): () => void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync([...document.styleSheets].map(({ cssRules }) => rulesForClasses(cssRules)).join('\n'))
  document.adoptedStyleSheets.push(sheet)
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  }
}
