import { JSON_LIMITS, limitInWords, passedLimit, storableProblem } from '@millrace/base';
import { listed } from '@millrace/base/words';
import type { FlowImporter, GivenFile, ReadFlow } from './importer.ts';
import { jsonOf } from './json-of.ts';
import { IMPORTERS } from './kinds.ts';

/** Characters of the largest file. */
export const LARGEST_FILE = 2_000_000;

/** The flow of a file and who read it, or why it cannot be imported. */
export type FileReading =
  | { readonly importer: FlowImporter; readonly flow: ReadFlow }
  | { readonly problem: string };

/** Reads a file of any system in the list. */
export function readFlowFile(
  { name, text: given }: Pick<GivenFile, 'name' | 'text'>,
  importers: readonly FlowImporter[] = IMPORTERS,
): FileReading {
  const text = given.replace(/^\uFEFF/, '').trim();
  if (text === '') return { problem: 'It is empty.' };
  if (text.length > LARGEST_FILE) return { problem: 'It is larger than 2 MB.' };
  const passed = passedLimit(text, JSON_LIMITS);
  if (passed) return { problem: `In it, ${limitInWords(passed, JSON_LIMITS)}.` };
  const file: GivenFile = { name, text, json: jsonOf(text) };
  const importer = importers.find((one) => one.recognises(file));
  if (!importer) {
    const known = `Flows of ${listed(
      importers.map(({ title }) => title),
      'or',
    )} can be imported.`;
    return { problem: `${file.json === undefined ? 'It is not JSON' : 'It holds no flow'}. ${known}` };
  }
  const reading = importer.read(file);
  if ('problem' in reading) return reading;
  const unstorable = storableProblem(reading.flow, FLOW_LIMITS);
  return unstorable
    ? { problem: `At “${unstorable.field}”: ${unstorable.problem}` }
    : { importer, flow: reading.flow };
}

const FLOW_LIMITS = {
  ...JSON_LIMITS,
  depth: JSON_LIMITS.depth + 4,
  text: LARGEST_FILE,
  name: 2_000,
  size: 2 * LARGEST_FILE,
};
