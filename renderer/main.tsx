import '@fontsource-variable/public-sans/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import '@fontsource-variable/source-serif-4/wght-italic.css'
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/print.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import { queries } from './client'
import { ownWordsLayer } from './features/corrections/own-words'
import { LockDoor } from './features/lock/lock-door'
import { OwnWordsOver } from './ui/correctable'
import { keepPlaces } from './ui/places'

keepPlaces()

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <QueryClientProvider client={queries}>
      <LockDoor>
        <OwnWordsOver value={ownWordsLayer}>
          <App />
        </OwnWordsOver>
      </LockDoor>
    </QueryClientProvider>,
  )
