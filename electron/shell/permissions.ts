import { session } from 'electron'
import { mayHave } from './policy'

/** Asking, looking whether one might ask, and devices: three doors, and Electron leaves all three open by default. */
export function denyPermissions(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayHave(permission, details.requestingUrl))
  })
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, origin))
  defaultSession.setDevicePermissionHandler(() => false)
}
