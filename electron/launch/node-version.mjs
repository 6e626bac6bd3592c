/** Says in words that this Node is too old, before anything fails on it in stranger ways. */

/**
 * @param {string} version as in `process.versions.node`
 * @param {string} wanted the form of `engines.node` used here: `^20.19.0 || ^22.12.0 || >=24.0.0`
 * @returns {string | undefined} what to tell the person, or nothing if this Node will do
 */
export function oldNode(version, wanted) {
  if (wanted.split('||').some((range) => satisfies(parts(version), range.trim()))) return undefined
  return `Fieldbook needs Node.js ${wanted.replaceAll('||', 'or')}; this is ${version}. See https://nodejs.org`
}

function satisfies(version, range) {
  const [, sign, floor] = /^(\^|>=)?(.+)$/.exec(range)
  const least = parts(floor)
  if (sign === '^' && version[0] !== least[0]) return false
  const apart = version.map((part, at) => part - least[at]).find((difference) => difference !== 0)
  return (apart ?? 0) >= 0
}

function parts(version) {
  return version.split('-')[0].split('.').map(Number)
}
