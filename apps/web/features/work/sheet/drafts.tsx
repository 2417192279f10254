'use client';
import type { WorkWithHistory } from '@millrace/services/work';
import { Button, Field, Input, Textarea } from '@millrace/ui';
import { CopyButton } from '../../lists/copy-button.tsx';

type Draft = WorkWithHistory['drafts'][number];

/** The texts to check, each in a field. What is changed is used; what is not stays as the flow wrote it. */
export function EditDrafts({
  drafts,
  texts,
  onChange,
}: {
  drafts: readonly Draft[];
  /** What was changed, by name. */
  texts: Readonly<Record<string, string>>;
  onChange: (texts: Readonly<Record<string, string>>) => void;
}) {
  const restore = (name: string) =>
    onChange(Object.fromEntries(Object.entries(texts).filter(([other]) => other !== name)));
  return drafts.map(({ name, label, value, long, most }) => {
    const text = texts[name] ?? value;
    const isChanged = text !== value;
    const Box = long ? Textarea : Input;
    return (
      <div key={name}>
        <Field
          label={label}
          help={isChanged ? 'Changed by you. It is used as it stands here.' : undefined}
          error={text.trim() === '' && value !== '' ? `${label} cannot be empty.` : undefined}
        >
          <Box
            value={text}
            maxLength={most}
            {...(long ? { rows: Math.min(14, Math.max(4, text.split('\n').length + 1)) } : {})}
            onValueChange={(next: string) => onChange({ ...texts, [name]: next })}
          />
        </Field>
        {isChanged ? (
          <Button look="quiet" size="small" className="mt-1" onClick={() => restore(name)}>
            Back to the draft
          </Button>
        ) : null}
      </div>
    );
  });
}

/** The texts to read and to copy. */
export function Drafts({ drafts }: { drafts: readonly Draft[] }) {
  return drafts.map(({ name, label, value }) => (
    <section key={name} aria-label={label} className="rounded-lg border border-line px-4 py-3">
      <h3 className="flex items-center justify-between gap-2 text-13 text-faint">
        {label}
        <CopyButton text={value} label={`Copy: ${label}`} />
      </h3>
      <p className="mt-1 text-14 break-words whitespace-pre-wrap">{value}</p>
    </section>
  ));
}
