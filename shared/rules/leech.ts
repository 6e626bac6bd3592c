/** At the threshold, and again after every half as many lapses: 8, 12, 16 ... (as Anki counts them). */
export function becomesLeech(lapsesBefore: number, lapses: number, threshold: number): boolean {
  if (lapses <= lapsesBefore || lapses < threshold) return false
  return (lapses - threshold) % Math.max(1, Math.ceil(threshold / 2)) === 0
}
