/** Properties are tried with the same inputs in every run, that of `npm run test:all` apart: see decision 0066. */
import fc from 'fast-check'

if (!process.env.FIELDBOOK_ALL) fc.configureGlobal({ seed: 20261123 })
