/** A link as Markdown writes it. What the name holds of Markdown's signs is shown, not meant. */
export function linkTo(name: string, address: string): string {
  return `[${name.replace(/[[\]\\`*_<]/g, '\\$&')}](${address})`
}
