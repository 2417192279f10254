'use client';
import type { Condition, FactSubject } from '@millrace/flow';
import { Button, IconButton, Select } from '@millrace/ui';
import { AggregateRow } from './aggregate-row.tsx';
import {
  asGroup,
  beginAggregate,
  beginFact,
  fromGroup,
  isAggregate,
  isFact,
  isGroup,
  isNot,
  negate,
  type Group,
  type Together,
} from './condition-model.ts';
import { matchingWords, partWords } from '../values/matching-words.ts';
import { useMatching } from '../values/use-matching.ts';
import { useFacts } from '../../store/hooks.ts';
import { FactRow } from './fact-row.tsx';

export interface ConditionEditorProps {
  value: Condition | undefined;
  onChange: (condition: Condition | undefined) => void;
  currency: string;
  /** Subjects of facts that may be used; all by default. */
  subjects?: readonly FactSubject[] | undefined;
  /** Shown while there is no condition. */
  nothing?: string;
  /** Whether to show how many customers match now. Only for conditions on customers. */
  counted?: boolean;
  depth?: number;
}

const TOGETHER = [
  { value: 'all', label: 'all of these' },
  { value: 'any', label: 'any of these' },
] as const;
const DEEPEST = 4;

/** Edits a condition as rows: comparisons, event counts, and nested groups. */
export function ConditionEditor({
  value,
  onChange,
  currency,
  subjects,
  nothing = 'No condition: all pass.',
  depth = 0,
  counted = depth === 0 && !subjects,
}: ConditionEditorProps) {
  const facts = useFacts();
  const group = asGroup(value);
  const matching = useMatching(counted && group.parts.length > 0 ? value : undefined, group.parts);
  const words = matching && matchingWords(matching);
  const set = (next: Group) => onChange(fromGroup(next));
  const replace = (index: number, part: Condition | undefined) =>
    set({
      ...group,
      parts:
        part === undefined
          ? group.parts.filter((_, other) => other !== index)
          : group.parts.map((other, place) => (place === index ? part : other)),
    });
  const add = (part: Condition) => set({ ...group, parts: [...group.parts, part] });
  const first =
    subjects?.includes('event') && !subjects.includes('customer') ? 'event.value' : 'customer.ordersCount';
  return (
    <div className="flex flex-col gap-2">
      {group.parts.length === 0 ? <p className="text-12 text-faint">{nothing}</p> : null}
      {group.parts.length > 1 || group.together === 'any' ? (
        <div className="flex items-center gap-2 text-12 text-soft">
          Must hold:
          <Select<Together>
            aria-label="All or any"
            size="small"
            value={group.together}
            onValueChange={(together) => set({ ...group, together })}
            options={TOGETHER}
            className="w-32"
          />
        </div>
      ) : null}
      <ul className="flex flex-col gap-2 empty:hidden" aria-label="Conditions">
        {group.parts.map((part, index) => (
          <li
            key={index}
            className="flex flex-col gap-1 rounded-md border-l-2 border-line bg-ground/60 py-2 pr-1 pl-2.5"
          >
            <Part
              part={part}
              onChange={(next) => replace(index, next)}
              currency={currency}
              subjects={subjects}
              depth={depth}
              people={matching ? partWords(matching.parts[index], matching.of, matching.exact) : null}
            />
          </li>
        ))}
      </ul>
      {words ? (
        <p
          role="status"
          className={matching?.people === 0 ? 'text-12 text-waiting tabular' : 'text-12 text-soft tabular'}
        >
          {words}
        </p>
      ) : null}
      <div className="-ml-2 flex flex-wrap gap-1">
        <Button look="quiet" size="small" icon="plus" onClick={() => add(beginFact(facts, first))}>
          Condition
        </Button>
        {subjects && !subjects.includes('customer') ? null : (
          <Button look="quiet" size="small" icon="plus" onClick={() => add(beginAggregate())}>
            Count of events
          </Button>
        )}
        {depth < DEEPEST && group.parts.length > 0 ? (
          <Button
            look="quiet"
            size="small"
            icon="plus"
            onClick={() =>
              add(
                group.together === 'all'
                  ? { any: [beginFact(facts, first)] }
                  : { all: [beginFact(facts, first)] },
              )
            }
          >
            Group
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface PartProps {
  part: Condition;
  onChange: (part: Condition | undefined) => void;
  currency: string;
  subjects: readonly FactSubject[] | undefined;
  depth: number;
  /** How many match this part alone, in words. */
  people: string | null;
}

function Part({ part, onChange, currency, subjects, depth, people }: PartProps) {
  const inner = isNot(part) ? part.not : part;
  const set = (next: Condition | undefined) =>
    onChange(next === undefined ? undefined : isNot(part) ? { not: next } : next);
  return (
    <>
      <div className="flex items-center gap-2">
        <button
          type="button"
          aria-pressed={isNot(part)}
          title={isNot(part) ? 'Negated. Press to undo.' : 'Negate this condition'}
          onClick={() => onChange(negate(part))}
          className="h-6 cursor-pointer rounded-sm border border-line px-1.5 text-12 font-medium text-faint hover:text-ink aria-pressed:border-transparent aria-pressed:bg-waiting-tint aria-pressed:text-waiting"
        >
          Not
        </button>
        <span className="flex-1 text-right text-12 text-faint tabular">{people}</span>
        <IconButton icon="x" label="Remove this condition" size="small" onClick={() => onChange(undefined)} />
      </div>
      <div className="pr-1">
        {isFact(inner) ? (
          <FactRow condition={inner} onChange={set} currency={currency} subjects={subjects} />
        ) : null}
        {isAggregate(inner) ? (
          <AggregateRow
            condition={inner}
            onChange={set}
            currency={currency}
            entered={!subjects}
            renderWhere={(where, change) => (
              <ConditionEditor
                value={where}
                onChange={change}
                currency={currency}
                subjects={['event']}
                depth={depth + 1}
                nothing="All events count."
              />
            )}
          />
        ) : null}
        {isGroup(inner) || isNot(inner) ? (
          <ConditionEditor
            value={inner}
            onChange={set}
            currency={currency}
            subjects={subjects}
            depth={depth + 1}
          />
        ) : null}
      </div>
    </>
  );
}
