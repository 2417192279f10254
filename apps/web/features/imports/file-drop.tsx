'use client';
import { Button, classes, Icon } from '@millrace/ui';
import { percent } from '@millrace/base/words';
import { useRef, useState } from 'react';

/** Takes one file, dropped on it or chosen with the button, and shows how much of it has arrived. */
export function FileDrop({
  share,
  onFile,
  working,
  label = 'CSV file',
  drop = 'Drop a CSV file here, or',
  limits = 'Up to 64 MB, about 500,000 rows. The first row may name the columns.',
  accept = '.csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain',
}: {
  /** How much has arrived, 0 to 1; null while nothing is sent. */
  share: number | null;
  onFile: (file: File) => void;
  /** What is being done with the file; left out while nothing is. */
  working?: string | undefined;
  label?: string;
  drop?: string;
  /** How large it may be, and what it holds. */
  limits?: string;
  /** Endings and types that may be chosen, with commas. */
  accept?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const busy = share !== null || working !== undefined;
  const take = (file: File | undefined) => {
    setIsOver(false);
    if (file && !busy) onFile(file);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files[0]);
      }}
      className={classes(
        'flex min-h-36 flex-col items-center justify-center gap-3 rounded-lg border border-dashed px-4 py-6 text-center transition-colors',
        isOver ? 'border-river bg-river-tint' : 'border-control bg-sunken/40',
      )}
    >
      {working === undefined ? null : (
        <p role="status" className="text-13 text-soft">
          {working}
        </p>
      )}
      {share !== null ? (
        <>
          <p className="text-13 text-soft">Uploading, {percent(share)}</p>
          <ProgressBar share={share} label="Upload" className="w-60 max-w-full" />
        </>
      ) : busy ? null : (
        <>
          <Icon name="upload" size={20} className="text-faint" />
          <p className="text-13 text-soft">{drop}</p>
          <Button onClick={() => input.current?.click()}>Choose a file</Button>
          <p className="text-12 text-faint">{limits}</p>
        </>
      )}
      <input
        ref={input}
        type="file"
        accept={accept}
        className="hidden"
        aria-label={label}
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </div>
  );
}

/** A bar that fills from 0 to 1. */
export function ProgressBar({
  share,
  label,
  className,
}: {
  share: number;
  label: string;
  className?: string;
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(share * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      className={classes('h-1.5 overflow-hidden rounded-full bg-sunken', className)}
    >
      <div className="h-full rounded-full bg-river transition-[width]" style={{ width: `${share * 100}%` }} />
    </div>
  );
}
