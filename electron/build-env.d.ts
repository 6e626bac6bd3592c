/** Put in by the build: true under `npm run dev`, false in a build, where what hangs on it is left out. */
declare const __DEVELOPMENT__: boolean
