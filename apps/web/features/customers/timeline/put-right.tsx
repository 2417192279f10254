'use client';
import type { DecisionView } from '@millrace/services/enrolments';
import { Button, RelativeTime, Select, toast } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { problemOf, useKeepAnswer, useMay, useTRPC } from '../../shell/index.ts';

interface PutRightProps {
  readonly decision: Pick<DecisionView, 'id' | 'chosen' | 'told'>;
  readonly putRight: NonNullable<DecisionView['putRight']>;
}

/** What a decision should have been, in the words of the team. The model learns from it; the flow goes on as it does. */
export function PutRight({ decision: { id, chosen, told }, putRight }: PutRightProps) {
  const trpc = useTRPC();
  const keepAnswer = useKeepAnswer();
  const may = useMay('work:answer');
  const heading = useId();
  const say = useMutation(
    trpc.decisions.putRight.mutationOptions({
      meta: { quiet: true },
      onSuccess: (kept) => {
        keepAnswer(trpc.decisions.get.queryKey({ id }), kept);
        toast.done('Kept. It learns from this at its next training.');
      },
      onError: (error) => {
        const { sentence, next } = problemOf(error);
        toast.problem(sentence, { description: next });
      },
    }),
  );
  const { question, options, right, by, at, words } = putRight;
  const said = options.find((option) => option.id === right)?.label ?? right;
  return (
    <section aria-labelledby={heading} className="space-y-2 text-13">
      <h3 id={heading} className="font-medium">
        {question}
      </h3>
      {words.length > 0 ? (
        <p className="text-pretty text-soft">
          What spoke for “{told.options[chosen] ?? chosen}”: {words.map((word) => `“${word}”`).join(', ')}
        </p>
      ) : null}
      {may ? (
        <div className="flex flex-wrap gap-2">
          <Select
            aria-label={question}
            className="w-full max-w-80 max-sm:h-11"
            value={right ?? chosen}
            disabled={say.isPending}
            onValueChange={(option) => say.mutate({ id, option })}
            options={options.map((option) => ({ value: option.id, label: option.label }))}
          />
          {right === null ? (
            <Button
              className="max-sm:h-11"
              busy={say.isPending && say.variables.option === chosen}
              disabled={say.isPending}
              onClick={() => say.mutate({ id, option: chosen })}
            >
              It is right
            </Button>
          ) : null}
        </div>
      ) : null}
      <p className="text-12 text-faint" aria-live="polite">
        {at === null ? (
          may ? (
            'This is what was decided. Say that it is right, or choose what is.'
          ) : (
            'Nobody has said yet whether it is right.'
          )
        ) : (
          <>
            {by ?? 'Somebody'} said {right === chosen ? 'it is right' : `it is “${said}”`},{' '}
            <RelativeTime instant={at} />.
          </>
        )}
      </p>
    </section>
  );
}
