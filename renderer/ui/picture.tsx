import { useQuery } from '@tanstack/react-query'
import { api } from '../client'
import './picture.css'

/** A picture of an own card. `media` is its name in the media store, `<sha256>.<ext>`: what it is never changes. */
export function Picture({ media, alt }: { media: string; alt: string }) {
  const asked = useQuery(
    api.media.get.queryOptions({
      input: { sha: media.slice(0, 64) },
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  )
  const words = alt || 'Picture without a description'
  if (asked.data)
    return <img className="card-picture" src={`data:${asked.data.type};base64,${asked.data.data}`} alt={words} />
  // Room is kept, so that little moves when it comes.
  return (
    <span className="card-picture card-picture-missing" role="img" aria-label={words}>
      {asked.isError ? `The picture is not here${alt && `: ${alt}`}.` : ''}
    </span>
  )
}
