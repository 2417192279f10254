'use client';
import { count } from '@millrace/base/words';
import type { ImportView } from '@millrace/services/imports';
import { Card } from '@millrace/ui';
import { ProgressBar } from './file-drop.tsx';
import { progressWords, shareRead } from './import-words.ts';

/** How far the work in the background has come. */
export function ImportProgress({ one }: { one: ImportView }) {
  const { counts } = one;
  const share = shareRead(one);
  return (
    <Card>
      <div className="mb-2 flex items-baseline justify-between gap-3 text-13">
        <span className="font-medium">{one.state === 'checking' ? 'Checking' : 'Importing'}</span>
        <span className="text-soft tabular">{progressWords(one, Date.now())}</span>
      </div>
      <ProgressBar share={share} label={one.state === 'checking' ? 'Check' : 'Import'} />
      <p className="mt-2 text-12 text-faint tabular">
        {count(counts.new)} new, {count(counts.updated)} updated, {count(counts.unchanged)} unchanged,{' '}
        {count(counts.refused)} refused so far
      </p>
    </Card>
  );
}
