'use client';
import { beginTrial, endTrial, TRIAL_DAYS, trialDaysLeft } from '@millrace/flow';
import { plural } from '@millrace/base/words';
import { Button, Field, Input } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Tries the flow beside what the store has: half of the people go on getting that, for 14 days. */
export function BesidePart({ disabled }: { disabled: boolean }) {
  const editor = useEditor();
  const settings = useEditorState((state) => state.document.settings);
  const zone = useEditorState((state) => state.flow.zone);
  const { beside } = settings;
  const set = editor.edit.settings;
  if (!beside)
    return (
      <div className="flex flex-col gap-1.5">
        <Button
          size="small"
          icon="split"
          disabled={disabled}
          className="self-start"
          onClick={() => set(beginTrial(settings, Date.now(), zone))}
        >
          Try it beside what you have
        </Button>
        <p className="text-12 text-pretty text-faint">
          For {plural(TRIAL_DAYS, 'day')} half of the people get this flow. The others go on getting what
          another system sends them today, and the results compare the two.
        </p>
      </div>
    );
  const left = trialDaysLeft(beside.until, Date.now(), zone);
  return (
    <section
      aria-label="Beside what you have"
      className="flex flex-col gap-4 rounded-md border border-line p-3"
    >
      <p className="text-13 text-pretty text-ink" role="status">
        {left === 0
          ? 'The trial is over. Results say which brings more.'
          : `Half of the people get this flow, the others what you have. ${plural(left, 'day')} left, today included.`}
      </p>
      <Field
        label="What the others get"
        help="As the results shall call it, such as: the cart e-mails of Klaviyo."
      >
        <Input
          value={beside.name}
          onValueChange={(name) => set({ beside: { ...beside, name } })}
          maxLength={80}
          placeholder="the cart e-mails we have"
          disabled={disabled}
        />
      </Field>
      <Field label="Until" help="Home reminds you on this day.">
        <Input
          type="date"
          value={beside.until}
          onValueChange={(until) => until && set({ beside: { ...beside, until }, reviewOn: until })}
          className="w-40"
          disabled={disabled}
        />
      </Field>
      <p className="text-12 text-pretty text-soft">
        The other system has to leave out the half of this flow, or they get both. Put a step right after the
        trigger that tells it: <em>Tag or note in the store</em>, or <em>Send an event</em> for Klaviyo. Steps
        that act are done for the half of this flow only. Then exclude people with that tag or event there.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" disabled={disabled} onClick={() => set(endTrial(Date.now(), zone))}>
          End the trial, go on with this flow
        </Button>
      </div>
    </section>
  );
}
