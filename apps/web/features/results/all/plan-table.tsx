'use client';
import { percent } from '@millrace/base/words';
import type { GlobalHoldoutView } from '@millrace/services/measure';
import { number } from '../../flows/words.ts';
import { Explained } from '../part.tsx';
import { planWords, weeksWords } from './all-words.ts';

/** How many people and weeks each share takes until something shows. */
export function PlanTable({ plan, share }: { plan: GlobalHoldoutView['plan']; share: number }) {
  return (
    <Explained
      title="How long it takes"
      note="Until a gain in margin shows"
      about={
        <>
          <p>
            All people are there from the first day. What grows is what they order, so a result is a question
            of weeks, and a larger holdout needs fewer of them.
          </p>
          <p>Whoever is held out brings in less if your flows work. That is the price of knowing.</p>
        </>
      }
    >
      <p className="max-w-180 pb-2 text-13 text-pretty text-soft">{planWords(plan)}</p>
      <div className="overflow-x-auto">
        <table className="w-full max-w-140 text-13 tabular">
          <thead>
            <tr className="border-b border-line text-12 text-faint">
              <th scope="col" className="h-8 text-left font-medium">
                Share held out
              </th>
              <th scope="col" className="h-8 pl-3 text-right font-medium">
                People needed
              </th>
              <th scope="col" className="h-8 pl-3 text-right font-medium">
                It shows after
              </th>
            </tr>
          </thead>
          <tbody>
            {plan.rows.map((row) => (
              <tr key={row.share} className="border-b border-line/60 last:border-0">
                <th scope="row" className="h-8 text-left font-normal">
                  {percent(row.share, 1)}
                  {row.share === share ? <span className="pl-2 text-faint">now</span> : null}
                </th>
                <td className="pl-3 text-right">{row.needed === null ? '–' : number(row.needed)}</td>
                <td className="pl-3 text-right">{weeksWords(row, plan.people)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Explained>
  );
}
