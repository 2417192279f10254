'use client';
import { count } from '@millrace/base/words';
import type { ImportView } from '@millrace/services/imports';
import { buttonLooks, Card, Icon, RelativeTime, Stat } from '@millrace/ui';
import { useMay } from '../shell/index.ts';
import { resultSentence, rowsToLookAt } from './import-words.ts';

/** What the file would change, or did: numbers, and the reasons of rows that were left out. */
export function ImportResult({ one }: { one: ImportView }) {
  const { counts } = one;
  const may = useMay('customers:export');
  const rows = rowsToLookAt(one);
  return (
    <Card
      title={resultSentence(one)}
      aside={
        rows > 0 && may && one.fileUntil !== null ? (
          <a
            href={`/api/export/refused-rows?id=${one.id}`}
            download
            className={buttonLooks({ size: 'small' })}
          >
            <Icon name="download" size={14} />
            Download refused rows
          </a>
        ) : undefined
      }
    >
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-5">
        <Stat label="New" value={count(counts.new)} />
        <Stat label="Updated" value={count(counts.updated)} />
        <Stat label="Unchanged" value={count(counts.unchanged)} />
        {one.kind === 'consent' ? <Stat label="Stay unsubscribed" value={count(counts.kept)} /> : null}
        <Stat label="Refused" value={count(counts.refused)} tone={counts.refused > 0 ? 'waiting' : 'ink'} />
      </div>
      {counts.reasons.length > 0 ? (
        <div className="mt-4 border-t border-line pt-3">
          <h3 className="mb-1 text-12 font-medium text-soft">Why rows are left out</h3>
          <ul className="space-y-1 text-13">
            {counts.reasons.map(({ reason, sentence, rows: many }) => (
              <li key={reason} className="flex items-baseline gap-3">
                <span className="w-14 shrink-0 text-right text-soft tabular">{count(many)}</span>
                <span className="min-w-0 text-pretty break-words">
                  {many > 1 ? <span className="text-faint">Such as: </span> : null}
                  {sentence}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {one.fileUntil !== null && rows > 0 ? (
        <p className="mt-3 text-12 text-faint">
          Refused rows can be downloaded until they are deleted, <RelativeTime instant={one.fileUntil} />. Put
          them right and import them as a file of their own.
        </p>
      ) : null}
    </Card>
  );
}
