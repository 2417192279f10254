import type { ReactNode } from 'react';

/** A line of the table: what it is, of the flow, and of the holdout. */
export interface ArmsRow {
  readonly id: string;
  readonly what: ReactNode;
  readonly treated: ReactNode;
  readonly heldOut: ReactNode;
}

/** A table with the flow and its holdout side by side. @param what title of the first column @param arms titles of the others */
export function TwoArms({
  what,
  rows,
  arms = ['In the flow', 'Holdout'],
}: {
  what: ReactNode;
  rows: readonly ArmsRow[];
  arms?: readonly [treated: string, heldOut: string];
}) {
  return (
    <table className="w-full text-13 tabular">
      <thead>
        <tr className="border-b border-line text-12 text-faint">
          <th scope="col" className="h-8 text-left font-medium">
            {what}
          </th>
          <th scope="col" className="h-8 text-right font-medium">
            {arms[0]}
          </th>
          <th scope="col" className="h-8 text-right font-medium">
            {arms[1]}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-b border-line/60 last:border-0">
            <th scope="row" className="h-8 py-1 text-left font-normal text-soft">
              {row.what}
            </th>
            <td className="pl-3 text-right">{row.treated}</td>
            <td className="pl-3 text-right">{row.heldOut}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
