'use client';
import { useEffect, useState } from 'react';
import { count, people } from '@millrace/base/words';
import type { Condition } from '@millrace/flow';
import { Button, Dialog, Field, NumberField, RelativeTime, toast } from '@millrace/ui';
import type { AudienceProgress } from '../actions.ts';
import { ConditionEditor } from '../panel/condition/condition-editor.tsx';
import { useMatching } from '../panel/values/use-matching.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { attempt } from './attempt.ts';

const ASKED = ['customer', 'moment'] as const;
const EVERYBODY: Condition = { all: [] };

/** Puts all customers who match a condition into a live flow, and shows how far earlier audiences are. */
export function AudienceDialog() {
  const editor = useEditor();
  const { actions } = editor;
  const currency = useEditorState((state) => state.flow.currency);
  const [condition, setCondition] = useState<Condition | undefined>(undefined);
  const [spread, setSpread] = useState<number | null>(0);
  const [isSure, setIsSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const { jobs, look } = useAudiences();
  const matching = useMatching(condition ?? EVERYBODY, []);
  const many = matching?.people ?? null;
  const whom = many === null ? 'these people' : people(many);
  const put = async () => {
    if (!actions.enrolAudience) return;
    setBusy(true);
    const begun = await attempt(actions.enrolAudience(condition, spread ?? 0), 'Nobody was put in.');
    setBusy(false);
    setIsSure(false);
    if (!begun) return;
    toast.done('They are on their way in.');
    look();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : editor.choose.overlay(null))}
      title="Put people in"
      description="They enter as if the trigger had let them in. The re-entry rule applies. Whoever is not let in has the reason on their customer page."
      actions={
        isSure ? (
          <>
            <Button onClick={() => setIsSure(false)}>Not yet</Button>
            <Button look="primary" busy={busy} onClick={() => void put()}>
              Yes, put {whom} in
            </Button>
          </>
        ) : (
          <Button look="primary" disabled={many === 0} onClick={() => setIsSure(true)}>
            Put {whom} in…
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-5">
        <Field
          label="Who"
          group
          help={
            condition ? undefined : many === null ? undefined : `Without a condition: all ${people(many)}.`
          }
        >
          <ConditionEditor
            value={condition}
            onChange={(next) => {
              setCondition(next);
              setIsSure(false);
            }}
            currency={currency}
            subjects={ASKED}
            nothing="Every customer."
            counted
          />
        </Field>
        <Field label="Spread over" help="0 lets all in at once.">
          <NumberField
            value={spread}
            onValueChange={setSpread}
            min={0}
            max={1440}
            unit="minutes"
            className="w-36"
          />
        </Field>
        {jobs.length > 0 ? (
          <section aria-label="Put in before" className="flex flex-col gap-1.5 border-t border-line pt-4">
            <h3 className="text-13 font-medium text-ink">Put in before</h3>
            <ul className="flex flex-col gap-1.5">
              {jobs.slice(0, 5).map((job) => (
                <Job key={job.id} job={job} />
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </Dialog>
  );
}

function Job({ job }: { job: AudienceProgress }) {
  const share = job.total === 0 ? 1 : Math.min(1, job.done / job.total);
  return (
    <li className="flex flex-col gap-1 text-13 text-soft">
      <span className="flex items-baseline justify-between gap-3">
        <span>
          {job.finishedAt === null
            ? `${count(job.done)} of ${count(job.total)} checked, ${people(job.matched)} put in so far`
            : `${people(job.matched)} put in`}
          {job.planned ? ', by schedule' : ''}
        </span>
        <span className="text-12 text-faint">
          <RelativeTime instant={job.startedAt} />
        </span>
      </span>
      {job.finishedAt === null ? (
        <span
          role="progressbar"
          aria-label="Progress"
          aria-valuenow={Math.round(share * 100)}
          className="h-1 overflow-hidden rounded-full bg-sunken"
        >
          <span className="block h-full bg-river" style={{ width: `${share * 100}%` }} />
        </span>
      ) : null}
    </li>
  );
}

const AGAIN = 2_000;

/** Reads the audiences of this flow, again every two seconds while one is being put in. */
function useAudiences() {
  const { actions } = useEditor();
  const [jobs, setJobs] = useState<readonly AudienceProgress[]>([]);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let open = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void actions.audiences?.().then(
      (found) => {
        if (!open) return;
        setJobs(found);
        if (found.some((job) => job.finishedAt === null))
          timer = setTimeout(() => setTurn((last) => last + 1), AGAIN);
      },
      () => undefined,
    );
    return () => {
      open = false;
      clearTimeout(timer);
    };
  }, [actions, turn]);
  return { jobs, look: () => setTurn((last) => last + 1) };
}
