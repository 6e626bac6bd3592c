/** What to tell the person if this Node is too old. */
export function oldNode(version: string, wanted: string): string | undefined
