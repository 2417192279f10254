'use client';
import { capital } from '@millrace/base/words';
import { subjectNouns, type Graph } from '@millrace/flow';
import type { FlowAnalytics } from '@millrace/services/measure';
import { Badge } from '@millrace/ui';
import { number, share } from '../flows/words.ts';
import { endingsOf, type Ending } from './endings.ts';
import { Explained } from './part.tsx';
import { TwoArms } from './two-arms.tsx';

/** In which ways entries ended, of the flow and of the holdout. */
export function EndingsPart({ graph, analytics }: { graph: Graph; analytics: FlowAnalytics }) {
  const endings = endingsOf(graph, analytics);
  const several = subjectNouns(graph.subject);
  const sum = (arm: 'treated' | 'heldOut') => endings.reduce((total, ending) => total + ending[arm], 0);
  const [treated, heldOut] = [sum('treated'), sum('heldOut')];
  return (
    <Explained
      title="How they left"
      note={`${capital(several)} that left the flow, over all versions`}
      about={
        <>
          <p>
            Each entry ends in one way: at an end of the flow, at the end of a branch, or early by an exit
            rule. An end can say in its settings whether it is a good or a bad one.
          </p>
          <p>
            The holdout walks the same ways and gets nothing. A way that is much more frequent in the flow
            than in the holdout is a hint, not a proof: what the flow caused stands at the top of this page.
          </p>
        </>
      }
    >
      {endings.length === 0 ? (
        <p className="py-2 text-13 text-soft">Nobody has left yet.</p>
      ) : (
        <TwoArms
          what="Way"
          rows={endings.map((ending) => ({
            id: ending.id,
            what: (
              <span className="flex flex-wrap items-center gap-2 text-ink">
                {ending.words}
                <Mark mark={ending.mark} />
              </span>
            ),
            treated: <Count count={ending.treated} of={treated} />,
            heldOut: <Count count={ending.heldOut} of={heldOut} />,
          }))}
        />
      )}
    </Explained>
  );
}

function Mark({ mark }: Pick<Ending, 'mark'>) {
  if (mark === null) return null;
  return mark === 'good' ? <Badge tone="good">Good</Badge> : <Badge tone="waiting">Bad</Badge>;
}

function Count({ count, of }: { count: number; of: number }) {
  return (
    <>
      {number(count)} <span className="ml-1 inline-block w-12 text-faint">{share(count, of)}</span>
    </>
  );
}
