import { goToPlace } from './places'

/**
 * A chapter goes to the section named in its address when it opens. Where that chapter is open already nothing opens,
 * so whoever navigates calls this first.
 */
export function showIfOpen(address: string): void {
  const [path, section] = address.split('#')
  if (section === undefined || location.pathname !== path) return
  goToPlace(section)
}
