/** Whose signature a pack carries; `by`: the fingerprint of the key. */
export function Signed({ by }: { by: string | null }) {
  if (by === null) return <p>Not signed.</p>
  return (
    <p>
      Signed with the key <code className="packs-key">{by}</code>
    </p>
  )
}
