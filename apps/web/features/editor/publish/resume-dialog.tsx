'use client';
import { useEffect, useState } from 'react';
import { Button, Dialog, Field, NumberField, RadioGroup, toast } from '@millrace/ui';
import type { OverdueChoice } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { people } from '../store/words.ts';
import { attempt } from './attempt.ts';

/** Going on after a pause: nothing was dropped meanwhile, so somebody has to say what happens to what is late. */
export function ResumeDialog() {
  const editor = useEditor();
  const { actions, choose } = editor;
  const flow = useEditorState((state) => state.flow);
  const [how, setHow] = useState<OverdueChoice['how']>('spread');
  const [spreadHours, setSpreadHours] = useState<number | null>(4);
  const [skipHours, setSkipHours] = useState<number | null>(24);
  const [busy, setBusy] = useState(false);
  const [late, setLate] = useState<{ overdue: number; oldestHours: number } | null>(null);
  useEffect(() => {
    actions.previewResume?.().then(setLate, () => undefined);
  }, [actions]);
  const choice: OverdueChoice | null =
    how === 'now'
      ? { how }
      : how === 'spread'
        ? spreadHours && spreadHours > 0
          ? { how, hours: spreadHours }
          : null
        : skipHours && skipHours > 0
          ? { how, olderThanHours: skipHours }
          : null;
  const resume = async () => {
    if (!actions.resume || !choice) return;
    setBusy(true);
    const done = await attempt(actions.resume(choice), 'The flow was not resumed.');
    setBusy(false);
    if (!done) return;
    editor.update({ flow: { ...flow, state: 'live' } });
    choose.overlay(null);
    toast.done('The flow goes on.');
  };
  const told =
    late === null
      ? 'What was due during the pause has not been sent.'
      : late.overdue === 0
        ? 'Nobody is overdue.'
        : `${people(late.overdue)} should have gone on, the first ${Math.round(late.oldestHours)} hours ago.`;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : choose.overlay(null))}
      title="Resume the flow"
      description={told}
      width="narrow"
      actions={
        <>
          <Button look="quiet" onClick={() => choose.overlay(null)}>
            Stay paused
          </Button>
          <Button look="primary" busy={busy} disabled={!choice} onClick={() => void resume()}>
            Resume
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="People who are overdue" group>
          <RadioGroup
            aria-label="People who are overdue"
            value={how}
            onValueChange={setHow}
            options={[
              { value: 'spread', label: 'Spread them out', help: 'Evenly over some hours, oldest first.' },
              { value: 'now', label: 'Let them go on now', help: 'Caps and quiet hours still apply.' },
              {
                value: 'skip',
                label: 'Skip what is too old',
                help: 'Messages older than a limit are left out; people go on to the next step.',
              },
            ]}
          />
        </Field>
        {how === 'spread' ? (
          <Field label="Over" error={choice ? undefined : 'Give a number of hours above zero.'}>
            <NumberField value={spreadHours} onValueChange={setSpreadHours} min={1} max={168} unit="hours" />
          </Field>
        ) : null}
        {how === 'skip' ? (
          <Field label="Older than" error={choice ? undefined : 'Give a number of hours above zero.'}>
            <NumberField value={skipHours} onValueChange={setSkipHours} min={1} max={720} unit="hours" />
          </Field>
        ) : null}
      </div>
    </Dialog>
  );
}
