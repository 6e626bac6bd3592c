/** Said where a chapter was opened in its middle. */
export function Resumed({ startOver }: { startOver: () => void }) {
  return (
    <div className="resumed">
      <p className="resumed-line">
        <span role="status">Opened where you stopped.</span>
        <button type="button" className="button button-quiet" onClick={startOver}>
          Start at the beginning
        </button>
      </p>
    </div>
  )
}
