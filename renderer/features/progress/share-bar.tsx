/** A share as a bar; the number always stands beside it in words. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg className="share-bar" width="100%" height="12" aria-hidden="true" focusable="false">
      <rect className="share-track" x="0.5" y="0.5" width="100%" height="11" />
      <rect className="share-fill" height="12" width={`${100 * Math.min(1, Math.max(0, share))}%`} />
    </svg>
  )
}
