import { Menu } from 'electron'
import { menuTemplate } from './menu-template'
import { askPage, editInField } from './window'
import { zoom } from './window-place'

/** Before 'ready', so that no default menu is built first. */
export function setMenu(development: boolean, mac = process.platform === 'darwin'): void {
  const template = menuTemplate({ development, mac }, { ask: askPage, edit: editInField, zoom })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
