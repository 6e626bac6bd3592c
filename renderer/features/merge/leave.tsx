export function Leave({ leave }: { leave: () => void }) {
  return (
    <button type="button" className="button" onClick={leave}>
      Leave things as they are
    </button>
  )
}
