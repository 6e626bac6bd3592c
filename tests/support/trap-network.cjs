/**
 * `node --require` this: whatever reaches for a network is refused and told on standard error, in a line that begins
 * with `NETWORK:`. Listening is no reaching, and a path (the data folder's lock) is no network. Workers are trapped too,
 * which in Node 20 `--import` would leave out.
 */
const childProcess = require('node:child_process')
const dgram = require('node:dgram')
const dns = require('node:dns')
const { syncBuiltinESMExports } = require('node:module')
const net = require('node:net')

function refuse(what) {
  process.stderr.write(`NETWORK: ${what}\n${new Error('asked for here').stack}\n`)
  throw new Error(`no network in tests: ${what}`)
}

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function trapped(...given) {
  const [first] = Array.isArray(given[0]) ? given[0] : given // Node passes its own normalised list on
  const way = typeof first === 'string' && Number.isNaN(Number(first)) ? first : first?.path
  if (way) return connect.apply(this, given)
  return refuse(`connect to ${JSON.stringify(first)}`)
}
for (const from of [dns, dns.promises])
  for (const name of Object.keys(from).filter((name) => /^(lookup|resolve|reverse)/.test(name))) {
    const real = from[name]
    // Listening on an address goes through here too; that asks nobody.
    from[name] = (host, ...rest) => (net.isIP(host) ? real.call(from, host, ...rest) : refuse(`${name} ${host}`))
  }
dgram.createSocket = () => refuse('a datagram socket')
globalThis.fetch = (address) => refuse(`fetch ${address?.url ?? address}`)
globalThis.WebSocket = class {
  constructor(address) {
    refuse(`a web socket to ${address}`)
  }
}
// A helper program could reach out in our place.
for (const name of ['spawn', 'exec', 'execFile', 'fork', 'spawnSync', 'execSync', 'execFileSync'])
  childProcess[name] = (program) => refuse(`another program: ${program}`)
syncBuiltinESMExports()
