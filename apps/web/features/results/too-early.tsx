import { MINIMUM_CONVERTED, MINIMUM_PEOPLE } from '@millrace/measure';
import type { FlowAnalytics } from '@millrace/services/measure';
import { number } from '../flows/words.ts';

/** What is still missing before a number is shown, as far as it has come: a promise kept in sight. */
export function TooEarly({ lift }: { lift: FlowAnalytics['lift'] }) {
  if (lift.state === 'uneven')
    return (
      <p className="max-w-160 text-13 text-pretty text-soft">
        Nothing is claimed while the groups are uneven. Look at what lets people into this flow by other ways
        than its trigger, and at customers who were deleted or merged since.
      </p>
    );
  if (lift.state === 'no-holdout' || !lift.missing)
    return (
      <p className="max-w-160 text-13 text-pretty text-soft">
        Give the flow a holdout in its settings on the canvas: one person in ten is enough. From then on this
        place says what the flow is worth.
      </p>
    );
  const { missing } = lift;
  const rows = [
    { words: 'People in the holdout', of: MINIMUM_PEOPLE, missing: missing.heldOutPeople },
    { words: 'People in the flow', of: MINIMUM_PEOPLE, missing: missing.treatedPeople },
    { words: 'In the holdout and ordered', of: MINIMUM_CONVERTED, missing: missing.heldOutConverted },
    { words: 'In the flow and ordered', of: MINIMUM_CONVERTED, missing: missing.treatedConverted },
  ];
  return (
    <div className="flex max-w-160 flex-col gap-4">
      <p className="text-13 text-pretty text-soft">
        A number now would be chance. It is shown as soon as both groups are large enough to compare
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
