'use client';
import { Field, Input, Textarea } from '@millrace/ui';
import { useMemo, useState } from 'react';
import { ConditionEditor } from '../../editor/panel/condition/condition-editor.tsx';
import { ConditionContext } from '../../editor/store/hooks.ts';
import { useViewer } from '../../shell/index.ts';
import { useSegmentAsking } from '../use-segment-asking.ts';
import { isSameCondition, problemsOf, unfinished, type SegmentDraft } from './segment-draft.ts';

/** A segment is about people as they are, without an event. */
const ASKED = ['customer', 'moment', 'store'] as const;

interface SegmentFormProps {
  /** The segment itself; null for a new one. */
  readonly own: string | null;
  readonly saved: SegmentDraft;
  readonly value: SegmentDraft;
  readonly onChange: (part: Partial<SegmentDraft>) => void;
  /** Whether saving was tried, so that empty fields are marked. */
  readonly tried: boolean;
  readonly error: unknown;
  readonly disabled: boolean;
  /** A list has no condition. */
  readonly isList?: boolean;
}

/** Name, description and condition of a segment, with how many people match now; of a list without the condition. */
export function SegmentForm({
  own,
  saved,
  value,
  onChange,
  tried,
  error,
  disabled,
  isList = false,
}: SegmentFormProps) {
  const { currency } = useViewer().workspace;
  const actions = useSegmentAsking(own);
  const [left, setLeft] = useState(false);
  const toDo = useMemo(() => unfinished(value, isList), [value, isList]);
  const problems = { ...problemsOf(error), ...(tried ? toDo : {}) };
  return (
    <div className="flex max-w-160 min-w-0 flex-col gap-5">
      <Field
        label="Name"
        error={problems.name ?? (left ? toDo.name : undefined)}
        onLeave={() => setLeft(true)}
      >
        <Input
          value={value.name}
          onValueChange={(name) => onChange({ name })}
          maxLength={80}
          placeholder="Lapsed"
          autoComplete="off"
          disabled={disabled}
        />
      </Field>
      <Field label="Description" optional error={problems.description}>
        <Textarea
          value={value.description}
          onValueChange={(description) => onChange({ description })}
          maxLength={500}
          rows={2}
          disabled={disabled}
        />
      </Field>
      {isList ? null : (
        <Field
          label="Who is in it"
          group
          error={problems.condition}
          help={
            own && !isSameCondition(value, saved)
              ? 'Who joins or leaves by this change has not crossed the line, so it starts no flow.'
              : undefined
          }
        >
          <ConditionContext value={actions}>
            <fieldset disabled={disabled} className="min-w-0">
              <ConditionEditor
                value={value.condition ?? undefined}
                onChange={(condition) => onChange({ condition: condition ?? null })}
                currency={currency}
                subjects={ASKED}
                nothing="Nobody is chosen yet."
                counted
              />
            </fieldset>
          </ConditionContext>
        </Field>
      )}
    </div>
  );
}
