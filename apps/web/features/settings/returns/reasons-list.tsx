'use client';
import { Button, Checkbox, IconButton, Input } from '@millrace/ui';
import type { PolicyDraft } from './policy-form.tsx';
import { newReasonId } from './reason-ids.ts';

type Reasons = PolicyDraft['reasons'];
const MOST = 20;

/** The reasons customers choose from. The id of one stays when its words change. */
export function ReasonsList({
  reasons,
  onChange,
  problems,
  disabled,
}: {
  reasons: Reasons;
  onChange: (reasons: Reasons) => void;
  problems: Readonly<Record<string, string>>;
  disabled: boolean;
}) {
  const replace = (index: number, change: Partial<Reasons[number]>) =>
    onChange(reasons.map((reason, at) => (at === index ? { ...reason, ...change } : reason)));
  const move = (index: number, by: -1 | 1) => onChange(moved(reasons, index, by));
  return (
    <div className="flex flex-col gap-2">
      <ol aria-label="Reasons" className="divide-y divide-line">
        {reasons.map((reason, index) => {
          const problem = problems[`reasons.${index}.label`];
          const name = reason.label || `reason ${index + 1}`;
          return (
            <li key={reason.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-2">
              <div className="min-w-0 flex-[1_1_14rem]">
                <Input
                  aria-label={`Reason ${index + 1}`}
                  value={reason.label}
                  onValueChange={(label) => replace(index, { label })}
                  maxLength={80}
                  invalid={problem !== undefined}
                  disabled={disabled}
                />
                {problem ? <p className="text-12 text-broken">{problem}</p> : null}
              </div>
              <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pt-1">
                <Checkbox
                  checked={reason.asksText}
                  onCheckedChange={(asksText) => replace(index, { asksText })}
                  label={
                    <>
                      Asks for a text<span className="sr-only">: {name}</span>
                    </>
                  }
                  disabled={disabled}
                />
                <Checkbox
                  checked={reason.toPerson}
                  onCheckedChange={(toPerson) => replace(index, { toPerson })}
                  label={
                    <>
                      A person looks<span className="sr-only">: {name}</span>
                    </>
                  }
                  disabled={disabled}
                />
                <span className="flex">
                  <IconButton
                    icon="chevron-up"
                    size="small"
                    label={`Move up: ${name}`}
                    disabled={disabled || index === 0}
                    onClick={() => move(index, -1)}
                  />
                  <IconButton
                    icon="chevron-down"
                    size="small"
                    label={`Move down: ${name}`}
                    disabled={disabled || index === reasons.length - 1}
                    onClick={() => move(index, 1)}
                  />
                  <IconButton
                    icon="trash"
                    size="small"
                    label={`Remove: ${name}`}
                    disabled={disabled || reasons.length === 1}
                    onClick={() => onChange(reasons.filter((_, at) => at !== index))}
                  />
                </span>
              </div>
            </li>
          );
        })}
      </ol>
      {problems['reasons'] ? <p className="text-12 text-broken">{problems['reasons']}</p> : null}
      <Button
        size="small"
        icon="plus"
        className="self-start"
        disabled={disabled || reasons.length >= MOST}
        onClick={() =>
          onChange([
            ...reasons,
            {
              id: newReasonId(reasons.map(({ id }) => id)),
              label: '',
              asksText: false,
              toPerson: false,
            },
          ])
        }
      >
        Add a reason
      </Button>
    </div>
  );
}

function moved(reasons: Reasons, index: number, by: -1 | 1): Reasons {
  const list = [...reasons];
  const [one] = list.splice(index, 1);
  if (one) list.splice(index + by, 0, one);
  return list;
}
