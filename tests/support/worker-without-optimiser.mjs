/** The worker from its source on a system for which the optimiser has no program part. (Vite has one of its own to load first.) */
import '../../electron/launch/worker-from-source.mjs'

process.env.NAPI_RS_NATIVE_LIBRARY_PATH = '/nowhere/fsrs-binding.node'
