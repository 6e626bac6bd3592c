/** Words whose full stop ends no sentence. `No.` is one only before a number. */
const abbreviations = new Set(
  `U.S. U.S.C. U.N. U.K. E.U. D.C. P.L. Pub. L. Stat. H.R. H.Res. S.Rept. H.Rept. C.F.R. F.R. Fed. Reg. Cong. Sess.
  v. vs. e.g. i.e. cf. al. etc. approx. a.m. p.m. Sec. Secs. sec. Art. Arts. art. Ch. ch. para. paras. Para. Fig. fig.
  pp. p. no. nos. Nos. Vol. vol. Ed. ed. Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Mr. Mrs. Ms. Dr.
  Prof. Sen. Rep. Gov. Gen. Col. Capt. Lt. Sgt. Jr. Sr. St. Mt. Ft. Inc. Corp. Co. Ltd. Dept. Div. Dist. Cir. Supp.`.split(
    /\s+/,
  ),
)

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** The sentences of a text without line breaks, each with where it begins. */
export function sentencesOf(text: string): { text: string; start: number }[] {
  const sentences: { text: string; start: number }[] = []
  for (const { segment, index } of segmenter.segment(text)) {
    const last = sentences.at(-1)
    if (last && goesOn(last.text, segment)) last.text += segment
    else if (segment.trim() !== '') {
      sentences.push({ text: segment, start: index + segment.length - segment.trimStart().length })
    }
  }
  return sentences.map(({ text, start }) => ({ text: text.trim(), start }))
}

/** True where the segmenter took something else for the end of a sentence. */
function goesOn(before: string, after: string): boolean {
  const next = after.trimStart()
  if (next === '' || !/^[\p{Lu}\p{Lt}\p{Lo}\p{N}\p{Ps}\p{Pi}"'“‘]/u.test(next)) return true
  const words = before.trim()
  if (/^(yes|no)\.$/i.test(words)) return true
  const word = words.slice(words.lastIndexOf(' ') + 1).replace(/^[\p{Ps}\p{Pi}"']+/u, '')
  if (word === 'No.') return /^\d/.test(next)
  return abbreviations.has(word) || /^\p{Lu}\.$/u.test(word)
}
