import { longestField, mostAnswers, mostDeletions, type OwnCardProblem } from '../../../shared/rules/own-cards'

const emptyWords: Record<OwnCardProblem['field'], string> = {
  front: 'Write the question.',
  back: 'Write the answer.',
  text: 'Write the text.',
  options: 'Write this answer.',
  accept: 'Write an answer.',
  note: '',
}

/** What is missing at a field, and what to do. */
export function problemWords({ field, what }: OwnCardProblem): string {
  switch (what) {
    case 'empty':
      return emptyWords[field]
    case 'too-long':
      return `This is too long: at most ${longestField.toLocaleString()} characters.`
    case 'no-deletion':
      return 'Nothing is left out yet. Select the words to be found and press “Make a blank”.'
    case 'too-many':
      return field === 'text'
        ? `These are too many blanks for one text: at most ${mostDeletions}.`
        : `These are too many answers: at most ${mostAnswers}.`
    case 'too-few':
      return 'Give at least two answers.'
    case 'none-right':
      return 'Mark the answer that is right.'
    case 'several-right':
      return 'Mark only one answer as right.'
    case 'twice':
      return 'This answer stands here twice.'
  }
}
