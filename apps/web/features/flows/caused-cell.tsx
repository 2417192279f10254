'use client';
import { Interval, Tooltip } from '@millrace/ui';
import { known, rounded, silence, type Caused } from './caused.ts';

/** A flow's incremental margin in a table cell: the number, and its interval on a scale that all rows share. */
export function CausedCell({
  caused,
  currency,
  domain,
  width = 96,
}: {
  caused: Caused | undefined;
  currency: string;
  domain: readonly [number, number];
  width?: number;
}) {
  if (!caused) return <span className="text-faint">–</span>;
  const found = known(caused);
  if (!found) {
    const { short, sentence } = silence(caused.lift);
    return (
      <Tooltip content={sentence}>
        <span tabIndex={0} className="rounded-sm text-faint underline decoration-dotted underline-offset-4">
          {short}
        </span>
      </Tooltip>
    );
  }
  const between = `between ${rounded(found.lower, currency)} and ${rounded(found.upper, currency)}`;
  return (
    <Tooltip content={`Incremental margin, ${between}`}>
      <span tabIndex={0} className="inline-flex items-center gap-3 rounded-sm">
        <span className="font-medium tabular md:w-16 md:text-right">
          {rounded(found.estimate, currency, true)}
        </span>
        <Interval
          estimate={found.estimate}
          low={found.lower}
          high={found.upper}
          domain={domain}
          width={width}
          className="max-md:hidden"
          format={(value) => rounded(value, currency)}
          label={`About ${rounded(found.estimate, currency)} of margin, ${between}`}
        />
      </span>
    </Tooltip>
  );
}
