'use client';
import type { ImportView } from '@millrace/services/imports';
import { Card, Icon } from '@millrace/ui';

/** The first rows of the file as they will be read. */
export function PreviewRows({ one }: { one: ImportView }) {
  if (one.preview.length === 0) return null;
  return (
    <Card
      title="The first rows, as they are read"
      sentence="Cells in columns that are left out are not shown."
      flush
    >
      <ul className="divide-y divide-line/60 border-t border-line/60">
        {one.preview.map(({ line, problem, values }) => (
          <li key={line} className="flex gap-3 px-4 py-2 text-13">
            <span className="w-8 shrink-0 text-right text-faint tabular">{line}</span>
            {problem === null ? (
              <dl className="flex min-w-0 flex-wrap gap-x-4 gap-y-0.5">
                {values.map(({ label, value }) => (
                  <div key={label} className="flex min-w-0 gap-1.5">
                    <dt className="shrink-0 text-faint">{label}</dt>
                    <dd className="min-w-0 break-words">{value}</dd>
                  </div>
                ))}
              </dl>
            ) : (
              <p className="flex gap-1.5 text-pretty text-waiting">
                <Icon name="warning" size={14} className="mt-0.5 shrink-0" />
                {problem}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
