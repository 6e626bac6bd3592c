import type { StudyState } from '../../../shared/model/operations'
import type { SchedulingSettings } from '../../../shared/rules/scheduling'

/** What schedules the learner's cards: their settings, and their own weights if they have taken some into use. */
export function schedulingOf({ settings, parameters }: Readonly<StudyState>): SchedulingSettings {
  return { ...settings, weights: parameters?.weights }
}
