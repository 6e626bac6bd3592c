import type { Findings } from '../findings'
import type { Known, Part } from '../known'
import type { TextFile } from './read-folder'
import { parseYaml, type YamlFile } from './yaml-file'

/** A YAML file of one part of the pack; that part is incomplete when the file can't be read. */
export function parsePart(file: TextFile, part: Part, known: Known, findings: Findings): YamlFile | undefined {
  const yaml = parseYaml(file.path, file.text, findings.problems)
  if (!yaml) known.incomplete.add(part)
  return yaml
}
