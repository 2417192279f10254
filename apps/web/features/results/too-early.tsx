import { MINIMUM_CONVERTED, MINIMUM_PEOPLE } from '@millrace/measure';
import type { FlowAnalytics } from '@millrace/services/measure';
import { number } from '../flows/words.ts';

/** Shown instead of a number while there are too few people or orders: how many there are, and how many are needed. */
export function TooEarly({ lift }: { lift: FlowAnalytics['lift'] }) {
  if (lift.state === 'uneven')
    return (
      <p className="max-w-160 text-13 text-pretty text-soft">
        No result is shown while the groups are uneven. Check what lets people into this flow other than its
        trigger, and which customers were deleted or merged since.
      </p>
    );
  if (lift.state === 'no-holdout' || !lift.missing)
    return (
      <p className="max-w-160 text-13 text-pretty text-soft">
        Give the flow a holdout in its settings on the canvas. One person in ten is enough. From then on this
        page says what the flow is worth.
      </p>
    );
  const { missing } = lift;
  const rows = [
    { words: 'People in the holdout', of: MINIMUM_PEOPLE, missing: missing.heldOutPeople },
    { words: 'People in the flow', of: MINIMUM_PEOPLE, missing: missing.treatedPeople },
    { words: 'Ordered, in the holdout', of: MINIMUM_CONVERTED, missing: missing.heldOutConverted },
    { words: 'Ordered, in the flow', of: MINIMUM_CONVERTED, missing: missing.treatedConverted },
  ];
  return (
    <div className="flex max-w-160 flex-col gap-4">
      <p className="text-13 text-pretty text-soft">
        Any number now would be chance. It is shown once both groups are large enough to compare
        {lift.waitingPeople > 0 ? ', counting people whose outcome window is over' : ''}:
      </p>
      <ul className="flex flex-col gap-2">
        {rows.map(({ words, of, missing: lacking }) => (
          <li key={words} className="grid grid-cols-[11rem_minmax(0,1fr)_7rem] items-center gap-3 text-13">
            <span className="text-soft">{words}</span>
            <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
              <span
                className={`block h-full rounded-full ${lacking === 0 ? 'bg-good' : 'bg-soft/60'}`}
                style={{ width: `${((of - lacking) / of) * 100}%` }}
              />
            </span>
            <span className="text-right tabular">
              {lacking === 0 ? (
                <span className="text-good">Enough</span>
              ) : (
                `${number(of - lacking)} of ${number(of)}`
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
