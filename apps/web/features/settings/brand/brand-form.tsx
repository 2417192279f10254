'use client';
import type { Brand } from '@millrace/services/writing';
import { Card, Checkbox, Field, Textarea } from '@millrace/ui';
import { useState } from 'react';
import { fullTime } from '@millrace/base/words';
import { useViewer } from '../../shell/index.ts';
import { fieldProblems } from '../forms/field-problems.ts';
import { SaveBar } from '../forms/save-bar.tsx';

type Rules = {
  readonly [Name in keyof Brand]: Brand[Name] extends readonly (infer Entry)[]
    ? readonly Entry[]
    : Brand[Name];
};
type Kept = Rules & { readonly saved: { readonly at: number; readonly by: string } | null };
type ListName = 'use' | 'avoid' | 'forbidden' | 'claims' | 'facts';
/** Lists are edited as text, one entry a line; examples each in a field. */
type Draft = Readonly<Record<ListName | 'voice', string>> &
  Pick<Rules, 'categories'> & { readonly examples: readonly string[] };

const EXAMPLES = 3;
const LISTS: readonly { readonly name: ListName; readonly label: string; readonly help: string }[] = [
  { name: 'use', label: 'Words you use', help: 'One a line.' },
  {
    name: 'avoid',
    label: 'Words you do not use',
    help: 'One a line. Texts with one get advice, and no model writes them.',
  },
];
const CLAIMS: readonly { readonly name: ListName; readonly label: string; readonly help: string }[] = [
  {
    name: 'claims',
    label: 'Approved claims',
    help: 'One a line. A superlative, a guarantee or a promise passes only word for word as it is here.',
  },
  {
    name: 'facts',
    label: 'Facts that every text may state',
    help: 'One a line, such as: Returns within 30 days are free.',
  },
  {
    name: 'forbidden',
    label: 'Forbidden phrases',
    help: 'One a line. A message with one cannot be published. A * at the end stands for any ending: guarantee*',
  },
];
const CATEGORIES: readonly {
  readonly id: Brand['categories'][number];
  readonly label: string;
  readonly help: string;
}[] = [
  { id: 'health', label: 'Health', help: 'Medicine, devices, treatment' },
  { id: 'cosmetics', label: 'Cosmetics', help: 'Care, make-up, perfume' },
  { id: 'supplements', label: 'Food supplements', help: 'Vitamins, powders, functional food' },
  { id: 'finance', label: 'Finance', help: 'Credit, payment by instalments, investments' },
  { id: 'alcohol', label: 'Alcohol', help: 'Wine, beer, spirits' },
];

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const draftOf = (kept: Kept): Draft => ({
  voice: kept.voice,
  use: kept.use.join('\n'),
  avoid: kept.avoid.join('\n'),
  forbidden: kept.forbidden.join('\n'),
  claims: kept.claims.join('\n'),
  facts: kept.facts.join('\n'),
  examples: Array.from({ length: EXAMPLES }, (_, index) => kept.examples[index] ?? ''),
  categories: kept.categories,
});
const rulesOf = ({ voice, use, avoid, forbidden, claims, facts, examples, categories }: Draft): Brand => ({
  voice,
  use: linesIn(use),
  avoid: linesIn(avoid),
  forbidden: linesIn(forbidden),
  claims: linesIn(claims),
  facts: linesIn(facts),
  examples: examples.map((example) => example.trim()).filter(Boolean),
  categories: [...categories],
});

export function BrandForm({
  kept,
  disabled,
  busy,
  error,
  onSave,
}: {
  kept: Kept;
  disabled: boolean;
  busy: boolean;
  error: unknown;
  onSave: (rules: Brand) => Promise<unknown>;
}) {
  const { workspace } = useViewer();
  const [draft, setDraft] = useState<Draft | null>(null);
  const value = draft ?? draftOf(kept);
  const set = (change: Partial<Draft>) => setDraft({ ...value, ...change });
  const problems = fieldProblems(error);
  const problemOf = (name: string) =>
    Object.entries(problems).find(([field]) => field === name || field.startsWith(`${name}.`))?.[1];
  const changed = draft !== null && JSON.stringify(draft) !== JSON.stringify(draftOf(kept));
  const list = ({ name, label, help }: (typeof LISTS)[number]) => (
    <Field key={name} label={label} help={help} error={problemOf(name)}>
      <Textarea
        rows={4}
        value={value[name]}
        disabled={disabled}
        onValueChange={(text) => set({ [name]: text })}
      />
    </Field>
  );
  return (
    <div className="space-y-4">
      <p className="text-13 text-soft">
        {kept.saved
          ? `Saved by ${kept.saved.by}, ${fullTime(kept.saved.at, workspace.timeZone)}.`
          : 'Not set up yet. Your own messages get advice once these rules are saved.'}
      </p>
      <Card title="Voice" sentence="Language models write by this.">
        <div className="space-y-4">
          <Field
            label="How you sound"
            help="As you would tell a new colleague: warm or plain, how you address people, how long sentences are."
            error={problemOf('voice')}
          >
            <Textarea
              rows={5}
              value={value.voice}
              maxLength={2_000}
              disabled={disabled}
              onValueChange={(voice) => set({ voice })}
            />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">{LISTS.map(list)}</div>
          {value.examples.map((example, index) => (
            <Field
              key={index}
              label={`Example ${index + 1}`}
              {...(index === 0 ? { help: 'A text of yours that sounds right.' } : {})}
              error={problems[`examples.${index}`]}
            >
              <Textarea
                rows={3}
                value={example}
                maxLength={2_000}
                disabled={disabled}
                onValueChange={(text) =>
                  set({ examples: value.examples.map((one, at) => (at === index ? text : one)) })
                }
              />
            </Field>
          ))}
        </div>
      </Card>
      <Card title="Claims" sentence="The claims guard reads every proposal and your own messages by this.">
        <div className="space-y-4">
          {CLAIMS.map(list)}
          <fieldset className="space-y-2">
            <legend className="text-13 font-medium">What you sell whose claims the law regulates</legend>
            {CATEGORIES.map(({ id, label, help }) => (
              <Checkbox
                key={id}
                label={label}
                help={help}
                disabled={disabled}
                checked={value.categories.includes(id)}
                onCheckedChange={(on) =>
                  set({
                    categories: CATEGORIES.map((one) => one.id).filter((one) =>
                      one === id ? on : value.categories.includes(one),
                    ),
                  })
                }
              />
            ))}
          </fieldset>
        </div>
      </Card>
      <SaveBar
        changed={changed}
        busy={busy}
        error={error}
        onSave={() =>
          void onSave(rulesOf(value)).then(
            () => setDraft(null),
            () => undefined,
          )
        }
        onDiscard={() => setDraft(null)}
      />
    </div>
  );
}
