'use client';
import type { WorkView } from '@millrace/services/work';
import { Button } from '@millrace/ui';
import type { Answering } from '../answer-dialog.tsx';
import { itemsInWords, sharedAnswers } from '../work-words.ts';

/** What can be done with all that is selected. Hidden while nothing is. */
export function BulkBar({
  items,
  onAnswer,
  onClear,
}: {
  items: readonly WorkView[];
  onAnswer: (answering: Answering) => void;
  onClear: () => void;
}) {
  if (items.length === 0) return null;
  const answers = sharedAnswers(items);
  return (
    <div
      role="region"
      aria-label="Selected work"
      className="flex flex-wrap items-center gap-2 rounded-lg border border-line bg-raised px-3 py-2"
    >
      <span role="status" className="mr-1 text-13 font-medium">
        {itemsInWords(items)} selected
      </span>
      {answers.map((answer, place) => (
        <Button
          key={answer.id}
          size="small"
          {...(place === 0 ? { look: 'primary' as const } : {})}
          onClick={() => onAnswer({ answer, items })}
        >
          {answer.label} ({items.length})
        </Button>
      ))}
      {answers.length === 0 ? (
        <span className="text-13 text-faint">Select one kind only to answer them together.</span>
      ) : null}
      <Button size="small" look="quiet" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
