import { expect, test } from 'vitest';
import fc from 'fast-check';
import { z } from 'zod';
import { sentencesOf, titleAt } from './config-sentences.ts';

const schema = z.strictObject({
  subject: z.string().min(1).max(10).meta({ title: 'Subject' }),
  share: z.number().min(0).max(1).default(0.5).meta({ title: 'Share' }),
  unit: z.enum(['minutes', 'hours']).optional().meta({ title: 'Unit' }),
  notSent: z.boolean().optional(),
  prefix: z
    .string()
    .regex(/^[A-Z]*$/, 'The beginning of a code has capital letters only.')
    .optional(),
  paths: z
    .array(z.strictObject({ name: z.string().min(1).meta({ title: 'Name' }) }))
    .min(1)
    .max(2)
    .meta({ title: 'Paths' }),
  rule: z
    .discriminatedUnion('rule', [
      z.strictObject({ rule: z.literal('never') }),
      z.strictObject({ rule: z.literal('after'), days: z.number().min(1).meta({ title: 'Days' }) }),
    ])
    .optional(),
});
const good = { subject: 'Hi', paths: [{ name: 'A' }] };
const said = (config: unknown) => {
  const parsed = schema.safeParse(config);
  return parsed.success
    ? []
    : sentencesOf(schema, parsed.error).map(({ field, sentence }) => `${field}: ${sentence}`);
};

test.each<[string, unknown]>([
  ['subject: Subject is missing.', { ...good, subject: undefined }],
  ['subject: Subject is missing.', { ...good, subject: '' }],
  ['subject: Subject is longer than 10 characters.', { ...good, subject: 'x'.repeat(11) }],
  ['subject: Subject has to be text.', { ...good, subject: 7 }],
  ['share: Share has to be at most 1.', { ...good, share: 2 }],
  ['share: Share has to be at least 0.', { ...good, share: -2 }],
  ['share: Share has to be a number.', { ...good, share: 'half' }],
  ['unit: Unit has to be one of: minutes, hours.', { ...good, unit: 'years' }],
  ['notSent: Not sent has to be yes or no.', { ...good, notSent: 'maybe' }],
  ['prefix: The beginning of a code has capital letters only.', { ...good, prefix: 'a' }],
  ['paths: Paths is empty.', { ...good, paths: [] }],
  ['paths: Paths has more than 2.', { ...good, paths: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] }],
  ['paths.1.name: Name is missing.', { ...good, paths: [{ name: 'A' }, {}] }],
  ['rule.days: Days has to be at least 1.', { ...good, rule: { rule: 'after', days: 0 } }],
  ['null: This has something Millrace does not know: colour.', { ...good, colour: 'red' }],
])('the marketer reads "%s"', (expected, config) => {
  expect(said(config)).toContain(expected);
});

test('a title is found through defaults, options and lists', () => {
  expect(titleAt(schema, ['share'])).toBe('Share');
  expect(titleAt(schema, ['paths', 1])).toBe('Paths 2');
  expect(titleAt(schema, ['paths', 0, 'name'])).toBe('Name');
  expect(titleAt(schema, ['somethingUnknown', 'innerPart'])).toBe('Inner part');
  expect(titleAt(schema, [])).toBe('This');
});

test('for any input, each problem is a whole sentence', () => {
  fc.assert(
    fc.property(
      fc.record(
        { subject: fc.anything(), share: fc.anything(), paths: fc.anything(), rule: fc.anything() },
        { requiredKeys: [] },
      ),
      (config) => {
        for (const line of said(config)) expect(line).toMatch(/: ["A-Z].*\.$/);
      },
    ),
  );
});
